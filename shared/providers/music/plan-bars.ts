import { MOOD_STYLES } from '#shared/providers/music/moods.ts';
import type { MusicRequest, MusicSection } from '#shared/providers/music/request.ts';
import { between, seeded } from '#shared/scenes/seeded.ts';

/** One bar: `start` and the length of a `beat` in seconds; four beats, or two to six where a part of the film is odd. */
export interface Bar {
  start: number;
  beat: number;
  beats: number;
  /** The part of the film that it belongs to. */
  section: MusicSection;
  /** Whether that part begins with this bar. */
  opens: boolean;
}

/** The bars of a piece, and when its last chord is struck, in seconds. */
export interface BarPlan {
  bars: Bar[];
  home: number;
}

/** Beats of a regular bar. */
export const BAR_BEATS = 4;
/**
 * The last chord rings so long, in seconds; in a short film up to a third of it. Films end a second and a half after their last word:
 * the chord is struck with that word and is what is heard after it.
 */
const TAIL = { shortest: 1.5, longest: 2.7 };
/** How far a part's tempo may be from the piece's. */
const MOST_DRIFT = 0.08;
/** So many parts back a span may begin. */
const LOOK_BACK = 16;
/** What it costs that a part does not begin on a bar line, beside 1 for a tempo that is 3 % off for a part. */
const SKIPPED: Record<MusicSection['kind'], number> = { hook: 60, chapter: 60, ending: 25, point: 1.7 };
/** What a span costs whose beats are no multiple of four: a bar of two is a breath, one of three or five a stumble. */
const ODD_BARS = [0, 1.5, 0.5, 1.5] as const;

interface Span {
  from: number;
  to: number;
  beats: number;
  section: MusicSection;
}
interface Reached {
  cost: number;
  spans: Span[];
}

/**
 * Lays bars so that the parts of the film begin on bar lines: of some tempos about the mood's own, the one whose beats fit the
 * parts with the least bending; dynamic programming over the parts. A part that is too short for two beats is passed over.
 */
export function planBars({ mood, seconds, seed, sections = [] }: MusicRequest): BarPlan {
  const [slowest, fastest] = MOOD_STYLES[mood].tempo;
  const own = naturalTempo(mood, seed);
  const parts = partsOf(sections, seconds);
  let best: (Reached & { home: number }) | undefined;
  for (let percent = -7; percent <= 7; percent++) {
    const tempo = own * (1 + percent / 100);
    if (tempo < slowest || tempo > fastest) continue;
    const found = fit(parts, seconds, tempo);
    const cost = found.cost + (percent / 6) ** 2;
    if (best === undefined || cost < best.cost) best = { ...found, cost };
  }
  const { spans, home } = best ?? fit(parts, seconds, own);
  return { bars: spans.flatMap(barsOf), home };
}

/** Quarter notes a minute that the mood has with that seed when no film bends them. */
function naturalTempo(mood: MusicRequest['mood'], seed: number): number {
  const [slowest, fastest] = MOOD_STYLES[mood].tempo;
  const third = (fastest - slowest) / 3;
  return between(seeded(`tempo ${seed}`), slowest + third, fastest - third);
}

function partsOf(sections: readonly MusicSection[], seconds: number): MusicSection[] {
  const first = sections[0]?.startMs === 0 ? [] : [{ startMs: 0, kind: 'hook' as const }];
  const latest = (seconds - tailOf(seconds).shortest) * 1000 - 1;
  return [...first, ...sections.filter(({ startMs }) => startMs === 0 || startMs < latest)];
}

function tailOf(seconds: number) {
  return {
    shortest: Math.min(TAIL.shortest, seconds * 0.2),
    longest: Math.min(TAIL.longest, seconds * 0.35),
  };
}

/** The cheapest way from the start to the last chord at one tempo. */
function fit(parts: readonly MusicSection[], seconds: number, tempo: number): Reached & { home: number } {
  const reached: Reached[] = [{ cost: 0, spans: [] }];
  const at = (index: number) => (parts[index] as MusicSection).startMs / 1000;
  /** From the cheapest part before `index` to the time `to`, which is its start or the last chord's. */
  const arrive = (index: number, to: number): Reached => {
    let best: Reached = { cost: Number.POSITIVE_INFINITY, spans: [] };
    let skipped = 0;
    for (let from = index - 1; from >= Math.max(0, index - LOOK_BACK); from--) {
      const before = reached[from] as Reached;
      const span = spanBeats(to - at(from), tempo);
      const cost = before.cost + span.cost + skipped;
      if (cost < best.cost) {
        const section = parts[from] as MusicSection;
        best = { cost, spans: [...before.spans, { from: at(from), to, beats: span.beats, section }] };
      }
      skipped += SKIPPED[(parts[from] as MusicSection).kind];
    }
    return best;
  };
  for (let index = 1; index < parts.length; index++) reached.push(arrive(index, at(index)));
  let best = { ...(reached[0] as Reached), cost: Number.POSITIVE_INFINITY, home: 0 };
  for (const home of homes(parts, seconds, tempo)) {
    const found = arrive(parts.length, home);
    if (found.cost < best.cost) best = { ...found, home };
  }
  return best.cost === Number.POSITIVE_INFINITY ? { ...best, home: 0 } : best;
}

/** Times at which the last chord may be struck: whole beats after one of the last parts, else the middle of the tail. */
function homes(parts: readonly MusicSection[], seconds: number, tempo: number): number[] {
  const { shortest, longest } = tailOf(seconds);
  const beat = 60 / tempo;
  const found = [seconds - (shortest + longest) / 2];
  for (const { startMs } of parts.slice(-4)) {
    const from = startMs / 1000;
    const least = Math.max(1, Math.ceil((seconds - longest - from) / beat));
    for (let count = least; from + count * beat <= seconds - shortest; count++)
      found.push(from + count * beat);
  }
  return found;
}

function spanBeats(length: number, tempo: number): { beats: number; cost: number } {
  const exact = (length * tempo) / 60;
  let best = { beats: 0, cost: Number.POSITIVE_INFINITY };
  for (let beats = Math.max(2, Math.floor(exact) - 2); beats <= exact + 3; beats++) {
    const drift = Math.abs(Math.log(beats / exact));
    if (drift > MOST_DRIFT) continue;
    const cost = (drift / 0.03) ** 2 + (ODD_BARS[beats % BAR_BEATS] as number);
    if (cost < best.cost) best = { beats, cost };
  }
  return best;
}

function barsOf({ from, to, beats, section }: Span): Bar[] {
  const beat = (to - from) / beats;
  const bars: Bar[] = [];
  for (let done = 0; done < beats; ) {
    const left = beats - done;
    // One beat alone is no bar: the last one has five then.
    const count = left === BAR_BEATS + 1 ? left : Math.min(BAR_BEATS, left);
    bars.push({ start: from + done * beat, beat, beats: count, section, opens: done === 0 });
    done += count;
  }
  return bars;
}
