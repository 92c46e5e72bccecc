import { countWords } from '#shared/language/words.ts';

/** What somebody said, word for word. */
interface FoundQuote {
  quote: string;
  source?: string;
}

const QUOTED = /“([^“”]+)”|„([^“”„]+)[“”]|«\s?([^«»]+?)\s?»|"([^"]+)"|「([^「」]+)」|『([^『』]+)』/gu;
/** Fewer words in quotation marks are a name or a word held at arm's length. */
const MIN_WORDS = 4;
const NAME =
  "(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir)\\.? )?\\p{Lu}[\\p{L}’'-]+(?: (?:de|van|von|der|da|di|la|bin|al)| \\p{Lu}(?:\\.|[\\p{L}’'-]*)){0,4}";
/** What somebody is, before the name: `the transport minister`. */
const ROLE =
  '(?:(?!that|when|as|to|he|she|it|they|sie|er|es|so)(?:\\p{Ll}[\\p{L}-]+ |(?:die|der) (?:\\p{Lu}\\p{Ll}+ )?)){0,4}';
const SAYS =
  'says?|said|writes?|wrote|asks?|asked|explains?|explained|notes?|noted|recalls?|recalled|argued?s?|believes?|told|once said|sagte?|schrieb|schreibt|erklärte?|meinte?|fragte?|cries|cried|shouts?|shouted|whispers?|whispered|replies|replied|adds?|added|answers?|answered|announced|rief|antwortete|flüsterte|betonte|ergänzte|dijo|dice|escribió|afirmó|explicó|respondió|exclamó|gritó|añadió|dit|répond|répondit|ajoute|écrit|explique|affirme|ha detto|dice|scrisse|disse|escreveu';
const AFTER = new RegExp(`^[,.]?\\s*(?:(?:${SAYS})\\s+(${ROLE}${NAME})|(${NAME})\\s+(?:${SAYS})\\b)`, 'u');
const BEFORE = new RegExp(`(${NAME})[^“”„«»"]{0,40}?\\b(?:${SAYS})\\b[^“”„«»"]{0,20}[:,]?\\s*$`, 'u');

const ARTICLE = /^(?:the|die|der|el|la|le)\s+(?=\p{L}+ )/u;

/** Finds what is quoted inside a sentence, and who is named as saying it right beside. */
export function findQuotes(text: string): FoundQuote[] {
  return [...text.matchAll(QUOTED)].flatMap((match) => {
    const quote = (match.slice(1).find((group) => group !== undefined) ?? '').trim().replace(/,$/u, '');
    if (countWords(quote) < MIN_WORDS) return [];
    const after = AFTER.exec(text.slice(match.index + match[0].length));
    const before = BEFORE.exec(text.slice(0, match.index));
    const source = after?.[1] ?? after?.[2] ?? before?.[1];
    const named = source?.replace(ARTICLE, '');
    return [{ quote, ...(named === undefined ? {} : { source: named[0]?.toUpperCase() + named.slice(1) }) }];
  });
}
