import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packagedFonts } from '#shared/node/media-tools.ts';
import { checkFont } from '#shared/security/check-font.ts';

const font = readFileSync(packagedFonts().find((file) => file.includes('Barlow')) ?? '');
const changed = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(font);
  change(bytes);
  return bytes;
};
/** Place of a table's entry in the head of the font. */
const entryOf = (tag: string): number => font.indexOf(tag, 12, 'latin1');

it('a font that is whole is taken', () => {
  expect(() => checkFont(font, 'own.ttf')).not.toThrow();
});

it.each([
  ['nothing', Buffer.alloc(0), 'it is no font'],
  ['a picture', Buffer.from('\u{89}PNG\r\n\u{1a}\n0000000000', 'latin1'), 'it is no font'],
  ['a web font', changed((bytes) => bytes.write('wOF2', 0, 'latin1')), 'it is no font'],
  ['half a font', font.subarray(0, font.length / 2), 'it is not whole'],
  [
    'a head that promises too many tables',
    changed((bytes) => bytes.writeUInt16BE(60_000, 4)),
    'it is damaged',
  ],
  [
    'a table beyond the end',
    changed((bytes) => bytes.writeUInt32BE(0xfffffff0, entryOf('glyf') + 8)),
    'it is not whole',
  ],
  ['no letters', changed((bytes) => bytes.write('xxxx', entryOf('cmap'), 'latin1')), 'it has no table cmap'],
  ['no outlines', changed((bytes) => bytes.write('xxxx', entryOf('glyf'), 'latin1')), 'it has no outlines'],
])('%s is refused', (_, bytes, reason) => {
  expect(() => checkFont(bytes, 'own.ttf')).toThrow(`The font own.ttf cannot be used: ${reason}`);
});
