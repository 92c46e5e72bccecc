import { BAND_COUNT, LEVEL_STEP } from '#shared/audio/band-levels.ts';

const STEPS_PER_SECOND = 48_000 / LEVEL_STEP;

/** A part of the piece that is played: from one second of it to another. */
export interface Stretch {
  from: number;
  to: number;
}

/** How a piece is made as long as a film. */
export interface MusicFit {
  /** One after the other; where one ends and the next begins the same beat of the piece is meant. */
  stretches: Stretch[];
  /** The film's second at which the music begins to fade; undefined where it ends with the end of the piece. */
  fadeAt?: number;
}

interface Jump {
  /** Beats: from the end of one stretch to the start of the next. */
  leave: number;
  enter: number;
  cost: number;
}

/** A jump that is made so often. */
interface Route extends Jump {
  rounds: number;
}

/** Beats of a bar; a jump keeps the count. */
const BAR = 4;
/** So many beats before and after a seam must sound alike. */
const COMPARED = { before: 2, after: 4 };
/** A piece may end so much before the film, in seconds: its last tone rings out in the silence. */
const MOST_SILENCE = 1.2;
/** A shorter round is noticed, in seconds. */
const SHORTEST_ROUND = 8;
/** More rounds than this would be heard as such; then the fade is better than the search for the end. */
const MOST_ROUNDS = 60;
/** A piece that begins on a later beat comes in so long before it, in seconds, and is a little worse for each. */
const LEAD = 0.06;
const LATE_COST = 0.01;
/** A fade takes about so long, and begins on a beat. */
const FADE = 4;
/** Seams that differ by more than this (mean difference of the bands' levels in decades) are heard. */
const HEARD_SEAM = 0.32;
/** Longer pieces are compared over so many beats. */
const MOST_BEATS = 1200;

/**
 * Fits a piece to a film of `seconds`: it is led round and round between two places that sound alike, or past a part of it, so
 * that its own ending is the film's; where there are no such places, it plays from its start, again if need be, and fades from a beat on.
 */
export function fitMusic(
  piece: { seconds: number; beats: readonly number[]; levels: Float32Array },
  seconds: number,
): MusicFit {
  const length = piece.seconds;
  const beats = piece.beats.slice(0, MOST_BEATS);
  const sound = beatLevels(piece.levels, beats);
  let best: (Route & { from: number }) | undefined;
  // A piece may begin up to a bar later, on a beat: so some way of whole bars nearly always ends with the film.
  for (const [late, from] of [0, ...beats.slice(0, BAR).map((beat) => Math.max(0, beat - LEAD))].entries()) {
    const difference = seconds - (length - from);
    if (difference >= 0 && difference <= MOST_SILENCE) return { stretches: [{ from, to: length }] };
    const found = findRoute(sound, beats, length, difference);
    if (found && found.cost + LATE_COST * late < (best?.cost ?? HEARD_SEAM)) {
      best = { ...found, from, cost: found.cost + LATE_COST * late };
    }
  }
  if (best) return { stretches: lay(best, beats, length) };
  return repeatAndFade(length, beats, findLoop(sound, beats, length), seconds);
}

/** A round that, gone so often, makes the piece as long as the film; or a way past a part of it, gone once. */
function findRoute(
  sound: Float32Array,
  beats: readonly number[],
  length: number,
  difference: number,
): Route | undefined {
  let best: Route | undefined;
  for (let rounds = 1; rounds <= (difference > 0 ? MOST_ROUNDS : 1); rounds++) {
    const wanted = difference / rounds;
    if (wanted > 0.85 * length) continue;
    // Rounds of a few bars are noticed.
    if (difference > 0 && wanted < SHORTEST_ROUND && rounds > 1) break;
    const jump = findJump(sound, beats, (gained) => {
      const short = (wanted - gained) * rounds;
      return short < 0 || short > MOST_SILENCE ? undefined : 0.04 * short + 0.01 * rounds;
    });
    if (jump && jump.cost < (best?.cost ?? HEARD_SEAM)) best = { ...jump, rounds };
  }
  return best;
}

