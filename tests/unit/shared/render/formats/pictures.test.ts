import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { beforeAll, expect, test } from 'vitest';
import type { AssetRef } from '#shared/domain/asset.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { drawStillsStep } from '#shared/render/formats/draw-stills-step.ts';
import { makeGifStep } from '#shared/render/formats/make-gif-step.ts';
import { needEncoders } from '#shared/render/formats/need-encoders.ts';
import { encode } from '#tests/unit/shared/render/ffmpeg/make-media.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const tenant = TenantId.parse('local');

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  return () => harness.close();
});

/** Red, green and blue in the middle of the lower third, where nothing lies over the ground. */
async function ground(ref: AssetRef): Promise<{ width: number; height: number; colour: number[] }> {
  const image = await loadImage(Buffer.from(await harness.assets.get(tenant, ref)));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width, height, colour: [...context.getImageData(width / 2, height * 0.8, 1, 1).data.slice(0, 3)] };
}

test('stills are the frames that are asked for, in the size of the film, the same bytes each time', async () => {
  // Prepare
  const timeline = await sampleTimeline(harness.assets, ['Here it is red.', 'Here it is not.'], {
    captions: 'off',
  });
  const { width, height } = timeline;
  const plain = await Promise.all(
    ['#c02030', '#104080'].map(async (colour) => {
      const canvas = createCanvas(width, height);
      const context = canvas.getContext('2d');
      context.fillStyle = colour;
      context.fillRect(0, 0, width, height);
      return await harness.assets.put(tenant, canvas.toBuffer('image/png'), 'image/png');
    }),
  );
  const scenes = timeline.scenes.map((scene, at) => ({
    ...scene,
    layers: [{ image: plain[at] as AssetRef, x: 0, y: 0, width, height }],
  }));
  const input = {
    timeline: await harness.context.writeJson(Timeline, { ...timeline, scenes }),
    frames: [10, timeline.frames - 3],
  };

  // Act
  const { pictures } = await drawStillsStep.run(input, harness.context);

  // Assess
  const [first, last] = await Promise.all(pictures.map(ground));
  expect(first).toMatchObject({ width, height });
  [192, 32, 48].forEach((value, i) => void expect(Math.abs((first?.colour[i] ?? 0) - value)).toBeLessThan(4));
  [16, 64, 128].forEach((value, i) => void expect(Math.abs((last?.colour[i] ?? 0) - value)).toBeLessThan(4));
  expect((await drawStillsStep.run(input, harness.context)).pictures).toEqual(pictures);
  await expect(
    drawStillsStep.run({ ...input, frames: [timeline.frames] }, harness.context),
  ).rejects.toMatchObject({ code: 'STEP_INPUT_INVALID' });
});

test('a GIF is small, has even steps, and plays without end', async () => {
  // Prepare
  await encode(harness.folder, 'film.mp4', 'testsrc2=s=1280x720:r=30:d=2[v]');
  const film = await harness.assets.putFile(tenant, path.join(harness.folder, 'film.mp4'), 'video/mp4');

  // Act
  const { gif } = await makeGifStep.run({ film, seconds: 2 }, harness.context);

  // Assess
  const bytes = Buffer.from(await harness.assets.get(tenant, gif));
  expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
  expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([640, 360]);
  expect(bytes.includes('NETSCAPE2.0\u0003\u0001\u0000\u0000', 0, 'latin1')).toBe(true);
  const steps: number[] = [];
  for (let at = bytes.indexOf('21f904', 0, 'hex'); at !== -1; at = bytes.indexOf('21f904', at + 1, 'hex')) {
    if (bytes[at + 7] === 0) steps.push(bytes.readUInt16LE(at + 4));
  }
  expect(steps).toHaveLength(25);
  expect(new Set(steps)).toEqual(new Set([8]));
  expect((await makeGifStep.run({ film, seconds: 2 }, harness.context)).gif).toEqual(gif);
});

test('a format that ffmpeg cannot make is refused with what is missing, before anything is rendered', async () => {
  // Prepare
  const poor = path.join(harness.folder, 'poor-ffmpeg');
  await writeFile(poor, '#!/bin/sh\necho " V....D libx264  H.264"\necho " A....D aac  AAC"\n');
  await chmod(poor, 0o755);
  const job = { program: poor, folder: harness.folder, signal: harness.context.signal };

  // Act, assess
  await expect(needEncoders('mp4', job)).resolves.toBeUndefined();
  await expect(needEncoders('webm', job)).rejects.toMatchObject({
    code: 'TOOL_MISSING',
    message: "This machine's ffmpeg cannot make webm: it lacks libvpx-vp9 and libopus.",
  });
  const real = { ...job, program: await harness.context.ports.tools.ffmpeg() };
  await expect(needEncoders('mov-alpha', real)).resolves.toBeUndefined();
});
