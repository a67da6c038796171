import { randomFillSync } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const ID_LENGTH = 32;

/**
 * A new identifier: 32 letters of base 32 that hold the table's number (2 bytes), 16 random bytes and a checksum
 * (2 bytes), so that an id names its table and a mistyped or foreign id is recognised without a look-up.
 */
export function newId(tableNumber: number): string {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt16BE(tableNumber, 0);
  copyRandom(bytes.subarray(2, 18));
  bytes.writeUInt16BE(checksum(bytes.subarray(0, 18)), 18);
  return toBase32(bytes);
}

/** The number of the table that an id belongs to, or null when the text is not an id. */
export function tableNumberOf(id: string): number | null {
  if (id.length !== ID_LENGTH) return null;
  const bytes = fromBase32(id);
  if (bytes === null || checksum(bytes.subarray(0, 18)) !== bytes.readUInt16BE(18)) return null;
  return bytes.readUInt16BE(0);
}

function checksum(bytes: Buffer): number {
  return crc32(bytes) & 0xffff;
}

/** Random bytes are drawn many at a time: a draw costs much more than its bytes. */
const pool = Buffer.alloc(4096);
let poolUsed = pool.length;

function copyRandom(target: Buffer): void {
  if (poolUsed + target.length > pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  pool.copy(target, 0, poolUsed, poolUsed + target.length);
  poolUsed += target.length;
}

/** 20 bytes are 32 groups of 5 bits. */
function toBase32(bytes: Buffer): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

function fromBase32(text: string): Buffer | null {
  const bytes = Buffer.alloc(20);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (held >> bits) & 255;
      length += 1;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}
