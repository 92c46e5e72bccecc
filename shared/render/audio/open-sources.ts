import path from 'node:path';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { AudioMix } from '#shared/domain/audio-mix.ts';
import type { StepContext } from '#shared/engine/step.ts';
import type { FilmSources, PlacedClip } from '#shared/render/audio/film-sound.ts';
import { stretchSound } from '#shared/render/audio/load-clip.ts';
import { openWav, type WavReader } from '#shared/render/audio/wav-reader.ts';

/** Samples of a millisecond at 48 kHz. */
const PER_MS = 48;

/**
 * Opens every sound of a mix in `folder`, each file once; what is opened goes into `opened`, whose owner closes it. Throws
 * `MEDIA_INVALID` for sounds that are not 16-bit WAV at 48 kHz.
 */
export async function openSources(job: {
  folder: string;
  mix: AudioMix;
  opened: WavReader[];
  program: string;
  context: StepContext<'tools'>;
}): Promise<FilmSources> {
  const { folder, mix, opened, program, context } = job;
  const { ports, tenant, signal } = context;
  const files = new Map<string, string>();
  const copy = async (audio: AssetRef) => {
    const known = files.get(audio.hash);
    if (known !== undefined) return known;
    const name = `sound-${files.size}.wav`;
    await ports.assets.copyTo(tenant, audio, path.join(folder, name));
    files.set(audio.hash, name);
    return name;
  };
  const open = async (name: string) => {
    const sound = await openWav(path.join(folder, name));
    opened.push(sound);
    return sound;
  };
  const voices = [];
  for (const { audio, startMs } of mix.voice) {
    voices.push({ start: startMs * PER_MS, sound: await open(await copy(audio)) });
  }
  const clips: PlacedClip[] = [];
  for (const [i, { audio, startMs, trimStartMs, durationMs, gainDb, speed = 1 }] of mix.clips.entries()) {
    const placed = { start: startMs * PER_MS, length: durationMs * PER_MS, gainDb };
    const whole = await copy(audio);
    if (speed === 1) {
      clips.push({ ...placed, from: trimStartMs * PER_MS, sound: await open(whole) });
      continue;
    }
    // Refuses what is no sound of ours before ffmpeg sees it.
    await open(whole);
    const to = `clip-${i}.wav`;
    await stretchSound({ program, folder, signal, from: whole, to, trimStartMs, durationMs, speed });
    clips.push({ ...placed, from: 0, sound: await open(to) });
  }
  return {
    frames: mix.durationMs * PER_MS,
    voices,
    clips,
    ...(mix.music ? { music: await open(await copy(mix.music.audio)) } : {}),
    accents: mix.accents.map(({ startMs, ...accent }) => ({ ...accent, start: startMs * PER_MS })),
    chapters: mix.chaptersMs.map((ms) => ms * PER_MS),
  };
}
