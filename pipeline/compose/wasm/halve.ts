/** Averages 2 × 2 signed pixels in rows [top, bottom) of the half-size plane. */
export function halve(
  source: usize,
  sourceStride: i32,
  width: i32,
  destination: usize,
  destinationStride: i32,
  top: i32,
  bottom: i32,
): void {
  const halfWidth = width >> 1;
  for (let y = top; y < bottom; y++) {
    const upper = source + <usize>(2 * y * sourceStride);
    const lower = upper + <usize>sourceStride;
    const into = destination + <usize>(y * destinationStride);
    // Rows are padded, so the last, partial group may run over.
    for (let x = 0; x < halfWidth; x += 8) {
      const above = i16x8.extadd_pairwise_i8x16_s(v128.load(upper + <usize>(2 * x)));
      const below = i16x8.extadd_pairwise_i8x16_s(v128.load(lower + <usize>(2 * x)));
      const sum = i16x8.shr_s(i16x8.add(i16x8.add(above, below), i16x8.splat(2)), 2);
      v128.store64_lane(into + <usize>x, i8x16.narrow_i16x8_s(sum, sum), 0);
    }
  }
}
