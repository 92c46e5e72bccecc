import * as z from 'zod';
import { FPS } from '#shared/domain/timeline.ts';
import { OtioClip, OtioTimeline, type OtioTrackItem, secondsOf } from '#shared/render/timeline-file/otio.ts';
import { problemsOf, refuseTimeline } from '#shared/render/timeline-file/problems.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

const PICTURE = /\.(jpe?g|png|webp|gif)$/i;
const USUAL_SIZE: FrameSize = { width: 1920, height: 1080 };
const Size = z.strictObject({ width: z.int(), height: z.int() });

/** Whether a document is of OpenTimelineIO. */
export function isOtio(document: unknown): boolean {
  return z.looseObject({ OTIO_SCHEMA: z.string() }).safeParse(document).success;
}

/**
 * The timeline file of an OpenTimelineIO document (https://opentimelineio.readthedocs.io, schema `Timeline.1`): clips and stills
 * of one picture track, each filling the frame with its middle, cross-dissolves, changes of speed, markers as chapters, and one track of sound with one clip as the
 * music. Throws `TIMELINE_INVALID` with the path of what has no like here: further tracks, nested stacks, other effects, gaps.
 */
export function importOtio(document: unknown): unknown {
  const parsed = OtioTimeline.safeParse(document);
  if (!parsed.success) refuseTimeline(problemsOf(parsed.error));
  const { name, tracks, metadata } = parsed.data;
  const problem = (path: PropertyKey[], message: string): never =>
    refuseTimeline([{ path: ['tracks', 'children', ...path], message }]);
  const size = Size.safeParse(metadata.reelwright).data ?? USUAL_SIZE;
  const pictures: Scene[][] = [];
  let music: unknown;
  tracks.children.forEach((track, at) => {
    if (track.children.length === 0) return;
    if (track.kind === 'Video') {
      if (pictures.length > 0) problem([at], 'only one track of pictures can be rendered');
      pictures.push(
        readPictures(track.children, size, (path, message) => problem([at, 'children', ...path], message)),
      );
      return;
    }
    const [sound, ...others] = track.children;
    const clip = OtioClip.safeParse(sound);
    if (music !== undefined || others.length > 0 || !clip.success) {
      problem([at], 'of sound only one clip, as the music under the film, can be rendered');
    } else {
      music = {
        audio: { file: fileOf(clip.data, (message) => problem([at, 'children', 0], message)) },
        mood: 'own',
      };
    }
  });
  if (pictures.length === 0) problem([], 'there is no track of pictures');
  return {
    version: 2,
    title: name || 'Untitled',
    captions: 'off',
    ...size,
    scenes: pictures[0],
    ...(music ? { music } : {}),
  };
}

type Problem = (path: PropertyKey[], message: string) => never;

/** How long a dissolve lasts before the cut and after it, in seconds: so much more of each clip is seen there. */
interface Dissolve {
  before: number;
  after: number;
}

interface Scene extends Record<string, unknown> {
  frames: number;
}

function lengthen(scene: Scene | undefined, seconds: number): void {
  if (scene) scene.frames += Math.round(seconds * FPS);
}

function readPictures(items: readonly OtioTrackItem[], size: FrameSize, problem: Problem): Scene[] {
  const scenes: Scene[] = [];
  let dissolve: Dissolve | undefined;
  items.forEach((item, at) => {
    switch (item.OTIO_SCHEMA) {
      case 'Transition.1':
        if (item.transition_type !== 'SMPTE_Dissolve')
          problem([at, 'transition_type'], 'only SMPTE_Dissolve is known');
        dissolve = { before: secondsOf(item.in_offset), after: secondsOf(item.out_offset) };
        lengthen(scenes.at(-1), dissolve.after);
        return;
      case 'Gap.1':
        problem([at], 'a gap shows nothing; put a still there');
        return;
      default:
        scenes.push(sceneOf(item, dissolve, size, (path, message) => problem([at, ...path], message)));
        dissolve = undefined;
    }
  });
  return scenes;
}

function sceneOf(clip: OtioClip, dissolve: Dissolve | undefined, size: FrameSize, problem: Problem): Scene {
  const file = fileOf(clip, (message) => problem(['media_reference'], message));
  const range = clip.source_range ?? clip.media_reference.available_range;
  if (!range) return problem(['source_range'], 'say which part of the file is shown');
  let speed = 1;
  clip.effects.forEach((effect, at) => {
    if (effect.OTIO_SCHEMA === 'LinearTimeWarp.1' && effect.time_scalar) speed = effect.time_scalar;
    else problem(['effects', at], `${effect.OTIO_SCHEMA} has no like here`);
  });
  if (speed < 0.25 || speed > 4) problem(['effects'], 'a speed must be from 0.25 to 4');
  const [marker] = clip.markers;
  const earlier = Math.round((dissolve?.before ?? 0) * FPS);
  // Where a clip begins with its file there is nothing before it that the dissolve could show.
  const from = Math.max(0, secondsOf(range.start_time) - (earlier / FPS) * speed);
  const frames = earlier + Math.round((dissolve?.after ?? 0) * FPS);
  return {
    frames: Math.max(1, Math.round(secondsOf(range.duration) * FPS)) + earlier,
    ...(PICTURE.test(file)
      ? { visual: { kind: 'picture', image: { file } } }
      : {
          layers: [
            { footage: { video: { file }, fromMs: Math.round(from * 1000), speed }, x: 0, y: 0, ...size },
          ],
        }),
    ...(dissolve ? { transition: { kind: 'fade', frames } } : {}),
    description: clip.name,
    ...(marker?.name ? { chapter: marker.name } : {}),
  };
}

/** Path of the file that a clip shows, seen from the document. */
function fileOf(
  { media_reference: { target_url: url } }: OtioClip,
  problem: (message: string) => never,
): string {
  if (!url) return problem('there is no file');
  if (/^[a-z][a-z0-9+.-]+:/i.test(url) && !url.startsWith('file:')) {
    return problem('only files beside the timeline can be used');
  }
  try {
    return decodeURIComponent(url.replace(/^file:(\/\/(localhost)?)?/, ''));
  } catch {
    return problem('the address of the file cannot be read');
  }
}
