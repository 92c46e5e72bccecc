// How two pictures become one in a transition; see `kernels.as.ts` for what all these files have in common.

/** Cross-fade of two pictures of `bytes` samples: a + (b − a)·weight/256, rounded. `bytes` is a multiple of 8. */
export function mixFrames(a: usize, b: usize, target: usize, bytes: i32, weight: i32): void {
  const w = i16x8.splat(min<i32>(weight << 7, 32767) as i16);
  for (let i = 0; i < bytes; i += 8) {
    const x = v128.load_ext<u8>(a + (i as usize));
    const y = v128.load_ext<u8>(b + (i as usize));
    const step = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(y, x), 6), w);
    const mixed = i16x8.add(x, i16x8.shr_s(i16x8.add(step, i16x8.splat(32)), 6));
    v128.store_lane<u64>(target + (i as usize), i8x16.narrow_i16x8_u(mixed, mixed), 0);
  }
}

/**
 * When each place of a picture passes to the coming scene, 0 to 16384, for `width` × `height` places: kinds 0 to 3 run right,
 * left, down and up, 4 runs from the upper left corner to the lower right one, 5 opens a circle and 6 closes it, 7 goes
 * round like the hand of a clock, 8 opens blinds one after the other, 9 grows in soft spots.
 */
export function arrivalTimes(kind: i32, target: usize, width: i32, height: i32): void {
  const ratio = (height as f64) / (width as f64);
  const far = Math.sqrt(1 + ratio * ratio);
  for (let y = 0; y < height; y++) {
    const v = ((y as f64) + 0.5) / (height as f64);
    for (let x = 0; x < width; x++) {
      const u = ((x as f64) + 0.5) / (width as f64);
      let t: f64 = u;
      if (kind === 1) t = 1 - u;
      else if (kind === 2) t = v;
      else if (kind === 3) t = 1 - v;
      else if (kind === 4) t = (u + v) * 0.5;
      else if (kind === 5 || kind === 6) {
        const dx = 2 * u - 1;
        const dy = (2 * v - 1) * ratio;
        t = Math.sqrt(dx * dx + dy * dy) / far;
        if (kind === 6) t = 1 - t;
      } else if (kind === 7) {
        t = Math.atan2(0.5 - u, (v - 0.5) * ratio) * (0.5 / Math.PI) + 0.5;
      } else if (kind === 8) {
        const blind = u * 9;
        t = 0.55 * (blind - Math.floor(blind)) + 0.45 * u;
      } else if (kind === 9) {
        const cell = 7 / Math.max(1, ratio);
        t =
          spots(u * cell, v * ratio * cell) * 0.7 +
          spots(u * cell * 2.3 + 19, v * ratio * cell * 2.3 + 7) * 0.3;
        t = Math.min(Math.max((t - 0.15) / 0.7, 0), 1);
      }
      store<i16>(target + (((y * width + x) << 1) as usize), (t * 16384) as i16);
    }
  }
}

// A number of 0 to 1 for each point of a grid, always the same one.
function atPoint(x: i32, y: i32): f64 {
  let h = (x * 374761393 + y * 668265263) as u32;
  h = (h ^ (h >> 13)) * 1274126177;
  return (((h ^ (h >> 16)) & 0xffff) as f64) / 65535;
}

// Value noise: between the points of the grid it runs smoothly.
function spots(x: f64, y: f64): f64 {
  const column = Math.floor(x);
  const row = Math.floor(y);
  let fx = x - column;
  let fy = y - row;
  fx = fx * fx * (3 - 2 * fx);
  fy = fy * fy * (3 - 2 * fy);
  const i = column as i32;
  const j = row as i32;
  const top = atPoint(i, j) + (atPoint(i + 1, j) - atPoint(i, j)) * fx;
  const bottom = atPoint(i, j + 1) + (atPoint(i + 1, j + 1) - atPoint(i, j + 1)) * fx;
  return top + (bottom - top) * fy;
}

// Share of the coming picture, in 15 bits, in eight places: none before their time, all of it 32768 >> doublings after.
function arrived(times: usize, now: v128, doublings: i32): v128 {
  let w = i16x8.max_s(i16x8.sub(now, v128.load(times)), i16x8.splat(0));
  for (let i = 0; i < doublings; i++) w = i16x8.add_sat_s(w, w);
  return w;
}

function mixed(a: usize, b: usize, target: usize, weight: v128): void {
  const x = v128.load_ext<u8>(a);
  const step = i16x8.q15mulr_sat_s(i16x8.shl(i16x8.sub(v128.load_ext<u8>(b), x), 6), weight);
  const sum = i16x8.add(x, i16x8.shr_s(i16x8.add(step, i16x8.splat(32)), 6));
  v128.store_lane<u64>(target, i8x16.narrow_i16x8_u(sum, sum), 0);
}

/** Mixes a plane of chroma, as many samples as times, by what has arrived at time `now`. `count` is at least 8. */
export function mixChroma(
  a: usize,
  b: usize,
  target: usize,
  times: usize,
  count: i32,
  now: i32,
  doublings: i32,
): void {
  const at = i16x8.splat(now as i16);
  for (let i = 0; i < count; i += 8) {
    const x = min<i32>(i, count - 8) as usize;
    mixed(a + x, b + x, target + x, arrived(times + (x << 1), at, doublings));
  }
}

/** The same of the plane of luma: two by two samples for each time. `width` is even and at least 16. */
export function mixLuma(
  a: usize,
  b: usize,
  target: usize,
  times: usize,
  width: i32,
  height: i32,
  now: i32,
  doublings: i32,
): void {
  const at = i16x8.splat(now as i16);
  for (let y = 0; y < height; y++) {
    const row = (y * width) as usize;
    const timesOfRow = times + (((y >> 1) * width) as usize);
    for (let i = 0; i < width; i += 16) {
      const x = min<i32>(i, width - 16) as usize;
      const w = arrived(timesOfRow + x, at, doublings);
      const place = row + x;
      mixed(a + place, b + place, target + place, v128.shuffle<i16>(w, w, 0, 0, 1, 1, 2, 2, 3, 3));
      mixed(
        a + place + 8,
        b + place + 8,
        target + place + 8,
        v128.shuffle<i16>(w, w, 4, 4, 5, 5, 6, 6, 7, 7),
      );
    }
  }
}
