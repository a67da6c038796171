/** PNG scan lines (8 bits, RGB or RGBA, not interlaced) to signed BT.709 limited-range planes, chroma at half size. */

function paeth(left: i32, up: i32, corner: i32): i32 {
  const estimate = left + up - corner;
  const toLeft = abs(estimate - left);
  const toUp = abs(estimate - up);
  const toCorner = abs(estimate - corner);
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}

/** Undoes one line's filter in place. `above` is the finished line before it. Returns false for an unknown filter. */
function unfilter(kind: u8, line: usize, above: usize, bytes: i32, pixel: i32): bool {
  switch (kind) {
    case 0:
      return true;
    case 1:
      if (pixel === 4) {
        let left = i32x4.splat(0);
        for (let at: usize = 0; at < <usize>bytes; at += 4) {
          left = i8x16.add(left, v128.load32_zero(line + at));
          v128.store32_lane(line + at, left, 0);
        }
      } else {
        for (let at = pixel; at < bytes; at++) {
          const here = line + <usize>at;
          store<u8>(here, load<u8>(here) + load<u8>(here - <usize>pixel));
        }
      }
      return true;
    case 2: {
      let at = 0;
      for (; at + 16 <= bytes; at += 16) {
        v128.store(line + <usize>at, i8x16.add(v128.load(line + <usize>at), v128.load(above + <usize>at)));
      }
      for (; at < bytes; at++) {
        store<u8>(line + <usize>at, load<u8>(line + <usize>at) + load<u8>(above + <usize>at));
      }
      return true;
    }
    case 3:
      for (let at = 0; at < bytes; at++) {
        const here = line + <usize>at;
        const left = at >= pixel ? <i32>load<u8>(here - <usize>pixel) : 0;
        store<u8>(here, <u8>(<i32>load<u8>(here) + ((left + <i32>load<u8>(above + <usize>at)) >> 1)));
      }
      return true;
    case 4:
      for (let at = 0; at < bytes; at++) {
        const here = line + <usize>at;
        const left = at >= pixel ? <i32>load<u8>(here - <usize>pixel) : 0;
        const corner = at >= pixel ? <i32>load<u8>(above + <usize>at - <usize>pixel) : 0;
        store<u8>(here, <u8>(<i32>load<u8>(here) + paeth(left, <i32>load<u8>(above + <usize>at), corner)));
      }
      return true;
    default:
      return false;
  }
}

/**
 * Converts rows [from, to) of a picture; `from` is even. `scanlines` holds those rows as inflating gives them, with 16 readable
 * bytes before and behind. `lastLine` holds the finished row before them, and afterwards their last one. Planes hold
 * value - 128. Returns false when a row is damaged.
 */
export function pngToYuv(
  scanlines: usize,
  from: i32,
  to: i32,
  width: i32,
  pixel: i32,
  luma: usize,
  lumaStride: i32,
  chromaU: usize,
  chromaV: usize,
  chromaStride: i32,
  lastLine: usize,
): bool {
  const bytes = width * pixel;
  let above = lastLine;
  for (let y = from; y < to; y++) {
    const start = scanlines + <usize>(y - from) * <usize>(bytes + 1);
    if (!unfilter(load<u8>(start), start + 1, above, bytes, pixel)) return false;
    lumaLine(start + 1, width, pixel, luma + <usize>(y * lumaStride));
    if (y & 1) {
      const into = <usize>((y >> 1) * chromaStride);
      chromaLine(above, start + 1, width >> 1, pixel, chromaU + into, chromaV + into);
    }
    above = start + 1;
  }
  memory.copy(lastLine, above, <usize>bytes);
  return true;
}

function fourPixels(at: usize, pixel: i32): v128 {
  const bytes = v128.load(at);
  return pixel === 4 ? bytes : i8x16.swizzle(bytes, i8x16(0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, -1));
}

// 16 + 219/255 × (0.2126 R + 0.7152 G + 0.0722 B) - 128, in 1/8192.
const LUMA = i16x8(1496, 5032, 508, 0, 1496, 5032, 508, 0);
const LUMA_OFFSET: i32 = (16 - 128) * 8192 + 4096;

function fourLumas(pixels: v128): v128 {
  const low = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(pixels), LUMA);
  const high = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(pixels), LUMA);
  const sum = i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(LUMA_OFFSET)), 13);
}

function lumaLine(line: usize, width: i32, pixel: i32, into: usize): void {
  for (let x = 0; x < width; x += 8) {
    const at = line + <usize>(x * pixel);
    const words = i16x8.narrow_i32x4_s(
      fourLumas(fourPixels(at, pixel)),
      fourLumas(fourPixels(at + <usize>(4 * pixel), pixel)),
    );
    v128.store64_lane(into + <usize>x, i8x16.narrow_i16x8_s(words, words), 0);
  }
}

// 224/255 × the colour differences, in 1/8192, over the sum of four pixels (so 1/32768 in all).
const BLUE = i16x8(-825, -2774, 3598, 0, -825, -2774, 3598, 0);
const RED = i16x8(3598, -3269, -330, 0, 3598, -3269, -330, 0);
const CHROMA_OFFSET: i32 = 16384;

/** Sums of two pixels beside each other in two lines, as 4 × i16 for each of the two pairs that 4 pixels make. */
function pairSums(upper: v128, lower: v128): v128 {
  const low = i16x8.add(i16x8.extend_low_i8x16_u(upper), i16x8.extend_low_i8x16_u(lower));
  const high = i16x8.add(i16x8.extend_high_i8x16_u(upper), i16x8.extend_high_i8x16_u(lower));
  return i16x8.add(v128.shuffle<i64>(low, high, 0, 2), v128.shuffle<i64>(low, high, 1, 3));
}

function fourChromas(one: v128, two: v128, weights: v128): v128 {
  const first = i32x4.dot_i16x8_s(one, weights);
  const second = i32x4.dot_i16x8_s(two, weights);
  const sum = i32x4.add(v128.shuffle<i32>(first, second, 0, 2, 4, 6), v128.shuffle<i32>(first, second, 1, 3, 5, 7));
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(CHROMA_OFFSET)), 15);
}

function chromaLine(upper: usize, lower: usize, width: i32, pixel: i32, intoU: usize, intoV: usize): void {
  for (let x = 0; x < width; x += 4) {
    const at = <usize>(2 * x * pixel);
    const next = at + <usize>(4 * pixel);
    const one = pairSums(fourPixels(upper + at, pixel), fourPixels(lower + at, pixel));
    const two = pairSums(fourPixels(upper + next, pixel), fourPixels(lower + next, pixel));
    const blue = i16x8.narrow_i32x4_s(fourChromas(one, two, BLUE), i32x4.splat(0));
    const red = i16x8.narrow_i32x4_s(fourChromas(one, two, RED), i32x4.splat(0));
    v128.store32_lane(intoU + <usize>x, i8x16.narrow_i16x8_s(blue, blue), 0);
    v128.store32_lane(intoV + <usize>x, i8x16.narrow_i16x8_s(red, red), 0);
  }
}
