import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FPS } from '#shared/domain/timeline.ts';
import { type Placing, placeScenes, type SpokenScene } from '#shared/render/timeline/place-scenes.ts';

const FADES: Placing = {
  transitions: { kinds: ['fade'], frames: 12, chapter: ['fade'], chapterFrames: 15 },
  seed: 1,
};
const spoken = (...seconds: number[]): SpokenScene[] =>
  seconds.map((voice, index) => ({ voiceMs: voice * 1000, beginsChapter: index === 3 }));
const FILM = spoken(4, 5, 3, 6, 4, 5, 4);

const lengthOf = (scenes: SpokenScene[], placing: Placing): number => {
  const last = placeScenes(scenes, placing).at(-1);
  return last ? (last.startFrame + last.frames) / FPS : 0;
};
/** Silences between the voices, in ms. */
const silences = (scenes: SpokenScene[], placing: Placing): number[] => {
  const voices = placeScenes(scenes, placing).map(({ startFrame, leadInMs }, at) => {
    const from = (startFrame * 1000) / FPS + leadInMs;
    return { from, to: from + (scenes[at]?.voiceMs ?? 0) };
  });
  return voices.slice(1).map(({ from }, at) => from - (voices[at]?.to ?? 0));
};

test.each([-1.4, -0.6, 0, 1, 2, 3.5])('a film that is %d s off its length is brought to it', (off) => {
  const seconds = lengthOf(FILM, FADES) + off;
  expect(Math.abs(lengthOf(FILM, { ...FADES, seconds }) - seconds)).toBeLessThanOrEqual(
    Math.max(0.5, 0.02 * seconds),
  );
});

test('a film that is far too short is drawn out no more than can be borne', () => {
  expect(Math.max(...silences(FILM, { ...FADES, seconds: 300 }))).toBeLessThan(1400);
});

test('voices come no nearer to each other when a film is too long', () => {
  const usual = Math.min(...silences(FILM, FADES));
  expect(Math.min(...silences(FILM, { ...FADES, seconds: 10 }))).toBeCloseTo(usual, 0);
});

test('a film is as long in a style of short transitions as in one of long ones', () => {
  const styles = [6, 12, 18].map((frames) => ({
    ...FADES,
    transitions: { ...FADES.transitions, frames, chapterFrames: frames },
  }));
  const lengths = styles.map((placing) => lengthOf(FILM, placing));
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(0.05);
});

test('cuts leave the voices as far apart as cross-fades do', () => {
  const cuts: Placing = {
    ...FADES,
    transitions: { kinds: ['cut'], frames: 12, chapter: ['cut'], chapterFrames: 15 },
  };
  const [first] = silences(FILM, FADES);
  expect(Math.abs((silences(FILM, cuts)[0] ?? 0) - (first ?? 0))).toBeLessThanOrEqual(80);
});

test('scenes follow each other and their transitions fit into them, whatever is said', () => {
  const scene = fc.record({ voiceMs: fc.integer({ min: 0, max: 9000 }), beginsChapter: fc.boolean() });
  const film = fc.array(scene, { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(film, fc.option(fc.integer({ min: 5, max: 90 }), { nil: undefined }), (scenes, seconds) => {
      const places = placeScenes(scenes, { ...FADES, seconds });
      let end = 0;
      places.forEach(({ startFrame, frames, transition }, at) => {
        expect(startFrame).toBe(end - transition.frames);
        expect(frames).toBeGreaterThan(transition.frames + (places[at + 1]?.transition.frames ?? 0));
        end = startFrame + frames;
      });
    }),
    { seed: 4 },
  );
});

test('scenes change on the beats of own music where one is near', () => {
  const beatsMs = Array.from({ length: 200 }, (_, at) => at * 600);
  const places = placeScenes(FILM, { ...FADES, beatsMs });
  const onBeat = places.slice(1).filter(({ startFrame, transition }) => {
    const changesMs = ((startFrame + transition.frames / 2) * 1000) / FPS;
    return beatsMs.some((beat) => Math.abs(beat - changesMs) < 40);
  });
  expect(onBeat.length).toBeGreaterThanOrEqual(places.length / 2);
});
