/** `platform/encoding/format` of the tables that can be read, best first: all of Unicode, then its first plane. */
const READABLE = ['3/10/12', '0/4/12', '3/1/4', '0/3/4'];

/**
 * The code points that a TrueType or OpenType font has a glyph for, from its `cmap` table (OpenType 1.9, formats 4 and 12).
 * Throws a `RangeError` for bytes that are no font or have no such table.
 */
export function readCharacterMap(bytes: Uint8Array): Set<number> {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const base = findTable(font, 'cmap');
  const tables = new Map<string, number>();
  for (let entry = base + 4; entry < base + 4 + 8 * font.getUint16(base + 2); entry += 8) {
    const table = base + font.getUint32(entry + 4);
    tables.set([font.getUint16(entry), font.getUint16(entry + 2), font.getUint16(table)].join('/'), table);
  }
  const kind = READABLE.find((name) => tables.has(name));
  const table = kind === undefined ? undefined : tables.get(kind);
  if (kind === undefined || table === undefined) throw new RangeError('The font maps no Unicode.');
  return kind.endsWith('/12') ? groups(font, table) : segments(font, table);
}

function findTable(font: DataView, name: string): number {
  for (let entry = 12; entry < 12 + 16 * font.getUint16(4); entry += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => font.getUint8(entry + at)));
    if (tag === name) return font.getUint32(entry + 8);
  }
  throw new RangeError(`The font has no table ${name}.`);
}

/** Format 12: groups of consecutive code points and glyphs. Glyph 0 is the box that stands for a missing one. */
function groups(font: DataView, table: number): Set<number> {
  const points = new Set<number>();
  const count = font.getUint32(table + 12);
  for (let group = table + 16; group < table + 16 + 12 * count; group += 12) {
    const [first, last, glyph] = [0, 4, 8].map((at) => font.getUint32(group + at)) as [
      number,
      number,
      number,
    ];
    for (let point = first; point <= last; point += 1) if (glyph + point - first > 0) points.add(point);
  }
  return points;
}

/** Format 4: segments with either a distance from code point to glyph or a place in a list of glyphs. */
function segments(font: DataView, table: number): Set<number> {
  const points = new Set<number>();
  const twice = font.getUint16(table + 6);
  for (let at = 0; at < twice; at += 2) {
    const last = font.getUint16(table + 14 + at);
    const first = font.getUint16(table + 16 + twice + at);
    const delta = font.getUint16(table + 16 + 2 * twice + at);
    const place = table + 16 + 3 * twice + at;
    const offset = font.getUint16(place);
    for (let point = first; point <= last && point < 0xffff; point += 1) {
      const listed = offset === 0 ? point : font.getUint16(place + offset + 2 * (point - first));
      if (listed !== 0 && ((listed + delta) & 0xffff) !== 0) points.add(point);
    }
  }
  return points;
}
