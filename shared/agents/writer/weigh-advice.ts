import type { Beat } from '#shared/agents/writer/beat.ts';

/** Words that keep somebody from harm. */
const WARNING =
  /(?<!\p{L})(?:warning|caution|danger(?:ous)?|careful(?:ly)?|beware|attention|make sure|be sure to|do not|don[’']t|never|unplug|poison(?:ous)?|achtung|vorsicht\p{L}*|warnung|gefährlich\p{L}*|niemals|cuidado|advertencia|peligro\p{L}*|atención|attention|danger\p{L}*|prudence|attenzione|pericolo\p{L}*|cautela|perigo\p{L}*|осторожно|внимание|опасно)(?!\p{L})|(?:注意|危険|警告|危险|小心|تحذير|احذر|सावधान|चेतावनी)/iu;
/** What opens a sentence that warns whoever does something. */
const WARNS =
  /^[^\p{L}]*(?:warning|caution|be careful|careful|achtung|vorsicht|warnung|advertencia|cuidado|precaución|attention|attenzione|atenção)(?!\p{L})/iu;
/** Words with which a text of steps says what it takes. */
const MATERIALS =
  /(?<!\p{L})(?:you(?:[’']ll| will)? need|what you need|ingredients|materials|tools|supplies|du brauchst|sie brauchen|zutaten|material|werkzeug|necesitas|necesita|ingredientes|materiales|il (?:vous |te )?faut|ingrédients|matériel|ingredienti|occorrente)(?!\p{L})/iu;
const PRICE =
  /[$€£¥₹]\s?\p{Nd}|\p{Nd}\s?(?:[$€£¥₹]|dollars?|euros?|pounds?|cents?|yen|rupees?|usd|eur|gbp)(?!\p{L})/iu;
const PAST_YEAR =
  /(?<!\p{L})(?:was|were|wurden?|fue|fut)(?!\p{L}).*(?<![\p{Nd}.,])1[5-9]\p{Nd}{2}(?!\p{Nd})/iu;

const textOf = (beat: Beat) => beat.sayings.map(({ text }) => text).join(' ');

/** Whether a beat tells a price: no text should close with one while another sentence can. */
export function tellsPrice(beat: Beat): boolean {
  return PRICE.test(textOf(beat));
}

/** Whether a text tells how something is done: it has steps in an order, or warns whoever does it. */
export function isHowTo(beats: readonly Beat[]): boolean {
  return beats.some((beat) => beat.ordered || WARNS.test(textOf(beat)));
}

function namesMaterials(beat: Beat): boolean {
  return !beat.ordered && MATERIALS.test(`${beat.heading ?? ''} ${textOf(beat)}`);
}

/** Whether a beat is one thing of a list of what it takes, and would be taken for all of it. */
export function isPartOfMaterials(beat: Beat): boolean {
  return beat.kind === 'list' && beat.sayings.length === 1 && namesMaterials(beat);
}

/** What a beat matters more or less for a text that tells how something is done, to be added to its gain (about 0 to 1). */
export function adviceGain(beat: Beat): number {
  if (WARNING.test(textOf(beat))) return 0.5;
  if (namesMaterials(beat)) return 0.4;
  return tellsPrice(beat) || PAST_YEAR.test(textOf(beat)) ? -0.5 : 0;
}
