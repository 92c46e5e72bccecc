import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { TenantId } from '#shared/domain/identity.ts';
import { normaliseFootage } from '#shared/media/normalise-footage-step.ts';
import { openHarness } from '#tests/unit/shared/render/step-harness.ts';

const harness = await openHarness();
afterAll(() => harness.close());

async function asset(args: string) {
  const program = await harness.context.ports.tools.ffmpeg();
  execFileSync(program, ['-v', 'error', '-y', ...args.split(' '), 'given.mp4'], { cwd: harness.folder });
  const bytes = readFileSync(path.join(harness.folder, 'given.mp4'));
  return harness.assets.put(TenantId.parse('local'), bytes, 'video/mp4');
}

test('footage becomes an asset of pictures and one of sound, and tells what it was', async () => {
  // Prepare
  const footage = await asset('-f lavfi -i testsrc2=s=66x38:r=25:d=1 -f lavfi -i sine=d=1 -pix_fmt yuv420p');
  // Act
  const output = normaliseFootage.output.parse(await normaliseFootage.run({ footage }, harness.context));
  // Assess
  expect(output).toMatchObject({ width: 66, height: 38, frames: 30, facts: { video: { frames: 25 } } });
  expect([output.video.mediaType, output.audio?.mediaType]).toEqual(['video/mp4', 'audio/wav']);
});

test('silent footage has no asset of sound', async () => {
  const footage = await asset('-f lavfi -i testsrc2=s=64x36:r=30:d=0.2 -pix_fmt yuv420p');
  const output = normaliseFootage.output.parse(await normaliseFootage.run({ footage }, harness.context));
  expect(output.audio).toBeUndefined();
});
