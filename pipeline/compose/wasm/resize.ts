/**
 * Separable resampling of one plane with at most 4 taps an axis and subpixel position. The destination pixel d looks at
 * source position (d + 0.5 - origin) × step - 0.5, step being source pixels for each destination pixel (at most 2).
 *
 * Sources hold pixel - 128, as signed bytes. Put into the upper byte of a 16-bit lane and multiplied by weights in 1/16384,
 * they become sums with 7 fractional bits and room for the overshoot of a sharp kernel.
 */

/** Bytes of a row table's entry: 4 source rows, then 4 weights as i32. */
const ROW_ENTRY: usize = 32;
/** Bytes of a column table's entry for 8 pixels: source offset and reach (padded to 16), 4 × 8 positions, 4 × 8 weights. */
const COLUMN_ENTRY: usize = 16 + 64 + 64;
const ONE: i32 = 16384;

const SAMPLES: i32 = 1024;
const hamming = memory.data(8208);
let isReady: bool = false;

function prepareHamming(): void {
  for (let index = 0; index <= SAMPLES; index++) {
    const angle = (Math.PI * <f64>index) / <f64>SAMPLES;
    const value = index === 0 ? 1.0 : (Math.sin(angle) / angle) * (0.54 + 0.46 * Math.cos(angle));
    store<f64>(hamming + ((<usize>index) << 3), value);
  }
  isReady = true;
}

/** Shrinking: a Hamming window as wide as a destination pixel (crisp, never negative). Growing: Catmull-Rom. */
function kernel(distance: f64, step: f64): f64 {
  if (step > 1.0) {
    const x = Math.abs(distance / step);
    return x >= 1.0 ? 0.0 : load<f64>(hamming + ((<usize>(x * <f64>SAMPLES + 0.5)) << 3));
  }
  const x = Math.abs(distance);
  if (x < 1.0) return (1.5 * x - 2.5) * x * x + 1.0;
  if (x < 2.0) return ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0;
  return 0;
}

// The destination pixel in hand: its first source pixel, and weights that add up to exactly 1.
let first: i32 = 0;
const weights = memory.data(16);

function weigh(destination: i32, origin: f64, step: f64): void {
  const centre = (<f64>destination + 0.5 - origin) * step - 0.5;
  const reach = step > 1.0 ? step : 2.0;
  first = <i32>Math.floor(centre - reach) + 1;
  const offset = <f64>first - centre;
  const kernel0 = kernel(offset, step);
  const kernel1 = kernel(offset + 1.0, step);
  const kernel2 = kernel(offset + 2.0, step);
  const kernel3 = kernel(offset + 3.0, step);
  const share = <f64>ONE / (kernel0 + kernel1 + kernel2 + kernel3);
  const weight0 = <i32>nearest<f64>(kernel0 * share);
  const weight3 = <i32>nearest<f64>(kernel3 * share);
  // The middle taps are the heavy ones: the rest goes where rounding is seen least.
  const weight1 = <i32>nearest<f64>(kernel1 * share);
  store<i32>(weights, weight0);
  store<i32>(weights, weight1, 4);
  store<i32>(weights, ONE - weight0 - weight1 - weight3, 8);
  store<i32>(weights, weight3, 12);
}

function clamp(value: i32, low: i32, high: i32): i32 {
  return value < low ? low : value > high ? high : value;
}

export function prepareRows(table: usize, from: i32, to: i32, origin: f64, step: f64, sourceHeight: i32): void {
  if (!isReady) prepareHamming();
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
  if (!isReady) prepareHamming();
  const lastBase = max(0, sourceWidth - 32);
  for (let group = from >> 3; group < (to + 7) >> 3; group++) {
    const entry = table + <usize>group * COLUMN_ENTRY;
    let base: i32 = 0;
    let farthest: i32 = 0;
    for (let lane = 0; lane < 8; lane++) {
      weigh((group << 3) + lane, origin, step);
      if (lane === 0) base = clamp(first, 0, lastBase);
      for (let tap = 0; tap < 4; tap++) {
        const position = clamp(clamp(first + tap, 0, sourceWidth - 1) - base, 0, 31);
        farthest = max(farthest, position);
        const slot = entry + 16 + ((<usize>tap) << 4) + ((<usize>lane) << 1);
        // The low byte points nowhere, so that the swizzle widens to the upper byte by itself.
        store<u8>(slot, 0xff);
        store<u8>(slot + 1, <u8>position);
        store<i16>(slot + 64, <i16>load<i32>(weights + ((<usize>tap) << 2)));
      }
    }
    store<i32>(entry, base);
    store<i32>(entry, farthest, 4);
  }
}

