import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { sha256 } from '#shared/engine/step-key.ts';
import { computedSteps, emptyDesk } from '#tests/e2e/command.ts';

const film = (seconds: number) => ({
  version: 2,
  title: 'By hand',
  width: 320,
  height: 180,
  quality: 'draft',
  music: 'calm',
  scenes: [
    { layers: [{ image: { file: 'pictures/red.png' }, x: 0, y: 0, width: 320, height: 180 }], seconds },
    {
      visual: { kind: 'number', display: '42', label: 'is the answer' },
      seconds: 2,
      transition: { kind: 'wipe-left', seconds: 0.4 },
    },
    {
      visual: { kind: 'title', title: 'The end' },
      say: 'That is all that there is to say about it.',
      transition: { kind: 'fade' },
    },
  ],
});

function picture(): Buffer {
  const canvas = createCanvas(320, 180);
  const context = canvas.getContext('2d');
  context.fillStyle = '#b02020';
  context.fillRect(0, 0, 320, 180);
  return canvas.toBuffer('image/png');
}

test('a timeline written by hand is rendered; after a change only what changed is rendered, and what was handed over renders to the same film', {
  timeout: 120_000,
}, async () => {
  // Prepare
  const desk = await emptyDesk();
  await desk.put('pictures/red.png', picture());
  const hashOf = async (name: string) => sha256(await readFile(join(desk.folder, 'out', name, 'film.mp4')));

  // Act
  await desk.put('hand.json', JSON.stringify(film(2)));
  const first = await desk.render(['hand.json', '--json']);
  const firstFilm = await hashOf('hand');
  await desk.put('again.json', await readFile(join(desk.folder, 'out/hand/timeline.json')));
  const again = await desk.render(['again.json', '--json']);
  await desk.put('hand.json', JSON.stringify(film(2.5)));
  const changed = await desk.render(['hand.json', '--json']);

  // Assess
  expect([first.code, again.code, changed.code], first.errors + again.errors).toEqual([0, 0, 0]);
  expect(computedSteps(first)['render-segment']).toBe(3);
  expect(computedSteps(again)['render-segment']).toBeUndefined();
  expect(await hashOf('again')).toBe(firstFilm);
  expect(computedSteps(changed)['render-segment']).toBeLessThanOrEqual(2);
});

test('a timeline that cannot be is refused with the path to its mistake, and leaves nothing behind', async () => {
  const desk = await emptyDesk();
  await desk.put('hand.json', JSON.stringify({ ...film(2), scenes: [{ seconds: 1 }] }));
  const { code, errors } = await desk.render(['hand.json']);
  expect(code).toBe(1);
  expect(errors).toContain('scenes[0]: give either a visual or layers');
  await expect(readFile(join(desk.folder, 'out/hand/film.mp4'))).rejects.toThrow('ENOENT');
});

test('what is made in other formats lies beside the film and leaves it there', {
  timeout: 120_000,
}, async () => {
  // Prepare
  const desk = await emptyDesk();
  await desk.put('pictures/red.png', picture());
  const short = { ...film(1), music: 'off', scenes: film(1).scenes.slice(0, 2) };
  await desk.put('hand.json', JSON.stringify(short));
  await desk.render(['hand.json']);

  // Act
  const clear = await desk.render(['hand.json', '--format', 'webm-alpha', '--json']);
  const moments = await desk.render(['hand.json', '--at', '0.5,1.5']);
  const late = await desk.render(['hand.json', '--at', '99']);
  const both = await desk.render(['hand.json', '--at', '1', '--format', 'webm']);

  // Assess
  expect([clear.code, moments.code], clear.errors + moments.errors).toEqual([0, 0]);
  expect(await readdir(join(desk.folder, 'out/hand'))).toEqual(
    expect.arrayContaining(['film.mp4', 'film.webm', 'still-001.png', 'still-002.png', 'timeline.json']),
  );
  expect(late.errors).toContain('The film has no picture at 99 s. It is 2.60 s long.');
  expect([late.code, both.code]).toEqual([1, 1]);
  expect(both.errors).toContain('--at goes with --format stills only');
});
