import { type FileHandle, open } from 'node:fs/promises';
import type { Container } from '#shared/render/formats/containers.ts';

/** Elements of Matroska (RFC 9559) as they stand in the file. */
const [SEGMENT, CUES, CLUSTER] = [0x18538067, 0x1c53bb6b, 0x1f43b675];

/** Whether the index of a film stands before its data, so that a player can begin, and seek, before it has the whole file. */
export async function isQuickStart(file: string, container: Container): Promise<boolean> {
  const handle = await open(file);
  try {
    return container === 'webm' ? await cuesFirst(handle) : await moovFirst(handle);
  } finally {
    await handle.close();
  }
}

/** Walks the top-level boxes (ISO/IEC 14496-12, 4.2) until it meets `moov` or `mdat`. */
async function moovFirst(handle: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(16);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(head, 0, 16, at);
    if (bytesRead < 8) return false;
    const type = head.toString('latin1', 4, 8);
    if (type === 'moov') return true;
    const size = head.readUInt32BE(0) === 1 ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    if (type === 'mdat' || size < 8) return false;
    at += size;
  }
}

/** Walks the elements of the segment (RFC 8794, 4) until it meets the cues or a cluster. */
async function cuesFirst(handle: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(12);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(head, 0, 12, at);
    if (bytesRead < 12) return false;
    const idBytes = Math.clz32(head[0] as number) - 23;
    const sizeBytes = Math.clz32(head[idBytes] as number) - 23;
    if (idBytes > 4 || sizeBytes > 8) return false;
    const id = head.readUIntBE(0, idBytes);
    if (id === CUES || id === CLUSTER) return id === CUES;
    at += idBytes + sizeBytes;
    if (id === SEGMENT) continue;
    let size = (head[idBytes] as number) & (0xff >> sizeBytes);
    for (let i = 1; i < sizeBytes; i++) size = size * 256 + (head[idBytes + i] as number);
    at += size;
  }
}
