/**
 * Separable resampling of one plane with at most 4 taps an axis and subpixel position. The destination pixel d looks at
 * source position (d + 0.5 - origin) × step - 0.5, step being source pixels for each destination pixel (at most 2).
 */

/** Bytes of a row table's entry: 4 source rows, then 4 weights as i32. */
const ROW_ENTRY: usize = 32;
/** Bytes of a column table's entry for 8 pixels: source offset (padded to 16), 4 × 8 tap positions, 4 × 8 weights. */
const COLUMN_ENTRY: usize = 16 + 64 + 64;

/** Shrinking: a Hamming window as wide as a destination pixel (crisp, never negative). Growing: Catmull-Rom. */
function kernel(distance: f64, step: f64): f64 {
  if (step > 1.0) {
    const x = Math.abs(distance / step);
    if (x >= 1.0) return 0;
    if (x < 1e-9) return 1;
    const angle = Math.PI * x;
    return (Math.sin(angle) / angle) * (0.54 + 0.46 * Math.cos(angle));
  }
  const x = Math.abs(distance);
  if (x < 1.0) return (1.5 * x - 2.5) * x * x + 1.0;
  if (x < 2.0) return ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0;
  return 0;
}

// Weights of the destination pixel in hand, as Q15 that add up to exactly 1.
let first: i32 = 0;
const weights = memory.data(16);

function weigh(destination: i32, origin: f64, step: f64): void {
  const centre = (<f64>destination + 0.5 - origin) * step - 0.5;
  const reach = step > 1.0 ? step : 2.0;
  first = <i32>Math.ceil(centre - reach);
  if (<f64>first <= centre - reach) first++;
  let sum: f64 = 0;
  for (let tap = 0; tap < 4; tap++) sum += kernel(<f64>(first + tap) - centre, step);
  let left: i32 = 32767;
  let heaviest = 0;
  let heaviestWeight: i32 = -32768;
  for (let tap = 0; tap < 4; tap++) {
    const weight = <i32>Math.round((kernel(<f64>(first + tap) - centre, step) / sum) * 32767);
    store<i32>(weights + ((<usize>tap) << 2), weight);
    left -= weight;
    if (weight > heaviestWeight) {
      heaviestWeight = weight;
      heaviest = tap;
    }
  }
  store<i32>(weights + ((<usize>heaviest) << 2), heaviestWeight + left);
}

function clamp(value: i32, low: i32, high: i32): i32 {
  return value < low ? low : value > high ? high : value;
}

export function prepareRows(table: usize, from: i32, to: i32, origin: f64, step: f64, sourceHeight: i32): void {
  for (let y = from; y < to; y++) {
    weigh(y, origin, step);
    const entry = table + <usize>y * ROW_ENTRY;
    for (let tap = 0; tap < 4; tap++) {
      store<i32>(entry + ((<usize>tap) << 2), clamp(first + tap, 0, sourceHeight - 1));
      store<i32>(entry + 16 + ((<usize>tap) << 2), load<i32>(weights + ((<usize>tap) << 2)));
    }
  }
}

/** `from` and `to` are pixels; whole groups of 8 around them are prepared. */
export function prepareColumns(table: usize, from: i32, to: i32, origin: f64, step: f64, sourceWidth: i32): void {
  const lastBase = max(0, sourceWidth - 32);
  for (let group = from >> 3; group < (to + 7) >> 3; group++) {
    const entry = table + <usize>group * COLUMN_ENTRY;
    let base: i32 = 0;
    for (let lane = 0; lane < 8; lane++) {
      weigh((group << 3) + lane, origin, step);
      if (lane === 0) {
        base = clamp(first, 0, lastBase);
        store<i32>(entry, base);
      }
      for (let tap = 0; tap < 4; tap++) {
        const position = clamp(clamp(first + tap, 0, sourceWidth - 1) - base, 0, 31);
        const slot = entry + 16 + ((<usize>tap) << 4) + ((<usize>lane) << 1);
        // The high byte points nowhere, so that the swizzle widens to 16 bits by itself.
        store<u8>(slot, <u8>position);
        store<u8>(slot + 1, 0xff);
        store<i16>(slot + 64, <i16>load<i32>(weights + ((<usize>tap) << 2)));
      }
    }
  }
}

