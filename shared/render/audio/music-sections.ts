import type { Timeline } from '#shared/domain/timeline.ts';
import type { MusicSection } from '#shared/providers/music/request.ts';

/** The parts of a film that its music follows: each scene, chapters and the last scene by name, and how much is said in it. */
export function musicSections({ scenes, fps }: Pick<Timeline, 'scenes' | 'fps'>): MusicSection[] {
  return scenes.map(({ startFrame, frames, narration, chapter }, index) => {
    const last = index === scenes.length - 1;
    const kind =
      index === 0 ? 'hook' : chapter !== undefined ? 'chapter' : last && index > 1 ? 'ending' : 'point';
    const share = narration.audio === undefined ? 0 : (narration.durationMs * fps) / (frames * 1000);
    return {
      startMs: Math.round((startFrame * 1000) / fps),
      kind,
      // A tenth is enough to know how dense it is; an edited word should not change the music.
      speech: Math.min(1, Math.round(share * 10) / 10),
    };
  });
}
