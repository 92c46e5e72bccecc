import { expect, test } from 'vitest';
import { importOtio, isOtio } from '#shared/render/timeline-file/import-otio.ts';

const time = (value: number, rate: number) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate });
const range = (start: number, length: number, rate = 25) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(length, rate),
});
const clip = (url: string, change: object = {}) => ({
  OTIO_SCHEMA: 'Clip.2',
  name: url,
  source_range: range(25, 75),
  media_references: { DEFAULT_MEDIA: { OTIO_SCHEMA: 'ExternalReference.1', target_url: url } },
  active_media_reference_key: 'DEFAULT_MEDIA',
  effects: [],
  markers: [],
  ...change,
});
const dissolve = {
  OTIO_SCHEMA: 'Transition.1',
  transition_type: 'SMPTE_Dissolve',
  in_offset: time(5, 25),
  out_offset: time(5, 25),
};
const track = (kind: string, children: unknown[]) => ({ OTIO_SCHEMA: 'Track.1', kind, children });
const document = (...tracks: unknown[]) => ({
  OTIO_SCHEMA: 'Timeline.1',
  name: 'Cut',
  metadata: {},
  tracks: { OTIO_SCHEMA: 'Stack.1', children: tracks },
});

test('clips and stills follow each other, with dissolves, speeds and chapters', () => {
  const markers = [{ OTIO_SCHEMA: 'Marker.2', name: 'The dive' }];
  const slow = [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 0.5 }];
  const made = importOtio(
    document(
      track('Video', [clip('dive.mov', { markers, effects: slow }), dissolve, clip('file:reef%201.jpg')]),
    ),
  );
  expect(made).toMatchObject({
    version: 2,
    title: 'Cut',
    scenes: [
      {
        frames: 96,
        chapter: 'The dive',
        layers: [{ footage: { video: { file: 'dive.mov' }, fromMs: 1000, speed: 0.5 } }],
      },
      {
        frames: 96,
        transition: { kind: 'fade', frames: 12 },
        visual: { kind: 'picture', image: { file: 'reef 1.jpg' } },
      },
    ],
  });
});

test('a dissolve lies about the cut and takes nothing from the film: the clip after it begins so much earlier in its file', () => {
  const made = importOtio(document(track('Video', [clip('a.mp4'), dissolve, clip('b.mp4')]))) as {
    scenes: { frames: number; layers: { footage: { fromMs: number } }[] }[];
  };
  expect(made.scenes.map(({ frames }) => frames)).toEqual([96, 96]);
  expect(made.scenes.map(({ layers }) => layers[0]?.footage.fromMs)).toEqual([1000, 800]);
});

test('one clip of sound is the music', () => {
  const made = importOtio(document(track('Video', [clip('a.mp4')]), track('Audio', [clip('song.mp3')])));
  expect(made).toMatchObject({ music: { audio: { file: 'song.mp3' }, mood: 'own' } });
});

test('a clip of the older schema, and one that shows its whole file, are read', () => {
  const older = {
    OTIO_SCHEMA: 'Clip.1',
    name: 'a',
    media_reference: { target_url: 'a.mp4', available_range: range(0, 50) },
  };
  expect(importOtio(document(track('Video', [older])))).toMatchObject({ scenes: [{ frames: 60 }] });
});

test.each([
  ['a gap', [track('Video', [{ OTIO_SCHEMA: 'Gap.1' }])], /tracks\.children\[0\]\.children\[0\]: a gap/],
  [
    'two tracks of pictures',
    [track('Video', [clip('a.mp4')]), track('Video', [clip('b.mp4')])],
    /only one track/,
  ],
  ['no pictures', [track('Audio', [clip('a.mp3')])], /no track of pictures/],
  [
    'two sounds',
    [track('Video', [clip('a.mp4')]), track('Audio', [clip('a.mp3'), clip('b.mp3')])],
    /only one clip/,
  ],
  [
    'an effect that has no like here',
    [track('Video', [clip('a.mp4', { effects: [{ OTIO_SCHEMA: 'Blur.1' }] })])],
    /children\[0\]\.children\[0\]\.effects\[0\]: Blur\.1 has no like/,
  ],
  ['a wipe', [track('Video', [{ ...dissolve, transition_type: 'Custom_Transition' }])], /transition_type/],
  ['a file on the web', [track('Video', [clip('https://example.org/a.mp4')])], /only files beside/],
  [
    'a speed that nobody can follow',
    [
      track('Video', [
        clip('a.mp4', {
          effects: [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: 9 }],
        }),
      ]),
    ],
    /0\.25 to 4/,
  ],
  ['a nested stack', [track('Video', [{ OTIO_SCHEMA: 'Stack.1', children: [] }])], /tracks\.children\[0\]/],
])('%s is refused with the path to it', (_, tracks, message) => {
  expect(() => importOtio(document(...tracks))).toThrow(
    expect.objectContaining({ code: 'TIMELINE_INVALID', message: expect.stringMatching(message) }),
  );
});

test('a timeline of our own is none of OpenTimelineIO', () => {
  expect(isOtio({ version: 2, scenes: [] })).toBe(false);
});
