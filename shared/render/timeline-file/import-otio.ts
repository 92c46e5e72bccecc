import * as z from 'zod';
import { FPS } from '#shared/domain/timeline.ts';
import { OtioClip, OtioTimeline, type OtioTrackItem, secondsOf } from '#shared/render/timeline-file/otio.ts';
import { problemsOf, refuseTimeline } from '#shared/render/timeline-file/problems.ts';

const PICTURE = /\.(jpe?g|png|webp|gif)$/i;
const SIZE = { width: 1920, height: 1080 } as const;

/** Whether a document is of OpenTimelineIO. */
export function isOtio(document: unknown): boolean {
  return z.looseObject({ OTIO_SCHEMA: z.string() }).safeParse(document).success;
}

/**
 * The timeline file of an OpenTimelineIO document (https://opentimelineio.readthedocs.io, schema `Timeline.1`): clips and stills
 * of one picture track, cross-dissolves, changes of speed, markers as chapters, and one track of sound with one clip as the
 * music. Throws `TIMELINE_INVALID` with the path of what has no like here: further tracks, nested stacks, other effects, gaps.
 */
export function importOtio(document: unknown): unknown {
  const parsed = OtioTimeline.safeParse(document);
  if (!parsed.success) refuseTimeline(problemsOf(parsed.error));
  const { name, tracks, metadata } = parsed.data;
  const problem = (path: PropertyKey[], message: string): never =>
    refuseTimeline([{ path: ['tracks', 'children', ...path], message }]);
  const pictures: unknown[][] = [];
  let music: unknown;
  tracks.children.forEach((track, at) => {
    if (track.children.length === 0) return;
    if (track.kind === 'Video') {
      if (pictures.length > 0) problem([at], 'only one track of pictures can be rendered');
      pictures.push(
        readPictures(track.children, (path, message) => problem([at, 'children', ...path], message)),
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
    ...SIZE,
    ...(z.strictObject({ width: z.int(), height: z.int() }).safeParse(metadata.reelwright).data ?? {}),
    scenes: pictures[0],
    ...(music ? { music } : {}),
  };
}

type Problem = (path: PropertyKey[], message: string) => never;

function readPictures(items: readonly OtioTrackItem[], problem: Problem): unknown[] {
  const scenes: Record<string, unknown>[] = [];
  let dissolve: number | undefined;
  items.forEach((item, at) => {
    switch (item.OTIO_SCHEMA) {
      case 'Transition.1':
        if (item.transition_type !== 'SMPTE_Dissolve')
          problem([at, 'transition_type'], 'only SMPTE_Dissolve is known');
        dissolve = Math.round((secondsOf(item.in_offset) + secondsOf(item.out_offset)) * FPS);
        return;
      case 'Gap.1':
        problem([at], 'a gap shows nothing; put a still there');
        return;
      default:
        scenes.push({
          ...sceneOf(item, (path, message) => problem([at, ...path], message)),
          ...(dissolve === undefined ? {} : { transition: { kind: 'fade', frames: dissolve } }),
        });
        dissolve = undefined;
    }
  });
  return scenes;
}

function sceneOf(clip: OtioClip, problem: Problem): Record<string, unknown> {
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
  const box = { x: 0, y: 0, ...SIZE };
  const crop = { x: 0, y: 0, width: 1, height: 1 };
  const fromMs = Math.round(secondsOf(range.start_time) * 1000);
  const layer = PICTURE.test(file)
    ? { image: { file }, ...box }
    : { image: { file }, footage: { video: { file }, fromMs, speed, crop }, ...box };
  return {
    frames: Math.max(1, Math.round(secondsOf(range.duration) * FPS)),
    layers: [layer],
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
