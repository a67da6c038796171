import { readBits, unescaped } from "./bits.ts";

/** What the headers of a stream's slices depend on. */
export type StreamShape = {
  macroblocks: number;
  parameterSet: number;
  frameNumberBits: number;
  /** The slice's own, when it changes nothing. */
  quantizer: number;
  isWeighted: boolean;
  hasDeblockingControl: boolean;
};

/** Reads what an `avcC` record says. Throws for a stream that is not as this project's encoder settings make it. */
export function streamShapeOf(avcC: Uint8Array): StreamShape {
  const spsBytes = unitAt(avcC, 6);
  const sps = readSequence(spsBytes);
  // One count of picture parameter sets stands between the two.
  const picture = readPicture(unitAt(avcC, 6 + 2 + spsBytes.length + 1));
  const isExpected = sps.isProgressive && sps.orderType === 2 && picture.isArithmetic && picture.isPlain;
  if (!isExpected) throw new Error("the encoder wrote another kind of H.264 than it was asked for");
  return { ...sps, ...picture };
}

function unitAt(avcC: Uint8Array, at: number): Uint8Array {
  const length = ((avcC[at] ?? 0) << 8) | (avcC[at + 1] ?? 0);
  return avcC.subarray(at + 2, at + 2 + length);
}

const highProfile = 100;

function readSequence(unit: Uint8Array) {
  const { bits, unsigned } = readBits(unescaped(unit.subarray(1)));
  const profile = bits(8);
  bits(16); // constraints, level
  unsigned(); // its id
  if (profile === highProfile) {
    unsigned(); // chroma format
    unsigned(); // bit depths
    unsigned();
    bits(2); // lossless, scaling matrix
  }
  const frameNumberBits = unsigned() + 4;
  const orderType = unsigned();
  unsigned(); // reference frames
  bits(1); // gaps in numbers
  const macroblocks = (unsigned() + 1) * (unsigned() + 1);
  return { frameNumberBits, orderType, macroblocks, isProgressive: bits(1) === 1 };
}

function readPicture(unit: Uint8Array) {
  const { bits, unsigned, signed } = readBits(unescaped(unit.subarray(1)));
  const parameterSet = unsigned();
  unsigned(); // sequence parameter set
  const isArithmetic = bits(1) === 1;
  bits(1);
  const isOneGroup = unsigned() === 0;
  unsigned(); // references
  unsigned();
  const isWeighted = bits(1) === 1;
  bits(2);
  const quantizer = 26 + signed();
  signed();
  signed();
  const hasDeblockingControl = bits(1) === 1;
  bits(1);
  const isPlain = isOneGroup && bits(1) === 0;
  return { parameterSet, isArithmetic, isWeighted, quantizer, hasDeblockingControl, isPlain };
}
