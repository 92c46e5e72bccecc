import type { PlacedBlock } from '#shared/agents/researcher/flatten.ts';
import type { Beat, Saying } from '#shared/agents/writer/beat.ts';
import { lineTexts } from '#shared/agents/writer/line-texts.ts';
import { tiePronouns } from '#shared/agents/writer/tie-pronouns.ts';
import { trimAsides } from '#shared/agents/writer/trim-asides.ts';
import { speakingSeconds } from '#shared/language/pace.ts';
import { standAlone } from '#shared/language/stand-alone.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { countWords } from '#shared/language/words.ts';

/** A list is said whole when it takes no more than this share of the film. */
const LIST_SHARE = 0.35;
const ORDERED_SHARE = 0.85;
/** With this share of the film in prose, lists that are too long are left out. */
const ENOUGH_PROSE = 0.8;
/** Items this short mean something only beside each other. */
const MAX_ITEM_WORDS = 6;

const LEAD_IN = /[:：]["'”»]?$/u;
const QUESTION = /[?？؟]["'”»」]?$/u;
/** Speech that goes on behind who said it: `“Lie back,” she said. “I will tell you.”` */
const SAID =
  /[,!?]['"”’] \p{L}[\p{L} ]{0,30}\b(?:said|asked|answered|replied|whispered|shouted|cried|told \p{L}+)\.$/u;
const SPEAKS = /^["“]/u;
const ANNOUNCES =
  /\b(?:following|as follows|these|folgende\p{L}*|siguientes?|suivants?|suivantes?|seguenti)\b/iu;

/** A beat before it is weighed. `needs` counts places in the list that {@link beatsOfBlocks} gives. */
type NewBeat = Omit<Beat, 'index' | 'vector' | 'seconds' | 'salience'>;

/** The film that beats are made for. */
export interface Film {
  /** For everything that is said, pauses between lines included. */
  seconds: number;
  language: string;
  wordsPerMinute: number;
  /** Silence that comes with each line, in seconds. */
  linePause: number;
}

/** How long a beat takes when its lines are said one after another in their context, in seconds. */
export function beatSeconds(
  beat: Pick<Beat, 'kind' | 'sayings'>,
  { language, wordsPerMinute, linePause }: Omit<Film, 'seconds'>,
): number {
  const lines = lineTexts(beat, { language, wordsPerMinute, alone: false });
  return lines.reduce((sum, line) => sum + speakingSeconds(line.text, wordsPerMinute) + linePause, 0);
}

/** Whether a sentence right before a list belongs to it: it ends with a colon, asks, or announces. */
function introduces({ kind, leadsIn, sayings }: NewBeat): boolean {
  const text = sayings.at(-1)?.text ?? '';
  return kind === 'sentence' && (leadsIn || QUESTION.test(text) || ANNOUNCES.test(text));
}

/** Adds a list: whole with its lead-in if the film has room for it, else nothing, else item by item. */
function addList(beats: NewBeat[], list: NewBeat & { ordered: boolean }, film: Film, enoughProse: boolean) {
  const { sayings: items, ...place } = list;
  const { ordered } = place;
  const last = beats.at(-1);
  const lead = last !== undefined && last.section === list.section && introduces(last) ? last : undefined;
  // Steps that a paragraph or a picture parts go on where the ones before them ended.
  const steps = ordered ? beats.findLastIndex((beat) => beat.ordered && beat.section === list.section) : -1;
  const goesOn = steps < 0 ? {} : { needs: steps };
  const needs = lead?.needs === undefined ? goesOn : { needs: lead.needs };
  const sayings = [...(lead?.sayings ?? []), ...items];
  const share = film.seconds * (ordered ? ORDERED_SHARE : LIST_SHARE);
  const fits = beatSeconds({ kind: 'list', sayings }, film) <= share;
  const tied = lead !== undefined || items.every(({ text }) => countWords(text) <= MAX_ITEM_WORDS);
  if (fits && (tied || ordered)) {
    if (lead) beats.pop();
    beats.push({ ...place, sayings, ...needs });
  } else if (tied && enoughProse) {
    // A part of such a list would be taken for the whole.
    if (lead) beats.pop();
  } else {
    if (lead) Object.assign(lead, { leadsIn: true, ...needs });
    const anchor = lead === undefined ? {} : { needs: beats.length - 1 };
    const first = lead === undefined ? goesOn : anchor;
    items.forEach((item, index) => {
      const link = ordered && index > 0 ? { needs: beats.length - 1 } : first;
      beats.push({ ...place, sayings: [item], ...link });
    });
  }
}

/** Whether a sentence is the rest of the speech that the beat before it began. */
function speaksOn({ kind, sayings }: NewBeat, next: Saying): boolean {
  return (
    kind === 'sentence' && sayings.length === 1 && SAID.test(sayings[0]?.text ?? '') && SPEAKS.test(next.text)
  );
}

/** Whether the paragraphs alone nearly fill the film, so that long lists can be done without. */
function proseFills(blocks: readonly PlacedBlock[], film: Film): boolean {
  const sentences = blocks.flatMap(({ block, sentences }) => (block.kind === 'list' ? [] : sentences));
  const seconds = sentences.reduce(
    (sum, { text }) => sum + speakingSeconds(text, film.wordsPerMinute) + film.linePause,
    0,
  );
  return seconds >= film.seconds * ENOUGH_PROSE;
}

/** Beats of the blocks in order, of the sentences that the researcher kept. */
export function beatsOfBlocks(
  blocks: readonly PlacedBlock[],
  known: ReadonlySet<string>,
  film: Film,
): NewBeat[] {
  const beats: NewBeat[] = [];
  const enoughProse = proseFills(blocks, film);
  for (const { block, section, heading, sentences } of blocks) {
    const place = { section, leadsIn: false, ...(heading === undefined ? {} : { heading }) };
    // Steps behind one that the researcher left out are not the next ones.
    const gap = block.kind === 'list' && block.ordered ? sentences.findIndex(({ id }) => !known.has(id)) : -1;
    const said = (gap < 0 ? sentences : sentences.slice(0, gap))
      .filter(({ id }) => known.has(id))
      .map(({ id, text: raw }) => {
        const text = trimAsides(raw, film.language);
        const { text: alone, leans } = standAlone(text, film.language);
        return { saying: { id, text, alone } satisfies Saying, leans };
      });
    const sayings = said.map(({ saying }) => saying);
    if (sayings.length === 0) continue;
    if (block.kind === 'quote') {
      // A turn of a dialogue answers the one before it.
      const asked = beats.at(-1);
      const talk = asked?.section === section && asked.kind === 'quote';
      const answers = talk && (said[0]?.leans || QUESTION.test(asked.sayings.at(-1)?.text ?? ''));
      beats.push({ ...place, kind: 'quote', sayings, ...(answers ? { needs: beats.length - 1 } : {}) });
    } else if (block.kind === 'list') {
      addList(beats, { ...place, kind: 'list', sayings, ordered: block.ordered }, film, enoughProse);
    } else {
      for (const [at, { saying, leans }] of said.entries()) {
        const previous = beats.at(-1);
        if (at > 0 && previous && speaksOn(previous, saying)) {
          previous.sayings.push(saying);
          continue;
        }
        const answers = previous?.section === section && QUESTION.test(previous.sayings.at(-1)?.text ?? '');
        const needs = (leans || answers) && previous !== undefined ? { needs: beats.length - 1 } : {};
        const leadsIn = LEAD_IN.test(saying.text);
        beats.push({ ...place, kind: 'sentence', sayings: [saying], ...needs, leadsIn });
        if (primaryLanguage(film.language) === 'en') tiePronouns(beats);
      }
    }
  }
  return beats;
}
