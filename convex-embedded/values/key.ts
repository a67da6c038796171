import type { Json, JsonObject } from "./json.ts";

/**
 * Encodes values so that comparing the bytes compares the values in Convex's order:
 * undefined < null < int64 < float64 < boolean < string < bytes < array < object.
 * No encoding is a prefix of another, so keys of several values are plain concatenations.
 */
const tag = {
  undefined: 1,
  null: 2,
  int64: 3,
  float64: 4,
  false: 5,
  true: 6,
  string: 7,
  bytes: 8,
  array: 9,
  object: 10,
};

/** Greater than every byte that can follow a complete value in a key. */
const AFTER_EVERY_VALUE = 0xff;

export function encodeKey(values: readonly (Json | undefined)[]): Buffer {
  const parts: Buffer[] = [];
  for (const value of values) encodeValue(value, parts);
  return Buffer.concat(parts);
}

/** The first key after all keys that start with `prefix`. */
export function keyAfterPrefix(prefix: Uint8Array): Buffer {
  return Buffer.concat([prefix, Buffer.of(AFTER_EVERY_VALUE)]);
}

function encodeValue(value: Json | undefined, parts: Buffer[]): void {
  if (value === undefined) parts.push(Buffer.of(tag.undefined));
  else if (value === null) parts.push(Buffer.of(tag.null));
  else if (typeof value === "boolean") parts.push(Buffer.of(value ? tag.true : tag.false));
  else if (typeof value === "number") parts.push(encodeFloat(value));
  else if (typeof value === "string") parts.push(terminated(tag.string, Buffer.from(value, "utf8")));
  else if (Array.isArray(value)) encodeArray(value, parts);
  else encodeObject(value, parts);
}

function encodeArray(items: Json[], parts: Buffer[]): void {
  parts.push(Buffer.of(tag.array));
  for (const item of items) encodeValue(item, parts);
  parts.push(Buffer.of(0));
}

function encodeObject(value: JsonObject, parts: Buffer[]): void {
  if (typeof value.$integer === "string") return void parts.push(encodeInt64(value.$integer));
  if (typeof value.$bytes === "string") {
    return void parts.push(terminated(tag.bytes, Buffer.from(value.$bytes, "base64")));
  }
  if (typeof value.$float === "string") {
    return void parts.push(encodeFloat(Buffer.from(value.$float, "base64").readDoubleLE()));
  }
  parts.push(Buffer.of(tag.object));
  for (const name of Object.keys(value).sort()) {
    parts.push(terminated(tag.string, Buffer.from(name, "utf8")));
    encodeValue(value[name], parts);
  }
  parts.push(Buffer.of(0));
}

/** Two's complement, big-endian, with the sign bit flipped: negative numbers first. */
function encodeInt64(base64: string): Buffer {
  const littleEndian = Buffer.from(base64, "base64");
  const encoded = Buffer.alloc(9);
  encoded[0] = tag.int64;
  for (let index = 0; index < 8; index += 1) encoded[8 - index] = littleEndian[index] ?? 0;
  encoded[1] = (encoded[1] ?? 0) ^ 0x80;
  return encoded;
}

/** IEEE 754 bits in total order: negative numbers inverted, positive ones with the sign bit set; -0 is before 0. */
function encodeFloat(value: number): Buffer {
  const encoded = Buffer.alloc(9);
  encoded[0] = tag.float64;
  encoded.writeDoubleBE(value, 1);
  if ((encoded[1] ?? 0) & 0x80) {
    for (let index = 1; index < 9; index += 1) encoded[index] = ~(encoded[index] ?? 0) & 0xff;
  } else {
    encoded[1] = (encoded[1] ?? 0) | 0x80;
  }
  return encoded;
}

/** Tag, bytes with each 0 written as 0 255, and 0 0 at the end, so that a shorter text sorts before its continuations. */
function terminated(kind: number, bytes: Buffer): Buffer {
  if (!bytes.includes(0)) return Buffer.concat([Buffer.of(kind), bytes, Buffer.of(0, 0)]);
  const escaped: number[] = [kind];
  for (const byte of bytes) {
    escaped.push(byte);
    if (byte === 0) escaped.push(255);
  }
  escaped.push(0, 0);
  return Buffer.from(escaped);
}
