import { escaped, readBits, unescaped } from "./bits.ts";
import { skippedPicture } from "./skippedPicture.ts";
import { type StreamShape, streamShapeOf } from "./streamShape.ts";

const keyFrameUnit = 5;
/** A unit of a P picture that others refer to. */
const referencePicture = 0x41;
const lengthBytes = 4;

/** Puts frames that show the one before them once more into a group of pictures. One for each stream (`avcC` record). */
export type FrameHolder = {
  /** An encoded picture as the `frameNumber`th of its group. */
  numbered(packet: Uint8Array, frameNumber: number): Uint8Array;
  /** The picture before, once more. */
  held(frameNumber: number): Uint8Array;
};

export function holdFrames(avcC: Uint8Array): FrameHolder {
  const shape = streamShapeOf(avcC);
  const numbers = 2 ** shape.frameNumberBits;
  const known = new Map<number, Uint8Array>();
  const make = (number: number): Uint8Array => {
    const unit = [referencePicture, ...escaped(skippedPicture(shape, number))];
    return withLength(Uint8Array.from(unit));
  };
  return {
    numbered(packet, frameNumber) {
      const units = unitsOf(packet).map((unit) => renumbered(unit, frameNumber % numbers, shape));
      return Buffer.concat(units.map(withLength));
    },
    held(frameNumber) {
      const number = frameNumber % numbers;
      const packet = known.get(number) ?? make(number);
      known.set(number, packet);
      return packet;
    },
  };
}

/** A slice with another number; key frames are 0 always. */
function renumbered(unit: Uint8Array, frameNumber: number, { frameNumberBits }: StreamShape): Uint8Array {
  if (typeOf(unit) === keyFrameUnit) return unit;
  const head = unit.subarray(1, 1 + headBytes);
  const plain = unescaped(head);
  const start = readBits(plain);
  start.unsigned(); // first_mb_in_slice
  start.unsigned(); // slice_type
  start.unsigned(); // parameter set
  const from = start.position();
  if (start.bits(frameNumberBits) === frameNumber) return unit;
  const changed = withBits(plain, from, frameNumber, frameNumberBits);
  // Mostly nothing is escaped near the number, and the rest need not be looked at.
  const isPlain = plain.length === head.length && escaped(changed).length === changed.length;
  if (isPlain) return Buffer.concat([unit.subarray(0, 1), changed, unit.subarray(1 + headBytes)]);
  const payload = withBits(unescaped(unit.subarray(1)), from, frameNumber, frameNumberBits);
  return Buffer.concat([unit.subarray(0, 1), escaped(payload)]);
}

function withBits(bytes: Uint8Array, from: number, value: number, count: number): Uint8Array {
  const changed = bytes.slice();
  for (let bit = 0; bit < count; bit++) {
    const mask = 0x80 >> ((from + bit) & 7);
    const at = (from + bit) >> 3;
    const isSet = (value >> (count - 1 - bit)) & 1;
    changed[at] = isSet ? (changed[at] ?? 0) | mask : (changed[at] ?? 0) & ~mask;
  }
  return changed;
}

/** The number stands well within these. */
const headBytes = 16;

const typeOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 31;

/** Throws when their lengths do not add up: the packet is damaged. */
function unitsOf(packet: Uint8Array): Uint8Array[] {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const units: Uint8Array[] = [];
  let at = 0;
  while (at + lengthBytes < packet.length) {
    const end = at + lengthBytes + view.getUint32(at);
    units.push(packet.subarray(at + lengthBytes, end));
    at = end;
  }
  if (at !== packet.length) throw new Error("a picture whose parts do not add up");
  return units;
}

function withLength(unit: Uint8Array): Uint8Array {
  const packet = new Uint8Array(lengthBytes + unit.length);
  new DataView(packet.buffer).setUint32(0, unit.length);
  packet.set(unit, lengthBytes);
  return packet;
}
