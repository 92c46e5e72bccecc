// From RGBA to planes; see `kernels.as.ts` for what all these files have in common.

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

// Eight samples times their alpha over 255, rounded.
function product(samples: v128, alpha: v128): v128 {
  const t = i16x8.add(i16x8.mul(samples, alpha), i16x8.splat(128));
  return i16x8.shr_u(i16x8.add(t, i16x8.shr_u(t, 8)), 8);
}

/** Multiplies a plane of at least 16 samples by an alpha of as many, rounded. */
export function premultiply(source: usize, alpha: usize, target: usize, samples: i32): void {
  for (let i = 0; i < samples; i += 16) {
    const at = min<i32>(i, samples - 16) as usize;
    const x = v128.load(source + at);
    const a = v128.load(alpha + at);
    const low = product(i16x8.extend_low_i8x16_u(x), i16x8.extend_low_i8x16_u(a));
    const high = product(i16x8.extend_high_i8x16_u(x), i16x8.extend_high_i8x16_u(a));
    v128.store(target + at, i8x16.narrow_i16x8_u(low, high));
  }
}
