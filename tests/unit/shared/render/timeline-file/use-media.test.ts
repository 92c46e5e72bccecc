import path from 'node:path';
import { expect, test } from 'vitest';
import { TimelineFile } from '#shared/render/timeline-file/timeline-file.ts';
import { useMedia } from '#shared/render/timeline-file/use-media.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';
import { encode, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';
import { tools } from '#tests/unit/shared/scenes/scene-kit.ts';

const folder = testFolder();

test('footage without picture and crop gets a still of its beginning and fills its layer with its middle', async () => {
  // Prepare
  await encode(folder, 'clip.mp4', 'testsrc2=s=320x240:r=25:d=2[v]');
  const ports = { ...(await openLocalPorts()), tools };
  const video = await ports.assets.putFile(TENANT, path.join(folder, 'clip.mp4'), 'video/mp4');
  const layer = { footage: { video, fromMs: 500 }, x: 0, y: 0, width: 180, height: 180 };
  const file = TimelineFile.parse({
    ...{ version: 2, title: 'T', width: 320, height: 180 },
    scenes: [{ seconds: 1, layers: [layer] }],
  });
  const environment = { tenant: TENANT, run: RUN, ports, signal: new AbortController().signal };

  // Act
  const { scenes } = await useMedia(file, new Set([video.hash]), environment as never);

  // Assess
  const [used] = scenes[0]?.layers ?? [];
  expect(used).toMatchObject({
    image: { mediaType: 'image/png' },
    footage: { fromMs: 500, speed: 1, crop: { x: 0.125, y: 0, width: 0.75, height: 1 } },
  });
  expect(used?.footage?.video.hash).not.toBe(video.hash);
  expect(await ports.assets.has(TENANT, used?.image ?? video)).toBe(true);
});

test('footage that is too short to be shown from there, and layers of nothing, are refused', async () => {
  // Prepare
  await encode(folder, 'short.mp4', 'testsrc2=s=160x120:r=30:d=0.5[v]');
  const ports = { ...(await openLocalPorts()), tools };
  const video = await ports.assets.putFile(TENANT, path.join(folder, 'short.mp4'), 'video/mp4');
  const box = { x: 0, y: 0, width: 320, height: 180 };
  const given = (layer: object) =>
    TimelineFile.safeParse({
      version: 2,
      title: 'T',
      scenes: [{ seconds: 1, layers: [{ ...layer, ...box }] }],
    });
  const environment = { tenant: TENANT, run: RUN, ports, signal: new AbortController().signal };
  const file = given({ footage: { video, fromMs: 9000 } });

  const drawn = given({ image: video, footage: { video, fromMs: 9000 } });

  // Act, assess
  for (const { data } of [file, drawn]) {
    await expect(
      useMedia(data as TimelineFile, new Set([video.hash]), environment as never),
    ).rejects.toMatchObject({
      code: 'TIMELINE_INVALID',
      message: expect.stringContaining('scenes[0]: The footage has no picture at 9.00 s'),
    });
  }
  expect(given({}).success).toBe(false);
});