/** The best round of any length, a long one before a short one. */
function findLoop(sound: Float32Array, beats: readonly number[], length: number): Jump | undefined {
  return findJump(sound, beats, (gained) =>
    gained < Math.max(SHORTEST_ROUND, 0.3 * length) ? undefined : 0.1 * (1 - gained / length),
  );
}

/** The pair of beats that sounds most alike among those for which `price`, given the seconds gained, is not undefined. */
function findJump(
  sound: Float32Array,
  beats: readonly number[],
  price: (gained: number) => number | undefined,
): Jump | undefined {
  let best: Jump | undefined;
  for (let leave = COMPARED.before; leave + COMPARED.after < beats.length; leave++) {
    for (let enter = leave % BAR; enter + COMPARED.after < beats.length; enter += BAR) {
      if (enter < COMPARED.before || enter === leave) continue;
      const extra = price((beats[leave] as number) - (beats[enter] as number));
      if (extra === undefined || extra >= (best?.cost ?? Number.POSITIVE_INFINITY)) continue;
      const cost = seamCost(sound, leave, enter) + extra;
      if (best === undefined || cost < best.cost) best = { leave, enter, cost };
    }
  }
  return best;
}

/** Mean level of each band from one beat to the next. */
function beatLevels(levels: Float32Array, beats: readonly number[]): Float32Array {
  const sound = new Float32Array(beats.length * BAND_COUNT);
  for (let beat = 0; beat + 1 < beats.length; beat++) {
    const [from, to] = [beat, beat + 1].map((n) => Math.round((beats[n] as number) * STEPS_PER_SECOND));
    for (let band = 0; band < BAND_COUNT; band++) {
      let sum = 0;
      for (let step = from as number; step < (to as number); step++) {
        sum += levels[step * BAND_COUNT + band] ?? -7;
      }
      sound[beat * BAND_COUNT + band] = sum / Math.max(1, (to as number) - (from as number));
    }
  }
  return sound;
}

function seamCost(sound: Float32Array, leave: number, enter: number): number {
  let sum = 0;
  for (let n = -COMPARED.before; n < COMPARED.after; n++) {
    for (let band = 0; band < BAND_COUNT; band++) {
      const one = sound[(leave + n) * BAND_COUNT + band] as number;
      sum += Math.abs(one - (sound[(enter + n) * BAND_COUNT + band] as number));
    }
  }
  return sum / ((COMPARED.before + COMPARED.after) * BAND_COUNT);
}

function lay(
  { leave, enter, rounds, from }: Route & { from: number },
  beats: readonly number[],
  end: number,
): Stretch[] {
  const [out, back] = [beats[leave] as number, beats[enter] as number];
  const between = Array.from({ length: rounds - 1 }, () => ({ from: back, to: out }));
  return [{ from, to: out }, ...between, { from: back, to: end }];
}

/** Round and round until the film ends, and a fade that begins on a beat; without a loop from one end to the other. */
function repeatAndFade(
  length: number,
  beats: readonly number[],
  loop: Jump | undefined,
  seconds: number,
): MusicFit {
  const back = loop ? (beats[loop.enter] as number) : 0;
  const out = loop && seconds > length ? (beats[loop.leave] as number) : length;
  const stretches: Stretch[] = [];
  for (let laid = 0; laid < seconds; ) {
    const from = stretches.length === 0 ? 0 : back;
    const to = Math.min(out, from + seconds - laid);
    stretches.push({ from, to });
    laid += to - from;
  }
  const last = stretches.at(-1) as Stretch;
  const wanted = seconds - Math.min(FADE, seconds / 3);
  // The beat of the film nearest to where the fade should begin.
  const offset = seconds - last.to;
  const inFilm = beats.filter((beat) => beat >= last.from && beat < last.to - 1).map((beat) => beat + offset);
  const nearest = inFilm.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a), -99);
  return { stretches, fadeAt: Math.abs(nearest - wanted) < 2 ? nearest : wanted };
}
