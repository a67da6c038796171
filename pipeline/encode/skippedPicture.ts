import { type BitWriter, writeBits } from "./bits.ts";
import type { StreamShape } from "./streamShape.ts";

/** How much of the range the less probable symbol has: H.264, table 9-44. */
const lessProbableRange = [
  [128, 176, 208, 240, 128, 167, 197, 227, 128, 158, 187, 216, 123, 150, 178, 205, 116, 142, 169, 195, 111, 135, 160],
  [185, 105, 128, 152, 175, 100, 122, 144, 166, 95, 116, 137, 158, 90, 110, 130, 150, 85, 104, 123, 142, 81, 99, 117],
  [135, 77, 94, 111, 128, 73, 89, 105, 122, 69, 85, 100, 116, 66, 80, 95, 110, 62, 76, 90, 104, 59, 72, 86, 99, 56],
  [69, 81, 94, 53, 65, 77, 89, 51, 62, 73, 85, 48, 59, 69, 80, 46, 56, 66, 76, 43, 53, 63, 72, 41, 50, 59, 69, 39],
  [48, 56, 65, 37, 45, 54, 62, 35, 43, 51, 59, 33, 41, 48, 56, 32, 39, 46, 53, 30, 37, 43, 50, 29, 35, 41, 48, 27],
  [33, 39, 45, 26, 31, 37, 43, 24, 30, 35, 41, 23, 28, 33, 39, 22, 27, 32, 37, 21, 26, 30, 35, 20, 24, 29, 33, 19],
  [23, 27, 31, 18, 22, 26, 30, 17, 21, 25, 28, 16, 20, 23, 27, 15, 19, 22, 25, 14, 18, 21, 24, 14, 17, 20, 23, 13],
  [16, 19, 22, 12, 15, 18, 21, 12, 14, 17, 20, 11, 14, 16, 19, 11, 13, 15, 18, 10, 12, 15, 17, 10, 12, 14, 16, 9],
  [11, 13, 15, 9, 11, 12, 14, 8, 10, 12, 14, 8, 9, 11, 13, 7, 9, 11, 12, 7, 9, 10, 12, 7, 8, 10, 11, 6, 8, 9, 11],
  [6, 7, 9, 10, 6, 7, 8, 9],
].flat();
/** A symbol's probability does not grow beyond this state. */
const surestState = 62;
/** Whether a macroblock is skipped, where its neighbours are: context 11, with cabac_init_idc 0 (H.264, table 9-13). */
const skipContext = { slope: 23, offset: 33 };

/** P slice, like all of its picture. */
const sliceTypeP = 5;

/**
 * A P picture in which every macroblock is skipped, as one unit: it shows the picture before it once more, and costs an encoder
 * nothing. `frameNumber` counts pictures since the key frame.
 */
export function skippedPicture(shape: StreamShape, frameNumber: number): Uint8Array {
  const writer = writeBits();
  writer.unsigned(0); // first_mb_in_slice
  writer.unsigned(sliceTypeP);
  writer.unsigned(shape.parameterSet);
  writer.bits(frameNumber % 2 ** shape.frameNumberBits, shape.frameNumberBits);
  writer.bits(1, 1); // num_ref_idx_active_override_flag: one reference,
  writer.unsigned(0);
  writer.bits(0, 1); // the newest.
  if (shape.isWeighted) {
    writer.unsigned(0); // Weights of 1/1, for luma and chroma.
    writer.unsigned(0);
    writer.bits(0, 2);
  }
  writer.bits(0, 1); // It becomes the reference.
  writer.unsigned(0); // cabac_init_idc
  writer.unsigned(0); // slice_qp_delta
  if (shape.hasDeblockingControl) writer.unsigned(1); // Off.
  writer.alignWithOnes();
  writeSkips(writer, shape);
  return writer.bytes();
}

/** H.264, 9.3.4: the arithmetic coder, for symbols that are always the probable one. */
function writeSkips(writer: BitWriter, { macroblocks, quantizer }: StreamShape): void {
  // A state of 64 and more stands for a flag that is probably set.
  let state = Math.min(126, ((skipContext.slope * quantizer) >> 4) + skipContext.offset) - 64;
  if (state < 0) throw new RangeError(`no skipped picture at a quantizer of ${quantizer}`);
  let low = 0;
  let range = 510;
  let outstanding = 0;
  let isFirst = true;
  const put = (bit: number): void => {
    if (!isFirst) writer.bits(bit, 1);
    isFirst = false;
    for (; outstanding > 0; outstanding--) writer.bits(1 - bit, 1);
  };
  const renormalize = (): void => {
    for (; range < 256; range *= 2, low *= 2) {
      if (low < 256) {
        put(0);
      } else if (low >= 512) {
        low -= 512;
        put(1);
      } else {
        low -= 256;
        outstanding++;
      }
    }
  };
  for (let block = 1; block <= macroblocks; block++) {
    range -= lessProbableRange[state * 4 + ((range >> 6) & 3)] ?? 0;
    state = Math.min(surestState, state + 1);
    renormalize();
    // end_of_slice_flag
    range -= 2;
    if (block === macroblocks) break;
    renormalize();
  }
  low += range;
  range = 2;
  renormalize();
  put((low >> 9) & 1);
  // The last of these is the stop bit.
  writer.bits(((low >> 7) & 3) | 1, 2);
}
