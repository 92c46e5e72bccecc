const ELLIPSIS = '…';
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The longest beginning of whole graphemes that has at most `limit` UTF-16 units. */
function head(text: string, limit: number): string {
  let end = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/**
 * One line of at most `limit` UTF-16 units: white space squeezed, no `<` and `>` (platforms refuse them), no control
 * characters. What is too long ends at a word and with an ellipsis.
 */
export function clipText(text: string, limit: number): string {
  const line = text
    .replace(/[<>\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= limit) return line;
  const cut = head(line, limit - ELLIPSIS.length);
  const space = cut.lastIndexOf(' ');
  const kept = space > limit / 2 ? cut.slice(0, space) : cut;
  return kept.replace(/[\s,;:.–—-]+$/u, '') + ELLIPSIS;
}
