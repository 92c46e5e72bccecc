import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The exports of `kernels.as.ts` and its neighbours, which say what each does; pointers are byte offsets into the arena's memory. */
export interface Kernels {
  zoomScratchBytes(width: number): number;
  zoomPlane(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    targetStride: number,
    width: number,
    height: number,
    x0: number,
    y0: number,
    stepX: number,
    stepY: number,
    scratch: number,
  ): void;
  blendPlane(
    overlay: number,
    alpha: number,
    spans: number,
    width: number,
    height: number,
    left: number,
    right: number,
    target: number,
    targetStride: number,
  ): void;
  blendWeighted(
    overlay: number,
    alpha: number,
    stride: number,
    columns: number,
    rows: number,
    height: number,
    left: number,
    right: number,
    target: number,
    targetStride: number,
  ): void;
  copyBox(
    source: number,
    sourceStride: number,
    target: number,
    targetStride: number,
    width: number,
    height: number,
  ): void;
  mixFrames(a: number, b: number, target: number, bytes: number, weight: number): void;
  arrivalTimes(kind: number, target: number, width: number, height: number): void;
  mixChroma(
    a: number,
    b: number,
    target: number,
    times: number,
    count: number,
    now: number,
    doublings: number,
  ): void;
  mixLuma(
    a: number,
    b: number,
    target: number,
    times: number,
    width: number,
    height: number,
    now: number,
    doublings: number,
  ): void;
  lumaPlane(rgba: number, target: number, pixels: number): void;
  alphaPlane(rgba: number, target: number, pixels: number): void;
  chromaPlanes(rgba: number, width: number, height: number, u: number, v: number, alpha: number): void;
  premultiply(source: number, alpha: number, target: number, samples: number): void;
}

/** Memory for planes: given out in order, given back only as a whole from a mark on. */
export interface Arena {
  kernels: Kernels;
  /** Gives a pointer, a multiple of 16, to `bytes` bytes with {@link SLACK} more behind them that may be touched. */
  take(bytes: number): number;
  /** A view of memory. The next `take` may make it stale; views that must last are made when everything is taken. */
  view(pointer: number, bytes: number): Uint8Array;
  /** Where the next `take` begins; `release` gives back everything taken since. */
  mark(): number;
  release(mark: number): void;
}

/** Vector loads and stores at the end of a plane touch at most this many bytes more. */
const SLACK = 32;
const PAGE = 65_536;
/** 512 MiB: two scenes of 1080p with many full-frame overlays need less than a fifth of it. */
const MAX_PAGES = 8_192;

/** The part of WebAssembly that is used here; TypeScript describes it only in its library for browsers. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: { env: { memory: object } }) => { exports: object };
    Memory: new (limits: {
      initial: number;
      maximum: number;
    }) => { readonly buffer: ArrayBuffer; grow(pages: number): number };
  };
};

const program = readFileSync(new URL('./kernels.wasm', import.meta.url));
const compiled = new WebAssembly.Module(program);

/** Changes whenever the kernels do; whatever they drew depends on it. */
export const KERNELS_VERSION = createHash('sha256').update(program).digest('hex').slice(0, 16);

/** Makes an empty arena with kernels that work on it; it grows as needed up to 512 MiB, then throws `RangeError`. */
export function createArena(): Arena {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  let next = FIRST;
  return {
    kernels: exports as unknown as Kernels,
    take(bytes) {
      const pointer = next;
      next = (pointer + bytes + SLACK + 15) & ~15;
      const missing = Math.ceil((next - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
      return pointer;
    },
    view: (pointer, bytes) => new Uint8Array(memory.buffer, pointer, bytes),
    mark: () => next,
    release(mark) {
      next = mark;
    },
  };
}

/** Where every arena begins: 0 is no pointer. */
const FIRST = 16;
const idle: Arena[] = [];

/**
 * Gives an empty arena whose memory another segment has used, if there is one, to be given back by {@link returnArena}. What is
 * dropped instead waits for the garbage collector, which does not see how much memory it holds: films of hundreds of
 * segments would take gigabytes.
 */
export function borrowArena(): Arena {
  return idle.pop() ?? createArena();
}

/** Gives an arena back; nothing may use its memory any more. */
export function returnArena(arena: Arena): void {
  arena.release(FIRST);
  idle.push(arena);
}