/**
 * Draws the destination's rectangle [left, right) × [top, bottom). `line` is scratch for one source row. Sources have at
 * least 32 readable bytes behind their last row; `sourceFrom` and `sourceTo` bound the source columns that are looked at.
 */
export function resize(
  source: usize,
  sourceStride: i32,
  sourceFrom: i32,
  sourceTo: i32,
  destination: usize,
  destinationStride: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  columns: usize,
  rows: usize,
  line: usize,
): void {
  const begin = sourceFrom & ~15;
  for (let y = top; y < bottom; y++) {
    blendRows(source, sourceStride, begin, sourceTo, rows + <usize>y * ROW_ENTRY, line);
    drawLine(line, destination + <usize>(y * destinationStride), left, right, columns);
  }
}

function tapLow(pixels: v128, weight: v128): v128 {
  return i16x8.relaxed_q15mulr_s(i16x8.shl(i16x8.extend_low_i8x16_u(pixels), 6), weight);
}

function tapHigh(pixels: v128, weight: v128): v128 {
  return i16x8.relaxed_q15mulr_s(i16x8.shl(i16x8.extend_high_i8x16_u(pixels), 6), weight);
}

function blendRows(source: usize, stride: i32, begin: i32, end: i32, entry: usize, line: usize): void {
  const row0 = source + <usize>(load<i32>(entry) * stride);
  const row1 = source + <usize>(load<i32>(entry, 4) * stride);
  const row2 = source + <usize>(load<i32>(entry, 8) * stride);
  const row3 = source + <usize>(load<i32>(entry, 12) * stride);
  const weight0 = i16x8.splat(<i16>load<i32>(entry, 16));
  const weight1 = i16x8.splat(<i16>load<i32>(entry, 20));
  const weight2 = i16x8.splat(<i16>load<i32>(entry, 24));
  const weight3 = i16x8.splat(<i16>load<i32>(entry, 28));
  const half = i16x8.splat(32);
  for (let x: usize = <usize>begin; x < <usize>end; x += 16) {
    const pixels0 = v128.load(row0 + x);
    const pixels1 = v128.load(row1 + x);
    const pixels2 = v128.load(row2 + x);
    const pixels3 = v128.load(row3 + x);
    const low = i16x8.add(
      i16x8.add(tapLow(pixels0, weight0), tapLow(pixels1, weight1)),
      i16x8.add(tapLow(pixels2, weight2), tapLow(pixels3, weight3)),
    );
    const high = i16x8.add(
      i16x8.add(tapHigh(pixels0, weight0), tapHigh(pixels1, weight1)),
      i16x8.add(tapHigh(pixels2, weight2), tapHigh(pixels3, weight3)),
    );
    v128.store(
      line + x,
      i8x16.narrow_i16x8_u(i16x8.shr_s(i16x8.add(low, half), 6), i16x8.shr_s(i16x8.add(high, half), 6)),
    );
  }
}

function pick(near: v128, far: v128, positions: v128): v128 {
  return v128.or(i8x16.swizzle(near, positions), i8x16.swizzle(far, i8x16.sub(positions, i8x16.splat(16))));
}

function eightPixels(line: usize, entry: usize): v128 {
  const at = line + <usize>load<i32>(entry);
  const near = v128.load(at);
  const far = v128.load(at, 16);
  let sum = i16x8.splat(32);
  for (let tap: usize = 0; tap < 64; tap += 16) {
    const pixels = i16x8.shl(pick(near, far, v128.load(entry + tap, 16)), 6);
    sum = i16x8.add(sum, i16x8.relaxed_q15mulr_s(pixels, v128.load(entry + tap, 80)));
  }
  const words = i16x8.shr_s(sum, 6);
  return i8x16.narrow_i16x8_u(words, words);
}

function drawLine(line: usize, destination: usize, left: i32, right: i32, columns: usize): void {
  for (let group = left >> 3; group << 3 < right; group++) {
    const pixels = eightPixels(line, columns + <usize>group * COLUMN_ENTRY);
    const x = group << 3;
    const at = destination + <usize>x;
    if (x >= left && x + 8 <= right) {
      v128.store64_lane(at, pixels, 0);
    } else {
      const bytes = i64x2.extract_lane(pixels, 0);
      for (let lane = max(0, left - x); lane < min(8, right - x); lane++) {
        store<u8>(at + <usize>lane, <u8>(bytes >> ((<i64>lane) << 3)));
      }
    }
  }
}
