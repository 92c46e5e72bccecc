import { asciiDigits } from '#shared/language/number-words.ts';

const DIGITS = /\p{Nd}{1,3}(?:[,.'’٬\u00a0\u202f ]\p{Nd}{3})+(?:[.,٫]\p{Nd}+)?|\p{Nd}+(?:[.,٫]\p{Nd}+)?/gu;

/** The digits of every number in a text, separators removed and of one script, so that `10,935` and `10 935` are the same number. */
export function numberKeys(text: string): Set<string> {
  return new Set([...text.matchAll(DIGITS)].map(([found]) => asciiDigits(found).replace(/\D/gu, '')));
}