/**
 * Draws the destination's rectangle [left, right) × [top, bottom), unsigned. `line` is scratch for one source row. Sources
 * have at least 32 readable bytes behind their last row; `sourceFrom` and `sourceTo` bound the columns that are looked at.
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

function low(pixels: v128): v128 {
  return v128.shuffle<i8>(i8x16.splat(0), pixels, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

function high(pixels: v128): v128 {
  return v128.shuffle<i8>(i8x16.splat(0), pixels, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

/** A weight this small changes no pixel by more than the rounding does. */
const NEGLIGIBLE: i32 = 40;

function blendRows(source: usize, stride: i32, begin: i32, end: i32, entry: usize, line: usize): void {
  const row0 = source + <usize>(load<i32>(entry) * stride);
  const row1 = source + <usize>(load<i32>(entry, 4) * stride);
  const row2 = source + <usize>(load<i32>(entry, 8) * stride);
  const row3 = source + <usize>(load<i32>(entry, 12) * stride);
  const weight0 = load<i32>(entry, 16);
  const weight1 = load<i32>(entry, 20);
  const weight2 = load<i32>(entry, 24);
  const weight3 = load<i32>(entry, 28);
  const hasFirst = abs(weight0) > NEGLIGIBLE;
  const hasLast = abs(weight3) > NEGLIGIBLE;
  if (hasFirst && hasLast) {
    blendFour(row0, row1, row2, row3, weight0, weight1, weight2, weight3, begin, end, line);
  } else if (hasFirst) {
    blendThree(row0, row1, row2, weight0, weight1, weight2 + weight3, begin, end, line);
  } else if (hasLast) {
    blendThree(row1, row2, row3, weight1 + weight0, weight2, weight3, begin, end, line);
  } else {
    blendTwo(row1, row2, weight1 + weight0, weight2 + weight3, begin, end, line);
  }
}

function blendFour(
  row0: usize,
  row1: usize,
  row2: usize,
  row3: usize,
  share0: i32,
  share1: i32,
  share2: i32,
  share3: i32,
  begin: i32,
  end: i32,
  line: usize,
): void {
  const weight0 = i16x8.splat(<i16>share0);
  const weight1 = i16x8.splat(<i16>share1);
  const weight2 = i16x8.splat(<i16>share2);
  const weight3 = i16x8.splat(<i16>share3);
  for (let x: usize = <usize>begin; x < <usize>end; x += 16) {
    const pixels0 = v128.load(row0 + x);
    const pixels1 = v128.load(row1 + x);
    const pixels2 = v128.load(row2 + x);
    const pixels3 = v128.load(row3 + x);
    const left = i16x8.add(
      i16x8.add(i16x8.relaxed_q15mulr_s(low(pixels0), weight0), i16x8.relaxed_q15mulr_s(low(pixels1), weight1)),
      i16x8.add(i16x8.relaxed_q15mulr_s(low(pixels2), weight2), i16x8.relaxed_q15mulr_s(low(pixels3), weight3)),
    );
    const right = i16x8.add(
      i16x8.add(i16x8.relaxed_q15mulr_s(high(pixels0), weight0), i16x8.relaxed_q15mulr_s(high(pixels1), weight1)),
      i16x8.add(i16x8.relaxed_q15mulr_s(high(pixels2), weight2), i16x8.relaxed_q15mulr_s(high(pixels3), weight3)),
    );
    v128.store(line + x, rounded(left, right));
  }
}

