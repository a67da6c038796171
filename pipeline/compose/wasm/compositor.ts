/** Everything that touches pixels. Planes are bytes; the caller owns the memory and passes addresses into it. */

export { blendSprite, blendWindowEdge, copyRect, fillMosaic } from "./blend";
export { halve } from "./halve";
export { pngToYuv } from "./png";
export { prepareColumns, prepareRows, resize } from "./resize";
