/** Ends a sentence, with the marks that may close behind it. */
const STOP = '[.!?…。！？।؟]["\'”’»“)\\]」』]*';
const ENDS = new RegExp(`${STOP}\\s*$`, 'u');
const WITHIN = new RegExp(`(?<=${STOP})\\s+(?=\\S)`, 'u');

/**
 * For each narration of a film the rest of the sentence that it is a part of, which the scenes before it begin and those
 * after it go on with; an empty string where a scene says whole sentences.
 */
export function sentencesAround(narrations: readonly string[]): string[] {
  return narrations.map((narration, index) => {
    const before: string[] = [];
    for (let at = index - 1; at >= 0 && !ENDS.test(narrations[at] ?? '.'); at -= 1)
      before.unshift(narrations[at] ?? '');
    const after: string[] = [];
    for (let at = index; at + 1 < narrations.length && !ENDS.test(narrations[at] ?? '.'); at += 1)
      after.push(narrations[at + 1] ?? '');
    const opening = before.join(' ').split(WITHIN).at(-1) ?? '';
    const ending = ENDS.test(narration) ? '' : (after.join(' ').split(WITHIN)[0] ?? '');
    return `${opening} ${ending}`.trim();
  });
}
