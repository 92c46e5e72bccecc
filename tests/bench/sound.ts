import { encodeWav } from '#shared/audio/wav.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { AudioMix } from '#shared/domain/audio-mix.ts';
import { composeMusic } from '#shared/providers/music/compose-music.ts';
import { composeMusicStep } from '#shared/providers/music/compose-music-step.ts';
import { Mood, type MusicSection } from '#shared/providers/music/request.ts';
import { mixAudioStep } from '#shared/render/audio/mix-audio-step.ts';
import { fitMusicStep } from '#shared/render/audio/own-music/fit-music-step.ts';
import { BeatTimes, trackBeatsStep } from '#shared/render/audio/own-music/track-beats-step.ts';
import { cpuOf, median } from '#tests/bench/cpu-seconds.ts';
import { type Measure, report } from '#tests/bench/measure.ts';
import { syllables } from '#tests/unit/shared/render/audio/wav-sound.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const ROUNDS = 3;
const SECONDS = 60;
/** Twelve scenes of five seconds, of which four are spoken; a chapter every four scenes. */
const SCENES = Array.from({ length: 12 }, (_, i) => i * 5000);
const SECTIONS = SCENES.map((startMs, i): MusicSection => {
  return { startMs, kind: i === 11 ? 'ending' : i % 4 === 0 ? 'chapter' : 'point', speech: 0.8 };
});

async function filmOf(harness: Harness): Promise<AudioMix> {
  const { assets, context } = harness;
  const keep = (samples: Float32Array) =>
    assets.put(context.tenant, encodeWav({ sampleRate: 48_000, channels: [samples] }), 'audio/wav');
  const audio = await keep(syllables(4));
  const clip = await keep(syllables(5, 0.05));
  const request = { mood: 'bright', seconds: SECONDS, seed: 1, sections: SECTIONS } as const;
  const { music } = await composeMusicStep.run(request, context);
  return {
    version: 2,
    durationMs: SECONDS * 1000,
    voice: SCENES.map((startMs) => ({ audio, startMs: startMs + 400 })),
    music: { audio: music as AssetRef },
    chaptersMs: [20_000, 40_000],
    accents: SCENES.slice(1).map((startMs) => ({ kind: 'whoosh', startMs: startMs - 400, gainDb: -25 })),
    clips: [{ audio: clip, startMs: 10_000, trimStartMs: 0, durationMs: 5000, gainDb: 0 }],
    targetLufs: -14,
    truePeakDb: -1,
  };
}

/** What a minute of sound costs: composed in the dearest mood, own music made to fit, and the mix with its encoding. */
export async function benchSound(): Promise<Measure[]> {
  const harness = await openHarness();
  const measures: Measure[] = [];
  const add = (name: string, figure: number, goal: number) =>
    measures.push({ name, figure, goal, unit: 'CPU-s', atMost: true });
  try {
    const moods: number[] = [];
    for (const mood of Mood.options) {
      const play = async () =>
        [...composeMusic({ mood, seconds: SECONDS, seed: 1, sections: SECTIONS })].length;
      moods.push(await cpuOf(play));
    }
    add('a minute of music, dearest of ten moods', Math.max(...moods), 2);
    const mix = await filmOf(harness);
    const { context } = harness;
    const mixes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      mixes.push(await cpuOf(async () => mixAudioStep.run({ mix }, context)));
    }
    add('mix and encode a minute', median(mixes), 3);
    const music = mix.music?.audio as AssetRef;
    const own = await cpuOf(async () => {
      const { beats } = await trackBeatsStep.run({ music }, context);
      const beatsMs = await context.readJson(BeatTimes, beats);
      await fitMusicStep.run({ music, beatsMs, seconds: 2 * SECONDS }, context);
    });
    add('a minute of own music made two', own, 2);
  } finally {
    await harness.close();
  }
  return measures;
}

if (import.meta.main) report(await benchSound());
