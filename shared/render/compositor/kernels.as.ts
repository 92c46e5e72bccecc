// The inner loops of the picture, in AssemblyScript; `npm run build:compositor` makes `kernels.wasm` of them.
// All pointers are byte offsets into the memory that the host imports; the host allocates, nothing here does.
// Planes are 8 bits a sample, row after row. The host leaves 32 readable bytes after every plane.

/** Bytes that `zoomPlane` needs at `scratch` for rows of `width` samples: tables, then two rows of 16-bit samples. */
export function zoomScratchBytes(width: i32): i32 {
  const groups = (width + 7) >> 3;
  return groups * 36 + 2 * (((width + 7) & ~7) << 1) + 96;
}

// Eight samples at a time: where to load 16 source bytes (i32), which of them are the left neighbours (16 bytes for a
// swizzle that widens to 16 bits), and how much of the right neighbour to take (8 weights of 7 bits in 16).
function fillTables(bases: usize, lanes: usize, width: i32, sourceWidth: i32, x0: f64, step: f64): void {
  const last = (sourceWidth as f64) - 1.004;
  const groups = (width + 7) >> 3;
  for (let g = 0; g < groups; g++) {
    const entry = lanes + ((g << 5) as usize);
    let base = 0;
    for (let lane = 0; lane < 8; lane++) {
      const p = Math.min(Math.max(x0 + (((g << 3) + lane) as f64) * step, 0), last);
      const index = p as i32;
      if (lane === 0) base = index;
      store<u8>(entry + ((lane << 1) as usize), (index - base) as u8);
      store<u8>(entry + ((lane << 1) as usize), 255, 1);
      store<i16>(entry + ((lane << 1) as usize), ((p - (index as f64)) * 128 + 0.5) as i16, 16);
    }
    store<i32>(bases + ((g << 2) as usize), base);
  }
}

// One source row, stretched to the width of the frame: samples times 128, in 16 bits.
function stretchRow(source: usize, target: usize, bases: usize, lanes: usize, groups: i32): void {
  const toRight = i8x16(1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0);
  for (let g = 0; g < groups; g++) {
    const bytes = v128.load(source + (load<i32>(bases + ((g << 2) as usize)) as usize));
    const entry = lanes + ((g << 5) as usize);
    const left = v128.load(entry);
    const a = i8x16.swizzle(bytes, left);
    const b = i8x16.swizzle(bytes, i8x16.add(left, toRight));
    const weighted = i16x8.mul(i16x8.sub(b, a), v128.load(entry, 16));
    v128.store(target + ((g << 4) as usize), i16x8.add(i16x8.shl(a, 7), weighted));
  }
}

// Sixteen samples between two stretched rows; `weight` has 15 bits, the rounding is to nearest.
function betweenRows(a: usize, b: usize, target: usize, weight: v128): void {
  const half = i16x8.splat(64);
  const a0 = v128.load(a);
  const a1 = v128.load(a, 16);
  const m0 = i16x8.add(a0, i16x8.q15mulr_sat_s(i16x8.sub(v128.load(b), a0), weight));
  const m1 = i16x8.add(a1, i16x8.q15mulr_sat_s(i16x8.sub(v128.load(b, 16), a1), weight));
  const low = i16x8.shr_u(i16x8.add(m0, half), 7);
  v128.store(target, i8x16.narrow_i16x8_u(low, i16x8.shr_u(i16x8.add(m1, half), 7)));
}

/**
 * Bilinear view of a plane: sample (x, y) of the target shows the source at (x0 + x·step, y0 + y·step), positions to
 * 1/128 of a sample. `step` is at most 2 (eight samples must come from 16 source bytes) and `width` at least 16.
 */
