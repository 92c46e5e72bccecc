import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Letters that the voice knows; each sounds as a tone of its own for 80 ms. */
const LETTERS = " abcdefghijklmnopqrstuvwxyz',.!?-äöüß0123456789";
export const TINY_RATE = 16_000;
const LETTER_SAMPLES = 1_280;

/** Writes a voice as an unpacked release has it: a valid VITS model of a few hundred kB that hums each letter. */
export function writeTinyVoice(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tiny.onnx'), tinyModel());
  // The first token is the blank; a space is written by its name alone.
  const tokens = ['_', '^', '$', ...LETTERS].map((letter, id) => `${letter} ${id}`);
  writeFileSync(join(folder, 'tokens.txt'), `${tokens.join('\n')}\n`);
}

/** An ONNX model that looks the sound of every token up in a table: Gather, then Reshape to one row. */
function tinyModel(): Uint8Array {
  const tokens = LETTERS.length + 3;
  const table = new Float32Array(tokens * LETTER_SAMPLES);
  for (let token = 4; token < tokens; token++) {
    for (let i = 0; i < LETTER_SAMPLES; i++) {
      const fade = Math.sin((Math.PI * i) / LETTER_SAMPLES);
      table[token * LETTER_SAMPLES + i] =
        0.4 * fade * Math.sin((2 * Math.PI * (200 + 40 * token) * i) / TINY_RATE);
    }
  }
  const shape = new BigInt64Array([1n, 1n, -1n]);
  const graph = message(
    [1, message([1, 'table'], [1, 'x'], [2, 'sounds'], [3, 'gather'], [4, 'Gather'])],
    [1, message([1, 'sounds'], [1, 'shape'], [2, 'y'], [3, 'reshape'], [4, 'Reshape'])],
    [2, 'tiny'],
    [5, message([1, tokens], [1, LETTER_SAMPLES], [2, 1], [8, 'table'], [9, new Uint8Array(table.buffer)])],
    [5, message([1, 3], [2, 7], [8, 'shape'], [9, new Uint8Array(shape.buffer)])],
    ...[
      input('x', 7, [1, 'length']),
      input('x_length', 7, [1]),
      input('noise_scale', 1, [1]),
      input('length_scale', 1, [1]),
      input('noise_scale_w', 1, [1]),
    ].map((value): Field => [11, value]),
    [12, input('y', 1, [1, 1, 'samples'])],
  );
  const metadata = {
    comment: 'tiny',
    language: 'English',
    frontend: 'characters',
    sample_rate: TINY_RATE,
    n_speakers: 1,
    add_blank: 0,
    use_eos_bos: 0,
    blank_id: 0,
    bos_id: 1,
    eos_id: 2,
    pad_id: 0,
  };
  return message(
    [1, 8],
    [2, 'tiny'],
    [7, graph],
    [8, message([1, ''], [2, 13])],
    ...Object.entries(metadata).map(([key, value]): Field => [14, message([1, key], [2, String(value)])]),
  );
}

type Field = [number: number, value: number | string | Uint8Array];

function input(name: string, type: number, dimensions: (number | string)[]): Uint8Array {
  const shape = dimensions.map((size): Field => [1, message([typeof size === 'number' ? 1 : 2, size])]);
  return message([1, name], [2, message([1, message([1, type], [2, message(...shape)])])]);
}

/** A message of Protocol Buffers: whole numbers as varints, texts and bytes by their length. */
function message(...fields: Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number << 3), varint(value)];
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return [varint((number << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
