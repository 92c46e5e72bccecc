import { seeded } from '#shared/scenes/seeded.ts';

/**
 * One damaged copy of a file, always the same for a number: bits flipped, a stretch zeroed, doubled, taken out, cut off, filled
 * with noise, or a number in the head made extreme. Half of all damage is in the first kilobytes, where the structure is.
 */
export function mutate(bytes: Buffer, mutant: number): Buffer {
  const next = seeded(`mutant ${mutant}`);
  const reach = next() < 0.5 ? Math.min(2048, bytes.length) : bytes.length;
  const place = () => Math.floor(next() * reach);
  const copy = Buffer.from(bytes);
  const at = place();
  const length = 1 + Math.floor(next() ** 3 * (copy.length - at));
  const kind = Math.floor(next() * 7);
  if (kind === 0)
    for (let flip = Math.floor(next() * 20); flip >= 0; flip -= 1) flipAt(copy, place(), next());
  if (kind === 1) copy.fill(0, at, at + length);
  if (kind === 2) return Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)]);
  if (kind === 3) return Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
  if (kind === 4) return copy.subarray(0, at);
  if (kind === 5) for (let byte = at; byte < at + length; byte += 1) copy[byte] = Math.floor(next() * 256);
  if (kind === 6 && at + 4 <= copy.length) {
    copy.writeUInt32BE([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff][Math.floor(next() * 5)] ?? 0, at);
  }
  return copy;
}

function flipAt(bytes: Buffer, at: number, chance: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(chance * 8));
}
