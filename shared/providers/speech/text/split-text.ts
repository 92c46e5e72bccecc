/** Between two sentences: white space behind the first one's end, or nothing in scripts without spaces. */
const SENTENCE_BREAK = /(?<=[.!?…]["'”’»)\]]*)\s+|(?<=[。！？][」』”’）]*)(?![」』”’）])\s*/u;

/**
 * Splits a text into pieces of at most `most` characters, at the ends of sentences where it can, else at white space, else
 * within a word. Pieces joined by a space have the words of the text; a text that fits stays as it is.
 */
export function splitText(text: string, most: number): string[] {
  if (text.length <= most) return text.trim() === '' ? [] : [text];
  const pieces: string[] = [];
  for (const part of text.split(SENTENCE_BREAK).flatMap((sentence) => cutLong(sentence.trim(), most))) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= most)
      pieces[pieces.length - 1] = `${last} ${part}`;
    else if (part !== '') pieces.push(part);
  }
  return pieces;
}

function cutLong(sentence: string, most: number): string[] {
  if (sentence.length <= most) return [sentence];
  const space = sentence.lastIndexOf(' ', most);
  const cut = space > 0 ? space : most;
  return [sentence.slice(0, cut), ...cutLong(sentence.slice(cut).trimStart(), most)];
}
