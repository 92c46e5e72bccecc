import type { AssetRef } from '#shared/domain/asset.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { composeMusicStep } from '#shared/providers/music/compose-music-step.ts';
import { mixAudioStep } from '#shared/render/audio/mix-audio-step.ts';
import { planAudioMix } from '#shared/render/audio/plan-audio-mix.ts';
import type { SoundCodec } from '#shared/render/formats/film-formats.ts';
import { withMusic } from '#shared/render/timeline/score-timeline-step.ts';
import type { UsedTimeline } from '#shared/render/timeline-file/use-media.ts';

/** Composes the music where a mood is asked for, and mixes it under voice and footage. */
export async function mixSound(
  silent: Timeline,
  { music, seed }: Pick<UsedTimeline, 'music' | 'seed'>,
  codec: SoundCodec,
  environment: StepEnvironment<'tools'>,
): Promise<{ timeline: Timeline; audio: AssetRef }> {
  let timeline = silent;
  if (typeof music === 'string' && music !== 'off') {
    const seconds = silent.frames / silent.fps;
    const composed = await runStep(composeMusicStep, { mood: music, seconds, seed }, environment);
    timeline = withMusic(silent, { audio: composed.music, mood: music });
  }
  const { audio } = await runStep(
    mixAudioStep,
    { mix: planAudioMix(timeline), ...(codec === 'opus' ? { codec } : {}) },
    environment,
  );
  return { timeline, audio };
}
