import { alphabeticLength } from '#shared/language/scripts.ts';

/** A sentence with pauses may be long; without any it is a heap of words. In characters of an alphabet. */
const LONG_WITH_PAUSES = 900;
const LONG_WITHOUT = 340;
/** Length of the pieces that a run-on text is cut into, in characters of an alphabet: some twenty words. */
const PIECE = 130;

const PAUSE = /[,;:،؛、，；：—–]/u;
/** Places to cut, the best first: after strong pauses, after commas, between words, anywhere. */
const CUTS = [/(?<=[;؛；:：—])\s*/u, /(?<=[,،、，])\s*/u, /\s+/u];

function hardPieces(text: string): string[] {
  const letters = [...text];
  const size = Math.max(20, Math.floor((PIECE * letters.length) / alphabeticLength(text)));
  const pieces: string[] = [];
  for (let i = 0; i < letters.length; i += size) pieces.push(letters.slice(i, i + size).join(''));
  return pieces;
}

function cut(text: string, level: number): string[] {
  if (alphabeticLength(text) <= 1.5 * PIECE) return [text];
  const separator = CUTS[level];
  if (separator === undefined) return hardPieces(text);
  const parts = text.split(new RegExp(`(${separator.source})`, 'u'));
  const pieces: string[] = [];
  let current = '';
  for (const part of parts) {
    if (current.trim() !== '' && part.trim() !== '' && alphabeticLength(current + part) > PIECE * 1.2) {
      pieces.push(current.trim());
      current = '';
    }
    current += part;
  }
  if (current.trim() !== '') pieces.push(current.trim());
  return pieces.flatMap((piece) => (piece === text ? cut(piece, level + 1) : cut(piece, level)));
}

/**
 * Cuts a sentence that no one could say at once: more than 900 characters, or 340 without any pause inside (a third of
 * that in scripts without spaces). Gives pieces of about twenty words, cut at pauses if there are any, nothing lost but
 * the white space at the cuts.
 */
export function breakRunOn(sentence: string): string[] {
  const limit = PAUSE.test(sentence) ? LONG_WITH_PAUSES : LONG_WITHOUT;
  return alphabeticLength(sentence) > limit ? cut(sentence, 0) : [sentence];
}
