// The inner loops of the picture, in AssemblyScript; `npm run build:compositor` makes `kernels.wasm` of this file and of
// `mix.as.ts` and `convert.as.ts`. All pointers are byte offsets into the memory that the host imports; the host allocates,
// nothing here does. Planes are 8 bits a sample, row after row. The host leaves 32 readable bytes after every plane.

/** Bytes that `zoomPlane` needs at `scratch` for rows of `width` samples: tables, then two rows of 16-bit samples. */
export function zoomScratchBytes(width: i32): i32 {
  const groups = (width + 7) >> 3;
  return groups * 36 + 2 * (((width + 7) & ~7) << 1) + 96;
}

// Eight samples at a time: where to load 16 source bytes (i32), which of them are the left and right neighbours, in turn (16
// bytes for a swizzle), and how much of each to take (16 weights of 7 bits, 127 for two neighbours).
function fillTables(bases: usize, lanes: usize, width: i32, sourceWidth: i32, x0: f64, step: f64): void {
  const last = (sourceWidth as f64) - 1.004;
  const groups = (width + 7) >> 3;
  for (let g = 0; g < groups; g++) {
    let entry = lanes + ((g << 5) as usize);
    let base = 0;
    for (let lane = 0; lane < 8; lane++, entry += 2) {
      const p = Math.min(Math.max(x0 + (((g << 3) + lane) as f64) * step, 0), last);
      const index = p as i32;
      if (lane === 0) base = index;
      const right = ((p - (index as f64)) * 127 + 0.5) as i32;
      store<u8>(entry, (index - base) as u8);
      store<u8>(entry, (index - base + 1) as u8, 1);
      store<u8>(entry, (127 - right) as u8, 16);
      store<u8>(entry, right as u8, 17);
    }
    store<i32>(bases + ((g << 2) as usize), base);
  }
}

// One source row, stretched to the width of the frame: samples less 128, times 127, in 16 bits. The relaxed instructions are the
// fast ones, and what they leave open is what does not come up here: indices from 16 on, and weights above 7 bits.
function stretchRow(source: usize, target: usize, bases: usize, lanes: usize, groups: i32): void {
  const middle = i8x16.splat(-128);
  for (let g = 0; g < groups; g++) {
    const bytes = v128.load(source + (load<i32>(bases + ((g << 2) as usize)) as usize));
    const entry = lanes + ((g << 5) as usize);
    const pairs = i8x16.relaxed_swizzle(v128.xor(bytes, middle), v128.load(entry));
    v128.store(target + ((g << 4) as usize), v128.relaxed_dot<i16>(pairs, v128.load(entry, 16)));
  }
}

// Eight samples between two stretched rows; `weight` has 15 bits. Open is only what −1 times −1 is.
function between(a: v128, b: v128, weight: v128): v128 {
  const sum = i16x8.add(a, i16x8.relaxed_q15mulr_s(i16x8.sub(b, a), weight));
  // 258 of 32,768 are a 127th; the rounding is to nearest.
  return i16x8.relaxed_q15mulr_s(sum, i16x8.splat(258));
}

// Sixteen samples between two stretched rows.
function betweenRows(a: usize, b: usize, target: usize, weight: v128): void {
  const low = between(v128.load(a), v128.load(b), weight);
  const high = between(v128.load(a, 16), v128.load(b, 16), weight);
  v128.store(target, v128.xor(i8x16.narrow_i16x8_s(low, high), i8x16.splat(-128)));
}

/**
 * Bilinear view of a plane: sample (x, y) of the target shows the source at (x0 + x·step, y0 + y·step), positions to
 * 1/127 of a sample. `step` is at most 2 (eight samples must come from 16 source bytes) and `width` at least 16.
 */
export function zoomPlane(
  source: usize,
  sourceWidth: i32,
  sourceHeight: i32,
  target: usize,
  targetStride: i32,
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
    const line = target + ((y * targetStride) as usize);
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
 * where its first and after its last visible sample are, multiples of 16 so far as the row goes. Only columns `left` to
 * before `right` are touched.
 */
export function blendPlane(
  overlay: usize,
  alpha: usize,
  spans: usize,
  width: i32,
  height: i32,
  left: i32,
  right: i32,
  target: usize,
  targetStride: i32,
): void {
  for (let y = 0; y < height; y++) {
    const to = min<i32>(load<i32>(spans + ((y << 3) as usize), 4), right);
    const over = overlay + ((y * width) as usize);
    const mask = alpha + ((y * width) as usize);
    const line = target + ((y * targetStride) as usize);
    let x = max<i32>(load<i32>(spans + ((y << 3) as usize)), left);
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

// Eight samples times a weight of 15 bits, rounded.
function part(samples: v128, weight: v128): v128 {
  const scaled = i16x8.q15mulr_sat_s(i16x8.shl(samples, 7), weight);
  return i16x8.shr_u(i16x8.add(scaled, i16x8.splat(64)), 7);
}

/**
 * Lays an overlay over a box of the target of which each column and each row is seen only in part: weights of 15 bits in
 * 16, that of a sample being the product of both. Reads and writes whole groups of eight columns: `left` and `right`
 * bound those that are changed.
 */
export function blendWeighted(
  overlay: usize,
  alpha: usize,
  stride: i32,
  columns: usize,
  rows: usize,
  height: i32,
  left: i32,
  right: i32,
  target: usize,
  targetStride: i32,
): void {
  for (let y = 0; y < height; y++) {
    const row = i16x8.splat(load<i16>(rows + ((y << 1) as usize)));
    if (!v128.any_true(row)) continue;
    const over = overlay + ((y * stride) as usize);
    const mask = alpha + ((y * stride) as usize);
    const line = target + ((y * targetStride) as usize);
    for (let x = left; x < right; x += 8) {
      const a = v128.load64_zero(mask + (x as usize));
      if (!v128.any_true(a)) continue;
      const weight = i16x8.q15mulr_sat_s(v128.load(columns + ((x << 1) as usize)), row);
      const d = v128.load_ext<u8>(line + (x as usize));
      const rest = under(d, part(i16x8.extend_low_i8x16_u(a), weight));
      const sum = i16x8.add(rest, part(v128.load_ext<u8>(over + (x as usize)), weight));
      const drawn = i8x16.narrow_i16x8_u(sum, sum);
      if (x + 8 <= right) {
        v128.store_lane<u64>(line + (x as usize), drawn, 0);
      } else {
        let bytes = i64x2.extract_lane(drawn, 0);
        for (let k = x; k < right; k++) {
          store<u8>(line + (k as usize), bytes as u8);
          bytes >>= 8;
        }
      }
    }
  }
}

/** Copies a box of samples from one plane to another. */
export function copyBox(
  source: usize,
  sourceStride: i32,
  target: usize,
  targetStride: i32,
  width: i32,
  height: i32,
): void {
  for (let y = 0; y < height; y++) {
    memory.copy(
      target + ((y * targetStride) as usize),
      source + ((y * sourceStride) as usize),
      width as usize,
    );
  }
}
