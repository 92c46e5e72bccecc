import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { timelineJsonSchema } from '#shared/render/timeline-file/json-schema.ts';
import { problemsOf, refuseTimeline } from '#shared/render/timeline-file/problems.ts';
import { takeFiles } from '#shared/render/timeline-file/take-files.ts';
import { TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../../${path}`, import.meta.url), 'utf8'));
const title = { kind: 'title', title: 'Hello' };
const film = (...scenes: unknown[]) => ({ version: 2, title: 'Hello', scenes });

/** What is said of a timeline that does not fit. */
function refusal(document: unknown): string {
  const parsed = TimelineFile.safeParse(document);
  if (parsed.success) return '';
  try {
    refuseTimeline(problemsOf(parsed.error));
  } catch (error) {
    return (error as AppError).message;
  }
}

test('the published JSON Schema is the one of the code', () => {
  expect(read('docs/reference/timeline.schema.json')).toEqual(timelineJsonSchema());
});

test('in the JSON Schema a file may stand wherever an asset does', () => {
  const { $defs } = timelineJsonSchema() as { $defs: { AssetRef: { anyOf: { required: string[] }[] } } };
  expect($defs.AssetRef.anyOf.map(({ required }) => required)).toEqual([
    ['hash', 'mediaType', 'bytes'],
    ['file'],
  ]);
});

test('the example is a timeline', () => {
  expect(refusal(read('examples/timelines/hello.json'))).toBe('');
});

test.each([
  [
    'a field that is not known',
    film({ visual: title, seconds: 1, speed: 2 }),
    'scenes[0].speed: there is no such field',
  ],
  [
    'a kind that is not known',
    film({ visual: { kind: 'titel' }, seconds: 1 }),
    'scenes[0].visual.kind: it must be one of title, chapter',
  ],
  ['a length below nothing', film({ visual: title, seconds: -1 }), 'scenes[0].seconds: '],
  [
    'a transition that is not known',
    film({ visual: title, seconds: 1, transition: { kind: 'star' } }),
    'scenes[0].transition.kind: ',
  ],
  ['another version', { ...film({ visual: title, seconds: 1 }), version: 3 }, 'version: '],
  ['no scenes', film(), 'scenes: '],
  ['nothing at all', null, 'the timeline: '],
])('%s is refused with the path to it', (_, document, message) => {
  expect(refusal(document)).toContain(message);
});

test('every mistake is told at once, eight at most', () => {
  const wrong = Array.from({ length: 10 }, () => ({ visual: title, seconds: 1, x: 1 }));
  expect(refusal(film(...wrong))).toMatch(/scenes\[7\]\.x.*; and 2 more\./);
});

test('each file is taken once, wherever it is named', async () => {
  const asked: string[] = [];
  const taken = await takeFiles(
    { a: [{ file: 'x.png' }, { b: { file: 'x.png' } }], c: { file: 1 } },
    async (file) => {
      asked.push(file);
      return VOICE;
    },
  );
  expect(taken).toEqual({ a: [VOICE, { b: VOICE }], c: { file: 1 } });
  expect(asked).toEqual(['x.png']);
});

test('files are taken one after the other, however many are named', async () => {
  let [open, most] = [0, 0];
  const layers = Array.from({ length: 50 }, (_, at) => ({ image: { file: `${at}.png` } }));
  await takeFiles({ layers }, async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise(setImmediate);
    open -= 1;
    return VOICE;
  });
  expect(most).toBe(1);
});

test('a document that holds more than any timeline is refused at once', async () => {
  const scenes = new Array(1_000_001).fill(0);
  await expect(takeFiles({ scenes }, async () => VOICE)).rejects.toThrow('more than 1000000 values');
});

test('files that cannot be taken are refused with the path to each', async () => {
  const refuse = () => Promise.reject(new AppError('BRIEF_INVALID', 'It is not there.'));
  await expect(takeFiles({ scenes: [{ layers: [{ image: { file: 'x.png' } }] }] }, refuse)).rejects.toThrow(
    'scenes[0].layers[0].image: It is not there',
  );
});
