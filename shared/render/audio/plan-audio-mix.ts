import type { AudioMix } from '#shared/domain/audio-mix.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { planAccents } from '#shared/render/audio/plan-accents.ts';

/**
 * The sound of a timeline: each scene's voice where it is heard in the film, the music under all of it, accents, the sound of
 * footage. Accents come with music only: a film that wants none is quiet but for its voices.
 */
export function planAudioMix(timeline: Timeline): AudioMix {
  const { scenes, frames, fps, music, loudness } = timeline;
  const ms = (count: number) => (count * 1000) / fps;
  return {
    version: 2,
    durationMs: Math.round(ms(frames)),
    voice: scenes
      .flatMap(({ startFrame, narration: { audio, offsetMs } }) =>
        audio === undefined ? [] : [{ audio, startMs: Math.round(ms(startFrame) + offsetMs) }],
      )
      .sort((a, b) => a.startMs - b.startMs),
    ...(music === undefined ? {} : { music: { audio: music.audio } }),
    chaptersMs: scenes.flatMap(({ chapter, startFrame }, i) =>
      chapter === undefined || i === 0 ? [] : [Math.round(ms(startFrame))],
    ),
    accents: music === undefined ? [] : planAccents(timeline),
    clips: scenes.flatMap(({ footageSound, startFrame, frames: length }) =>
      footageSound === undefined
        ? []
        : [
            {
              audio: footageSound.audio,
              startMs: Math.round(ms(startFrame)),
              trimStartMs: footageSound.fromMs,
              durationMs: Math.round(ms(length)),
              gainDb: 0,
              speed: footageSound.speed,
            },
          ],
    ),
    targetLufs: loudness?.lufs ?? -14,
    truePeakDb: loudness?.peakDb ?? -1,
  };
}
