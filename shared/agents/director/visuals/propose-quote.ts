import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { common, keysOf } from '#shared/language/shared-words.ts';
import { STATEMENT_WORDS } from '#shared/language/shorten.ts';
import { countWords } from '#shared/language/words.ts';

const FIT = 0.95;
const FEWEST_WORDS = 3;
const SHORTEST_SPACELESS = 12;
/** A quotation may be read along with the voice, so it may be longer than a statement. */
const MOST_WORDS = STATEMENT_WORDS * 2.5;

const MARKED = /[“„«"「『]([^“”„«»"「」『』]{8,})[”“»"」』]/u;
const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const bare = (text: string): string => squeeze(text.replace(/[“”„«»"「」『』]/gu, ''));

/** The part of a quotation that the scene says: all of it, or what of it stands in the narration. */
function spokenPart(quote: string, narration: string): string | undefined {
  const said = bare(narration);
  const whole = bare(quote);
  if (said.includes(whole)) return whole;
  if (whole.includes(said.replace(/[.,;:]$/u, ''))) return said;
  return MARKED.exec(narration)?.[1]?.trim();
}

/** In scripts without spaces names of works stand in quotation marks, and a dictionary finds many words in them. */
const isName = (text: string): boolean => hasSpacelessScript(text) && text.length < SHORTEST_SPACELESS;

/** Lines of verse as they stand, parted as verse is within prose; as a quotation or as a statement. */
function ofVerse(lines: readonly string[]): Proposal[] {
  const text = lines.map((line) => line.replace(/[,;:—–-]+$/u, '')).join(' / ');
  return [
    { visual: { kind: 'quote', text }, fit: FIT },
    { visual: { kind: 'statement', text, emphasis: [] }, fit: FIT - 0.05 },
  ];
}

/** Somebody's words, when the scene speaks them: those that a quotation of the source and the narration share. */
export function proposeQuote({ narration, language, facts, verse }: SceneMatter): Proposal[] {
  if (verse !== undefined) return ofVerse(verse);
  const said = keysOf(narration, language);
  for (const fact of facts) {
    if (fact.kind !== 'quote') continue;
    const isSaid = common(keysOf(fact.quote, language), said) > 0 || bare(fact.quote) === bare(narration);
    if (!isSaid) continue;
    const text = spokenPart(fact.quote, narration);
    const words = text === undefined ? 0 : countWords(text);
    // A turn of a dialogue may be of one word.
    const isTurn = fact.source !== undefined && text === bare(narration);
    if (text === undefined || (words < FEWEST_WORDS && !isTurn) || words > MOST_WORDS || isName(text))
      continue;
    return [{ visual: { kind: 'quote', text, ...(fact.source ? { source: fact.source } : {}) }, fit: FIT }];
  }
  const marked = MARKED.exec(narration)?.[1]?.trim();
  if (marked === undefined || countWords(marked) < FEWEST_WORDS + 1 || isName(marked)) return [];
  return [{ visual: { kind: 'quote', text: marked }, fit: FIT - 0.1 }];
}
