import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packagedFonts } from '#shared/node/media-tools.ts';
import { ownFamily } from '#shared/scenes/styles/style-sheet.ts';
import { registerOwnFonts } from '#shared/scenes/text/fonts.ts';

const font = readFileSync(packagedFonts().find((file) => file.includes('Barlow')) ?? '');
const file = { hash: 'ab'.repeat(32), mediaType: 'font/sfnt', bytes: font.length };
const register = (bytes: Uint8Array) =>
  registerOwnFonts([{ family: ownFamily(file), file }], async () => bytes);

it('a font that came without being looked at is looked at before it is opened', async () => {
  await expect(register(font.subarray(0, font.length - 9))).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  await expect(register(Buffer.from('<svg/>'))).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  await register(font);
});