export function zoomPlane(
  source: usize,
  sourceWidth: i32,
  sourceHeight: i32,
  target: usize,
  width: i32,
  height: i32,
  x0: f64,
  y0: f64,
  stepX: f64,
  stepY: f64,
  scratch: usize,
): void {
  const groups = (width + 7) >> 3;
  const lanes = (scratch + 15) & ~15;
  const bases = lanes + ((groups << 5) as usize);
  let upper = (bases + ((groups << 2) as usize) + 15) & ~15;
  let lower = upper + ((groups << 4) as usize);
  let upperRow = -1;
  let lowerRow = -1;
  fillTables(bases, lanes, width, sourceWidth, x0, stepX);
  const last = (sourceHeight as f64) - 1.004;
  for (let y = 0; y < height; y++) {
    const p = Math.min(Math.max(y0 + (y as f64) * stepY, 0), last);
    const row = p as i32;
    if (row !== upperRow) {
      if (row === lowerRow) {
        const swap = upper;
        upper = lower;
        lower = swap;
        lowerRow = -1;
      } else {
        stretchRow(source + ((row * sourceWidth) as usize), upper, bases, lanes, groups);
      }
      upperRow = row;
    }
    if (lowerRow !== row + 1) {
      stretchRow(source + (((row + 1) * sourceWidth) as usize), lower, bases, lanes, groups);
      lowerRow = row + 1;
    }
    const weight = i16x8.splat(min<i32>(((p - (row as f64)) * 32768 + 0.5) as i32, 32767) as i16);
    const line = target + ((y * width) as usize);
    let x = 0;
    for (; x + 16 <= width; x += 16) {
      betweenRows(upper + ((x << 1) as usize), lower + ((x << 1) as usize), line + (x as usize), weight);
    }
    if (x < width) {
      x = width - 16;
      betweenRows(upper + ((x << 1) as usize), lower + ((x << 1) as usize), line + (x as usize), weight);
    }
  }
}

// What is left of eight target samples under an overlay: d·(255 − alpha)/255, rounded (exact for all 65,536 pairs).
function under(d: v128, alpha: v128): v128 {
  const t = i16x8.add(i16x8.mul(d, i16x8.sub(i16x8.splat(255), alpha)), i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
}

/**
 * Lays an overlay (samples already multiplied by their alpha) over a box of the target. `spans` has two i32 for each row:
 * where its first and after its last visible sample are, multiples of 16 so far as the row goes.
 */
export function blendPlane(
  overlay: usize,
  alpha: usize,
  spans: usize,
  width: i32,
  height: i32,
  target: usize,
  targetStride: i32,
): void {
  for (let y = 0; y < height; y++) {
    const from = load<i32>(spans + ((y << 3) as usize));
    const to = load<i32>(spans + ((y << 3) as usize), 4);
    const over = overlay + ((y * width) as usize);
    const mask = alpha + ((y * width) as usize);
    const line = target + ((y * targetStride) as usize);
    let x = from;
    for (; x + 16 <= to; x += 16) {
      const a = v128.load(mask + (x as usize));
      if (!v128.any_true(a)) continue;
      const d = v128.load(line + (x as usize));
      const low = under(i16x8.extend_low_i8x16_u(d), i16x8.extend_low_i8x16_u(a));
      const high = under(i16x8.extend_high_i8x16_u(d), i16x8.extend_high_i8x16_u(a));
      const rest = i8x16.narrow_i16x8_u(low, high);
      v128.store(line + (x as usize), i8x16.add_sat_u(rest, v128.load(over + (x as usize))));
    }
    for (; x < to; x++) {
      const t = (load<u8>(line + (x as usize)) as i32) * (255 - (load<u8>(mask + (x as usize)) as i32)) + 128;
      const sum = ((t + (t >> 8)) >> 8) + (load<u8>(over + (x as usize)) as i32);
      store<u8>(line + (x as usize), min<i32>(sum, 255) as u8);
    }
  }
}

/**
 * An entering overlay: row y of the target is (row y)·w0/256 + (row y − 1)·w1/256, which fades (w0 + w1 < 256) and moves
 * down by a part of a row (w1 > 0). The target has one row more than the source.
 */
export function enterPlane(source: usize, target: usize, width: i32, height: i32, w0: i32, w1: i32): void {
  const v0 = i16x8.splat(w0 as i16);
  const v1 = i16x8.splat(w1 as i16);
  const half = i16x8.splat(128);
  const zero = i16x8.splat(0);
  for (let y = 0; y <= height; y++) {
    const here = source + ((y * width) as usize);
    const above = here - (width as usize);
    const line = target + ((y * width) as usize);
    for (let x = 0; x < width; x += 8) {
      const a = y < height ? v128.load_ext<u8>(here + (x as usize)) : zero;
      const b = y > 0 ? v128.load_ext<u8>(above + (x as usize)) : zero;
      const sum = i16x8.add(i16x8.add(i16x8.mul(a, v0), i16x8.mul(b, v1)), half);
      v128.store_lane<u64>(line + (x as usize), i8x16.narrow_i16x8_u(i16x8.shr_u(sum, 8), zero), 0);
    }
  }
}

/** Cross-fade of two pictures of `bytes` samples: a + (b − a)·weight/256, rounded. `bytes` is a multiple of 8. */
export function mixFrames(a: usize, b: usize, target: usize, bytes: i32, weight: i32): void {
  const w = i16x8.splat((weight << 7) as i16);
  for (let i = 0; i < bytes; i += 8) {
    const x = v128.load_ext<u8>(a + (i as usize));
    const y = v128.load_ext<u8>(b + (i as usize));
    const step = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(y, x), 6), w);
    const mixed = i16x8.add(x, i16x8.shr_s(i16x8.add(step, i16x8.splat(32)), 6));
    v128.store_lane<u64>(target + (i as usize), i8x16.narrow_i16x8_u(mixed, mixed), 0);
  }
}

