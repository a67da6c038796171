function mix(under: i32, over: i32, alpha: i32): i32 {
  const sum = under * (255 - alpha) + over * alpha + 128;
  return (sum + (sum >> 8)) >> 8;
}

/** Lays one plane of a sprite with its alpha over a plane, clipped by the caller. `opacity` is 0 to 255. */
export function blendSprite(
  destination: usize,
  destinationStride: i32,
  colour: usize,
  alpha: usize,
  spriteStride: i32,
  width: i32,
  height: i32,
  opacity: i32,
): void {
  for (let y = 0; y < height; y++) {
    const into = destination + <usize>(y * destinationStride);
    const from = <usize>(y * spriteStride);
    for (let x: usize = 0; x < <usize>width; x++) {
      const own = <i32>load<u8>(alpha + from + x);
      if (own === 0) continue;
      const seen = opacity === 255 ? own : mix(0, own, opacity);
      store<u8>(into + x, <u8>mix(<i32>load<u8>(into + x), <i32>load<u8>(colour + from + x), seen));
    }
  }
}

/**
 * Lets the plate show outside the window's rounded edge within a rectangle. Window, radius and pixels are in the plane's
 * own scale. What is inside the window stays.
 */
export function blendWindowEdge(
  destination: usize,
  destinationStride: i32,
  plate: usize,
  plateStride: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  windowLeft: f64,
  windowTop: f64,
  windowRight: f64,
  windowBottom: f64,
  radius: f64,
): void {
  const centreX = (windowLeft + windowRight) * 0.5;
  const centreY = (windowTop + windowBottom) * 0.5;
  const reachX = (windowRight - windowLeft) * 0.5 - radius;
  const reachY = (windowBottom - windowTop) * 0.5 - radius;
  for (let y = top; y < bottom; y++) {
    const offY = Math.abs(<f64>y + 0.5 - centreY) - reachY;
    for (let x = left; x < right; x++) {
      const offX = Math.abs(<f64>x + 0.5 - centreX) - reachX;
      const outside =
        offX > 0 && offY > 0 ? Math.sqrt(offX * offX + offY * offY) - radius : Math.max(offX, offY) - radius;
      if (outside <= -0.5) continue;
      const at = destination + <usize>(y * destinationStride + x);
      const under = <i32>load<u8>(plate + <usize>(y * plateStride + x));
      const inside = outside >= 0.5 ? 0 : <i32>((0.5 - outside) * 255.0 + 0.5);
      store<u8>(at, <u8>mix(under, <i32>load<u8>(at), inside));
    }
  }
}

/** Covers a rectangle of a signed plane with blocks around one tone, which is all that is left of what was there. */
export function fillMosaic(
  plane: usize,
  stride: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  block: i32,
  tone: i32,
  swing: i32,
): void {
  for (let y = top; y < bottom; y++) {
    const blockY = <u32>((y - top) / block);
    for (let x = left; x < right; x++) {
      const blockX = <u32>((x - left) / block);
      let hash = blockX * 374761393 + blockY * 668265263;
      hash = (hash ^ (hash >> 13)) * 1274126177;
      const shift = swing === 0 ? 0 : <i32>((hash >> 16) % <u32>(2 * swing + 1)) - swing;
      const value = tone + shift;
      store<u8>(plane + <usize>(y * stride + x), <u8>(value < 16 ? 16 : value > 240 ? 240 : value) ^ 0x80);
    }
  }
}

export function copyRect(
  source: usize,
  sourceStride: i32,
  destination: usize,
  destinationStride: i32,
  width: i32,
  height: i32,
): void {
  for (let y = 0; y < height; y++) {
    memory.copy(destination + <usize>(y * destinationStride), source + <usize>(y * sourceStride), <usize>width);
  }
}
