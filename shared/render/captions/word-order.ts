type Side = 'left' | 'right';

const RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Arabic digits never join a Latin word before them, European ones do. */
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/;

/** Whether a text of several words runs from right to left: most of its letters do. */
export function runsToLeft(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return 2 * letters.filter((letter) => RIGHT.test(letter)).length > letters.length;
}

/**
 * Indices of the words of a line from left to right as they are seen, where the line as a whole runs to the left or not:
 * the Unicode Bidirectional Algorithm (UAX #9, rules W7, N1, N2 and L2) for whole words.
 */
export function visualOrder(words: readonly string[], toLeft: boolean): number[] {
  const base: Side = toLeft ? 'right' : 'left';
  const sides = sidesOf(words, base);
  const runs: number[][] = [];
  sides.forEach((side, index) => {
    const last = runs.at(-1);
    if (last !== undefined && sides[index - 1] === side) last.push(index);
    else runs.push([index]);
  });
  const seen = runs.map((run) => (sides[run[0] as number] === 'right' ? run.toReversed() : run));
  return (toLeft ? seen.toReversed() : seen).flat();
}

/** On which side each word begins to be read. */
function sidesOf(words: readonly string[], base: Side): Side[] {
  let strong = base;
  const known = words.map((word): Side | undefined => {
    const letter = /\p{L}/u.exec(word)?.[0];
    if (letter !== undefined) {
      strong = RIGHT.test(letter) ? 'right' : 'left';
      return strong;
    }
    if (!/\p{Nd}/u.test(word)) return undefined;
    return strong === 'left' && !ARABIC_DIGIT.test(word) ? 'left' : 'right';
  });
  return known.map((side, index) => {
    if (side !== undefined) return side;
    const before = known.slice(0, index).findLast((other) => other !== undefined) ?? base;
    const after = known.slice(index + 1).find((other) => other !== undefined) ?? base;
    return before === after ? before : base;
  });
}
