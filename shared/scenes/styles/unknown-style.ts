import { STYLES } from '#shared/domain/brief.ts';

/** Letters that have to be put in, left out or changed to make one word of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const changed = (row[at] ?? 0) + (letter === other[at] ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** What is wrong with the name of a style: undefined when there is one of that name, otherwise which there are and the nearest. */
export function unknownStyle(name: string): string | undefined {
  if (STYLES.some((known) => known === name)) return undefined;
  const [nearest] = STYLES.map((known) => ({ known, away: distance(name.slice(0, 40), known) })).sort(
    (one, other) => one.away - other.away,
  );
  const meant = nearest && nearest.away <= 3 ? `; the nearest is ${nearest.known}` : '';
  return `there is no style ${name.slice(0, 40)}; there are ${STYLES.join(', ')}${meant}`;
}
