import type { RawBlock } from '#shared/agents/reader/raw-block.ts';

const MOST_LETTERS = 60;
const MOST_WORDS = 8;
const LOOSE_END = /[.!?…,;:。！？、，：；।؟]["'”»」』)]*$/u;
const TITLE_START = /^["“„«「『¿¡]*(?:\p{Lu}|\p{Lo}|\p{N})/u;
const SPEAKER_OR_ADDRESS = /[:：]\s|@|:\/\//u;

/** `by Robert Frost`, below a title. */
const BYLINE = /^\s*(?:by|von|por|par|di|de)\s+\p{Lu}[\p{L}.’' -]{2,50}$/iu;

/** Whether a line is short and set like a title: no stop, a capital, nobody's turn and no address. */
export function isTitleLike(line: string): boolean {
  const text = line.trim();
  return (
    text.length <= MOST_LETTERS &&
    text.split(/\s+/u).length <= MOST_WORDS &&
    TITLE_START.test(text) &&
    /\p{L}{2}/u.test(text) &&
    !LOOSE_END.test(text) &&
    !SPEAKER_OR_ADDRESS.test(text)
  );
}

/** A source without headings whose first line is set like a title gets that line as its heading. */
export function withTitleLine(blocks: readonly RawBlock[]): RawBlock[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph' || blocks.some(({ kind }) => kind === 'heading')) return [...blocks];
  const [line = '', ...under] = first.text.split('\n');
  // Who wrote it is no sentence of it.
  const lines = under.length > 0 && BYLINE.test(under[0] ?? '') ? under.slice(1) : under;
  const bylined = lines.length < under.length;
  const followed = bylined
    ? lines.length + rest.length > 0
    : lines.length > 0
      ? lines.some((each) => LOOSE_END.test(each))
      : rest.length > 0;
  if (!isTitleLike(line) || !followed) return [...blocks];
  const body: RawBlock[] = lines.length === 0 ? [] : [{ kind: 'paragraph', text: lines.join('\n') }];
  return [{ kind: 'heading', depth: 1, text: line.trim() }, ...body, ...rest];
}