function blendThree(
  row0: usize,
  row1: usize,
  row2: usize,
  share0: i32,
  share1: i32,
  share2: i32,
  begin: i32,
  end: i32,
  line: usize,
): void {
  const weight0 = i16x8.splat(<i16>share0);
  const weight1 = i16x8.splat(<i16>share1);
  const weight2 = i16x8.splat(<i16>share2);
  for (let x: usize = <usize>begin; x < <usize>end; x += 16) {
    const pixels0 = v128.load(row0 + x);
    const pixels1 = v128.load(row1 + x);
    const pixels2 = v128.load(row2 + x);
    const left = i16x8.add(
      i16x8.add(i16x8.relaxed_q15mulr_s(low(pixels0), weight0), i16x8.relaxed_q15mulr_s(low(pixels1), weight1)),
      i16x8.relaxed_q15mulr_s(low(pixels2), weight2),
    );
    const right = i16x8.add(
      i16x8.add(i16x8.relaxed_q15mulr_s(high(pixels0), weight0), i16x8.relaxed_q15mulr_s(high(pixels1), weight1)),
      i16x8.relaxed_q15mulr_s(high(pixels2), weight2),
    );
    v128.store(line + x, rounded(left, right));
  }
}

function blendTwo(row0: usize, row1: usize, share0: i32, share1: i32, begin: i32, end: i32, line: usize): void {
  const weight0 = i16x8.splat(<i16>share0);
  const weight1 = i16x8.splat(<i16>share1);
  for (let x: usize = <usize>begin; x < <usize>end; x += 16) {
    const pixels0 = v128.load(row0 + x);
    const pixels1 = v128.load(row1 + x);
    const left = i16x8.add(
      i16x8.relaxed_q15mulr_s(low(pixels0), weight0),
      i16x8.relaxed_q15mulr_s(low(pixels1), weight1),
    );
    const right = i16x8.add(
      i16x8.relaxed_q15mulr_s(high(pixels0), weight0),
      i16x8.relaxed_q15mulr_s(high(pixels1), weight1),
    );
    v128.store(line + x, rounded(left, right));
  }
}

function rounded(left: v128, right: v128): v128 {
  const half = i16x8.splat(64);
  return i8x16.narrow_i16x8_s(i16x8.shr_s(i16x8.add(left, half), 7), i16x8.shr_s(i16x8.add(right, half), 7));
}

function tap(pixels: v128, entry: usize): v128 {
  return i16x8.relaxed_q15mulr_s(i8x16.swizzle(pixels, v128.load(entry, 16)), v128.load(entry, 80));
}

function eightNear(line: usize, entry: usize): v128 {
  const pixels = v128.load(line + <usize>load<i32>(entry));
  return i16x8.add(
    i16x8.add(tap(pixels, entry), tap(pixels, entry + 16)),
    i16x8.add(tap(pixels, entry + 32), tap(pixels, entry + 48)),
  );
}

/** When the 8 pixels look at more than 16 source pixels. */
function eightFar(line: usize, entry: usize): v128 {
  const at = line + <usize>load<i32>(entry);
  const near = v128.load(at);
  const far = v128.load(at, 16);
  let sum = i16x8.splat(0);
  for (let offset: usize = 0; offset < 64; offset += 16) {
    const positions = v128.load(entry + offset, 16);
    const pixels = v128.or(
      i8x16.swizzle(near, positions),
      // Positions below 16 wrap round to where a swizzle finds nothing; so does the mark for nothing itself.
      i8x16.swizzle(far, i8x16.sub(positions, i8x16.splat(16))),
    );
    sum = i16x8.add(sum, i16x8.relaxed_q15mulr_s(pixels, v128.load(entry + offset, 80)));
  }
  return sum;
}

function drawLine(line: usize, destination: usize, left: i32, right: i32, columns: usize): void {
  const half = i16x8.splat(64);
  for (let group = left >> 3; group << 3 < right; group++) {
    const entry = columns + <usize>group * COLUMN_ENTRY;
    const sum = load<i32>(entry, 4) < 16 ? eightNear(line, entry) : eightFar(line, entry);
    const words = i16x8.shr_s(i16x8.add(sum, half), 7);
    const pixels = v128.xor(i8x16.narrow_i16x8_s(words, words), i8x16.splat(-128));
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
