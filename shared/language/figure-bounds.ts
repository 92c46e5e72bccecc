import { primaryLanguage } from '#shared/language/stop-words.ts';

interface Bounds {
  /** Words before a figure without which it says something else. */
  binding: string;
  /** Words before a figure that make it rough. */
  rough: string;
}

const BOUNDS: Readonly<Record<string, Bounds>> = {
  en: {
    binding:
      '(?:no |not )?(?:fewer|less|more|greater|higher|lower|larger|smaller|older|younger|longer|shorter) than|at (?:the )?(?:least|most)|up to|over|under|above|below|nearly|almost|just (?:under|over)|well over|within|as (?:many|much|little|few) as|a (?:maximum|minimum) of|minus|plus|another|every|each|the other|half of|not|multiples of|times',
    rough: '(?:about|around|roughly|some|approximately|circa|ca\\.|an estimated|an average of|on average)',
  },
  de: {
    binding:
      '(?:nicht )?(?:weniger|mehr|größer|kleiner|höher|älter|jünger) als|mindestens|wenigstens|höchstens|maximal|bis zu|über|unter|fast|beinahe|nahezu|knapp|gut|kaum|minus|alle|jede[rsnm]?|weitere|nicht|zweimal|je|mehr',
    rough: '(?:etwa|rund|ungefähr|circa|ca\\.|schätzungsweise|durchschnittlich|im Schnitt)',
  },
  es: {
    binding:
      '(?:no )?(?:menos|más|mayor|menor) (?:de|que)|al menos|por lo menos|como (?:máximo|mínimo)|a lo sumo|hasta|casi|cerca de|apenas|menos|cada|otr[oa]s|no',
    rough: '(?:unos|unas|alrededor de|aproximadamente|en torno a)',
  },
  fr: {
    binding:
      "(?:pas )?(?:moins|plus) (?:de|d’|d'|que)|au (?:moins|plus|maximum|minimum)|jusqu[’']à|près de|presque|à peine|moins|chaque|tous les|toutes les|autres|pas",
    rough: '(?:environ|autour de|à peu près|quelque|quelques)',
  },
  it: {
    binding: '(?:meno|più) di|almeno|al massimo|fino a|quasi|oltre|ogni|non',
    rough: '(?:circa|intorno a)',
  },
  pt: {
    binding: '(?:menos|mais) de|pelo menos|no máximo|até|quase|cerca de|apenas|cada|não',
    rough: '(?:aproximadamente|uns|umas)',
  },
  ru: {
    binding: '(?:не )?(?:менее|более|меньше|больше)(?: чем)?|до|свыше|почти|каждые|не',
    rough: '(?:около|примерно|приблизительно)',
  },
  ar: { binding: 'أكثر من|أقل من|ما لا يقل عن|حتى|كل|ليس', rough: '(?:نحو|حوالي|قرابة)' },
};

/** What bounds a figure from behind or compares it: `5 or more`, `40 % more`, `70以上`, `10 से अधिक`. */
export const BOUND_AFTER =
  '(?: (?:more|less|fewer|higher|lower|longer|shorter|larger|smaller|bigger|faster|slower|cheaper|warmer|colder|hotter|older|younger|heavier|lighter|deeper|taller|mehr|weniger|höher|niedriger|länger|kürzer|größer|kleiner|schneller|langsamer|teurer|billiger|wärmer|kälter|älter|jünger|schwerer|leichter|más|menos|de plus|de moins)(?![\\p{L}])|' +
  ' (?:or|oder|o|ou) (?:more|fewer|less|mehr|weniger|más|menos|plus|moins)(?![\\p{L}])|以上|以下|未満|以内|超|あまり|余り|余|多| ?이상| ?이하| ?미만| से (?:अधिक|कम|ज़्यादा|ज्यादा)|\\+(?!\\p{N}))';

const patterns = new Map<string, { binding: RegExp; rough: RegExp }>();

function patternsOf(language: string): { binding: RegExp; rough: RegExp } | undefined {
  const code = primaryLanguage(language);
  const words = BOUNDS[code];
  const known = patterns.get(code);
  if (known !== undefined || words === undefined) return known;
  const ending = (list: string) => new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${list})\\s+$`, 'iu');
  const elided = (list: string) => new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${list})\\s*$`, 'iu');
  const made = {
    binding: code === 'fr' ? elided(words.binding) : ending(words.binding),
    rough: ending(words.rough),
  };
  patterns.set(code, made);
  return made;
}

/** The words that end where a figure starts and bound it (`fewer than`) or make it rough (`about`); undefined for none. */
export function qualifierBefore(
  text: string,
  start: number,
  language: string,
): { start: number; binds: boolean } | undefined {
  const words = patternsOf(language);
  if (words === undefined) return undefined;
  const before = text.slice(Math.max(0, start - 40), start);
  const offset = start - before.length;
  const rough = words.rough.exec(before);
  const binding = words.binding.exec(rough === null ? before : before.slice(0, rough.index));
  if (binding !== null) return { start: offset + binding.index, binds: true };
  return rough === null ? undefined : { start: offset + rough.index, binds: false };
}
