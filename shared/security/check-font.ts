import { AppError } from '#shared/errors.ts';
import { readCharacterMap } from '#shared/scenes/text/character-map.ts';

/** Largest font that is taken; one with all Chinese characters has about 10 MB. */
export const MAX_FONT_BYTES = 16 * 1024 ** 2;

/** TrueType, TrueType as Apple marks it, and OpenType with PostScript outlines. */
const MAGIC = [0x00010000, 0x74727565, 0x4f54544f];
/** Tables that every font has; outlines are in `glyf` or `CFF `. */
const TABLES = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name'];
const MOST_TABLES = 64;

/**
 * Looks whether bytes are a whole TrueType or OpenType font: its kind, its tables and that each lies within the file, the letters
 * that it maps. Throws `MEDIA_INVALID` with the name of the file.
 */
export function checkFont(bytes: Uint8Array, name: string): void {
  const problem = problemOf(bytes);
  if (problem === undefined) return;
  throw new AppError('MEDIA_INVALID', `The font ${name} cannot be used: ${problem}.`, {
    hint: 'Give a TrueType or OpenType file (.ttf, .otf); collections and web fonts (.woff) are not taken.',
  });
}

function problemOf(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength > MAX_FONT_BYTES) return `it is larger than ${MAX_FONT_BYTES / 1024 ** 2} MiB`;
  if (bytes.byteLength < 12) return 'it is no font';
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!MAGIC.includes(font.getUint32(0))) return 'it is no font';
  const count = font.getUint16(4);
  if (count > MOST_TABLES || 12 + 16 * count > bytes.byteLength) return 'it is damaged';
  const found = new Set<string>();
  for (let entry = 12; entry < 12 + 16 * count; entry += 16) {
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    if (font.getUint32(entry + 8) + font.getUint32(entry + 12) > bytes.byteLength) return 'it is not whole';
    found.add(tag);
  }
  const missing = TABLES.filter((tag) => !found.has(tag));
  if (missing.length > 0) return `it has no table ${missing.join(', ')}`;
  if (!found.has('glyf') && !found.has('CFF ') && !found.has('CFF2')) return 'it has no outlines';
  try {
    return readCharacterMap(bytes).size > 0 ? undefined : 'it has no letters';
  } catch {
    return 'the letters that it has cannot be read';
  }
}
