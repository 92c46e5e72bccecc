import { FPS } from '#shared/domain/timeline.ts';

/** How a scene lies around its voice, in ms. */
export interface Breath {
  /** Silence before the voice. */
  leadInMs: number;
  /** Silence after it, the cross-fade to the next scene included. */
  tailMs: number;
}

/** A voice that starts with the picture startles; a quarter of a second lets the eye arrive first. */
const LEAD_IN_MS = 250;
/** Before the first word the first picture is taken in, and players fade their controls. */
const FIRST_LEAD_IN_MS = 500;
/**
 * With the lead-in of the next scene and a cross-fade of 400 ms between them, 200 ms of silence stay between two voices:
 * with the pauses at the ends of each recording about the 300 ms that a speaker leaves between two sentences.
 */
const TAIL_MS = 350;
/** A chapter ends with a pause as long as one between two paragraphs. */
const CHAPTER_TAIL_MS = 800;
/** The last picture stands while the music ends; a film that stops with its last word seems cut off. */
const LAST_TAIL_MS = 1500;
/** A shorter scene cannot be read, and two cross-fades must fit into it. */
const MIN_SCENE_FRAMES = 2 * FPS;

/** Where a scene stands in the film. */
export interface Place {
  first: boolean;
  last: boolean;
  /** Whether the next scene begins a chapter. */
  endsChapter: boolean;
}

/** The silence around the voice of a scene at that place. */
export function breathOf({ first, last, endsChapter }: Place): Breath {
  const tailMs = last ? LAST_TAIL_MS : endsChapter ? CHAPTER_TAIL_MS : TAIL_MS;
  return { leadInMs: first ? FIRST_LEAD_IN_MS : LEAD_IN_MS, tailMs };
}

/** Length of a scene in whole frames: voice and breath, rounded up, at least two seconds. */
export function sceneFrames(voiceMs: number, { leadInMs, tailMs }: Breath): number {
  const frames = Math.ceil(((leadInMs + voiceMs + tailMs) * FPS) / 1000);
  return Math.max(frames, MIN_SCENE_FRAMES);
}

/**
 * Frames that a scene gets or loses because the next one takes longer or shorter over it than most styles do: voices stay as far
 * apart as they are, and a film as long as it was planned, in every style. The voice itself is never cut into.
 */
export function overlapFrames(nextTransition: number, { tailMs }: Breath): number {
  return Math.max(nextTransition - FADE_FRAMES, -Math.floor((tailMs * FPS) / 1000));
}

/** The last picture stands at least this much shorter and at most this much longer than it would, to meet a wanted length. */
const LAST_RANGE_MS = { shorter: 800, longer: 2000 } as const;

/** Length of the last scene, which begins at `startFrame`: as near to the wanted end of the film as its pause allows. */
export function lastFrames(usual: number, startFrame: number, seconds: number | undefined): number {
  if (seconds === undefined) return usual;
  const frames = (ms: number): number => Math.floor((ms * FPS) / 1000);
  const wanted = Math.round(seconds * FPS) - startFrame;
  const least = Math.max(MIN_SCENE_FRAMES, usual - frames(LAST_RANGE_MS.shorter));
  return Math.min(Math.max(wanted, least), usual + frames(LAST_RANGE_MS.longer));
}

/** A scene waits for the next beat of the music, but not longer than this: 0.4 s, as long as a pause between two sentences. */
const LONGEST_WAIT_FRAMES = 12;

/** Frames from `frame` of the film to the next of the beats; 0 where none is near. */
export function framesToBeat(frame: number, beatsMs: readonly number[] = []): number {
  const next = beatsMs.map((ms) => Math.round((ms * FPS) / 1000)).find((beat) => beat >= frame);
  const wait = next === undefined ? 0 : Math.ceil(next - frame);
  return wait <= LONGEST_WAIT_FRAMES ? wait : 0;
}

/** How long most styles take from one scene to the next; `examples/styles/` says how long each. */
const FADE_FRAMES = 12;

/**
 * What a film has beside its voices, in seconds, for whoever plans its length: around all of them, and with each scene
 * between two voices (half a frame of rounding included).
 */
export const FILM_PAUSES = {
  around: (FIRST_LEAD_IN_MS + LAST_TAIL_MS) / 1000,
  line: (LEAD_IN_MS + TAIL_MS) / 1000 - FADE_FRAMES / FPS + 0.5 / FPS,
} as const;
