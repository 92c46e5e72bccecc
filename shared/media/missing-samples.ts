/** Sizes that programs write which do not know them yet, as when sound is piped. */
const OPEN_SIZES = [0, 0xffff_ffff, 0x7fff_ffff];

/**
 * How many bytes of samples a WAV file lacks, from its first bytes and its size. ffmpeg plays what there is of a file that is
 * cut off and says nothing. 0 when it is whole, when it leaves the size open, or when the samples begin beyond the head.
 */
export function missingSamples(head: Uint8Array, fileBytes: number): number {
  const view = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 12; at + 8 <= view.length; ) {
    const size = view.readUInt32LE(at + 4);
    if (view.toString('latin1', at, at + 4) === 'data') {
      return OPEN_SIZES.includes(size) ? 0 : Math.max(0, at + 8 + size - fileBytes);
    }
    // Chunks are padded to an even length.
    at += 8 + size + (size % 2);
  }
  return 0;
}
