import { primaryLanguage } from '#shared/language/stop-words.ts';

/** Words that turn or limit what is said, by language, lower case: without them a sentence claims something else. */
interface MeaningWords {
  negations: string;
  /** Hedges, exceptions, conditions, and words that take back what they stand beside. */
  limits: string;
}

const WORDS: Readonly<Record<string, MeaningWords>> = {
  en: {
    negations:
      "not no never none nobody nothing neither nor without cannot hardly barely scarcely rarely seldom isn't aren't wasn't weren't don't doesn't didn't can't couldn't won't wouldn't hasn't haven't hadn't shouldn't mustn't",
    limits:
      'allegedly alleged reportedly supposedly supposed purportedly claimed claims disputed perhaps maybe possibly possible probably probable likely unlikely might may could would apparently seemingly believed thought rumoured rumored estimated estimate approximately about around roughly nearly almost circa some mostly mainly partly usually often sometimes except excepting excluding excludes save apart besides unless only but however although though despite if when while whether until provided depending subject assuming minus former formerly once now then today since still already repealed withdrawn retracted corrected denied denies false wrong fake mistaken untrue failed fictional unconfirmed unverified',
  },
  de: {
    negations:
      'nicht kein keine keinen keinem keiner keines nie niemals niemand nichts nirgends weder ohne kaum selten',
    limits:
      'angeblich angebliche mutmaßlich vermutlich vielleicht möglicherweise wahrscheinlich wohl etwa ungefähr fast beinahe rund nur außer ausgenommen abgesehen aber jedoch obwohl trotz wenn falls sofern solange bis ob minus ehemals ehemalige ehemaliger früher damals heute inzwischen seit falsch widerrufen teils meist oft manchmal',
  },
  es: {
    negations: 'no nunca jamás nadie nada ninguno ninguna ningún ni sin apenas tampoco',
    limits:
      'presuntamente supuestamente presunto supuesto quizá quizás tal posiblemente probablemente casi cerca unos unas solo sólo salvo excepto menos pero aunque si cuando mientras hasta ex antiguo antigua entonces hoy ya desde falso falsa',
  },
  fr: {
    negations: 'ne n pas jamais personne rien aucun aucune ni sans guère non',
    limits:
      'prétendument présumé présumée supposé supposée peut-être probablement environ presque seulement sauf excepté hormis mais bien si quand lorsque jusque moins ex ancien ancienne alors aujourd depuis faux fausse',
  },
  it: {
    negations: 'non mai nessuno nessuna niente nulla né senza appena',
    limits:
      'presumibilmente presunto presunta forse probabilmente circa quasi solo soltanto tranne salvo eccetto ma benché se quando mentre finché meno ex allora oggi ormai falso falsa',
  },
  pt: {
    negations: 'não nunca jamais ninguém nada nenhum nenhuma nem sem apenas',
    limits:
      'supostamente alegadamente suposto suposta talvez possivelmente provavelmente cerca quase só somente exceto salvo mas embora se quando enquanto até menos ex então hoje desde falso falsa',
  },
};

const set = (words = ''): ReadonlySet<string> => new Set(words.split(' '));
const negations = new Map(Object.entries(WORDS).map(([code, words]) => [code, set(words.negations)]));
const limits = new Map(Object.entries(WORDS).map(([code, words]) => [code, set(words.limits)]));

const plain = (word: string): string => word.toLowerCase().replaceAll('’', "'");

/** Whether a word denies: `not`, `kein`, `sin`; false in a language without a table. */
export function isNegation(word: string, language: string): boolean {
  return negations.get(primaryLanguage(language))?.has(plain(word)) ?? false;
}

/**
 * Whether none of the words denies, hedges, excepts or sets a condition, as far as the language's table tells; undefined
 * for a language without one.
 */
export function isPlainClaim(words: readonly string[], language: string): boolean | undefined {
  const limiting = limits.get(primaryLanguage(language));
  if (limiting === undefined) return undefined;
  return words.every((word) => !limiting.has(plain(word)) && !isNegation(word, language));
}
