import type { AudioMix } from '#shared/domain/audio-mix.ts';
import type { Timeline } from '#shared/domain/timeline.ts';

/** The sound of a timeline: each scene's voice where it is heard in the film, and the music under all of it. */
export function planAudioMix({ scenes, frames, fps, music }: Timeline): AudioMix {
  const ms = (count: number) => (count * 1000) / fps;
  return {
    version: 1,
    durationMs: Math.round(ms(frames)),
    voice: scenes
      .flatMap(({ startFrame, narration: { audio, offsetMs } }) =>
        audio === undefined ? [] : [{ audio, startMs: Math.round(ms(startFrame) + offsetMs) }],
      )
      .sort((a, b) => a.startMs - b.startMs),
    ...(music === undefined ? {} : { music: { audio: music.audio } }),
    targetLufs: -14,
    truePeakDb: -1,
  };
}
