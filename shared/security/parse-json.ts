/**
 * Parses JSON of strangers. Throws a plain error for what is none, and for text with half of a surrogate pair, as `"\ud83d"`: it
 * is no Unicode (RFC 7493, 2.1) and cannot be kept as UTF-8.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
    throw new SyntaxError('a text in it holds half of a surrogate pair');
  });
}