// Four pixels of RGBA weighted by 15-bit coefficients (i16 lanes r, g, b, a twice), summed to one i32 a pixel.
function weigh(low: v128, high: v128, coefficients: v128): v128 {
  const p = i32x4.dot_i16x8_s(low, coefficients);
  const q = i32x4.dot_i16x8_s(high, coefficients);
  const even = v128.shuffle<i32>(p, q, 0, 2, 4, 6);
  return i32x4.add(even, v128.shuffle<i32>(p, q, 1, 3, 5, 7));
}

function lumaOf(pixels: v128): v128 {
  // BT.709, limited range: 16/255 of alpha, then 219/255 of the usual weights.
  const c = i16x8(5983, 20127, 2032, 2056, 5983, 20127, 2032, 2056);
  const sum = weigh(i16x8.extend_low_i8x16_u(pixels), i16x8.extend_high_i8x16_u(pixels), c);
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(16384)), 15);
}

/** Luma plane of `pixels` premultiplied RGBA pixels (a multiple of 8), multiplied by alpha like its source. */
export function lumaPlane(rgba: usize, target: usize, pixels: i32): void {
  for (let i = 0; i < pixels; i += 8) {
    const first = lumaOf(v128.load(rgba + ((i << 2) as usize)));
    const second = lumaOf(v128.load(rgba + ((i << 2) as usize), 16));
    const both = i16x8.narrow_i32x4_s(first, second);
    v128.store_lane<u64>(target + (i as usize), i8x16.narrow_i16x8_u(both, both), 0);
  }
}

/** Alpha plane of `pixels` RGBA pixels. */
export function alphaPlane(rgba: usize, target: usize, pixels: i32): void {
  for (let i = 0; i < pixels; i++) {
    store<u8>(target + (i as usize), load<u8>(rgba + ((i << 2) as usize), 3));
  }
}

/**
 * Chroma planes and (where `alpha` is not 0) the alpha that belongs to them: each sample is the mean of 2 × 2 pixels.
 * `width` and `height` are those of the picture, both even.
 */
export function chromaPlanes(rgba: usize, width: i32, height: i32, u: usize, v: usize, alpha: usize): void {
  const cu = i16x8(-3298, -11094, 14392, 16448, -3298, -11094, 14392, 16448);
  const cv = i16x8(14392, -13073, -1319, 16448, 14392, -13073, -1319, 16448);
  const half = 1 << 16;
  let at: usize = 0;
  for (let y = 0; y < height; y += 2) {
    const upper = rgba + ((y * width * 4) as usize);
    const lower = upper + ((width * 4) as usize);
    for (let x = 0; x < width; x += 2) {
      const a = v128.load64_zero(upper + ((x << 2) as usize));
      const b = v128.load64_zero(lower + ((x << 2) as usize));
      const rows = i16x8.add(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b));
      const sum = i16x8.add(rows, v128.shuffle<i64>(rows, rows, 1, 0));
      const du = i32x4.dot_i16x8_s(sum, cu);
      const dv = i32x4.dot_i16x8_s(sum, cv);
      const un = (i32x4.extract_lane(du, 0) + i32x4.extract_lane(du, 1) + half) >> 17;
      const vn = (i32x4.extract_lane(dv, 0) + i32x4.extract_lane(dv, 1) + half) >> 17;
      store<u8>(u + at, min<i32>(max<i32>(un, 0), 255) as u8);
      store<u8>(v + at, min<i32>(max<i32>(vn, 0), 255) as u8);
      if (alpha !== 0) store<u8>(alpha + at, ((i16x8.extract_lane_s(sum, 3) + 2) >> 2) as u8);
      at++;
    }
  }
}
