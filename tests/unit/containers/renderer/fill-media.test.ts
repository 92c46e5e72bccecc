import { expect, test } from 'vitest';
import { fillMedia } from '#containers/renderer/fill-media.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

test('the image has the very ffmpeg and fonts of npm, whose versions are in the keys of segments', async () => {
  const [folder, cacheFolder] = [await temporaryFolder(), await temporaryFolder()];
  await fillMedia(folder);
  const [image, npm] = [
    createMediaTools({ cacheFolder, mediaFolder: folder }),
    createMediaTools({ cacheFolder }),
  ];
  for (const tool of ['ffmpeg', 'fonts'] as const)
    expect(await image.version(tool)).toBe(await npm.version(tool));
  expect(await image.ffmpeg()).toContain(folder);
});
