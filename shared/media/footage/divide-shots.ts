/** A stretch without a cut, in seconds. */
export interface Stretch {
  from: number;
  to: number;
}

/** Shorter than this is a flash or a false alarm, and no shot: half a second. */
const SHORTEST = 0.5;
/** As many as fit into what a step may give. */
const MOST_SHOTS = 250;

/** Divides footage at its cuts. Stretches that are too short go to the shot before, and of too many shots the shortest do. */
export function divideShots(cuts: readonly number[], seconds: number): Stretch[] {
  const starts = [0];
  for (const cut of [...cuts].sort((one, other) => one - other)) {
    const last = starts.at(-1) ?? 0;
    if (cut - last >= SHORTEST && seconds - cut >= SHORTEST) starts.push(cut);
  }
  while (starts.length > MOST_SHOTS) starts.splice(shortest(starts, seconds), 1);
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? seconds }));
}

/** Which start to take away, so that the shortest shot is joined with the one before it. */
function shortest(starts: readonly number[], seconds: number): number {
  let best = 1;
  const length = (at: number) => (starts[at + 1] ?? seconds) - (starts[at] ?? 0);
  for (let at = 1; at < starts.length; at += 1) if (length(at) < length(best)) best = at;
  return best;
}
