/** The bits of an H.264 unit, without its first byte. */
export type BitReader = {
  bits(count: number): number;
  /** Exp-Golomb codes. */
  unsigned(): number;
  signed(): number;
  /** Bits read so far. */
  position(): number;
};

export function readBits(payload: Uint8Array): BitReader {
  let at = 0;
  const bits = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index++, at++) {
      value = value * 2 + (((payload[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    }
    return value;
  };
  const unsigned = (): number => {
    let zeros = 0;
    while (zeros < 32 && bits(1) === 0) zeros++;
    return 2 ** zeros - 1 + bits(zeros);
  };
  const signed = (): number => {
    const code = unsigned();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  };
  return { bits, unsigned, signed, position: () => at };
}

export type BitWriter = {
  bits(value: number, count: number): void;
  unsigned(value: number): void;
  bytes(): Uint8Array;
};

/** Bits still missing from the last byte are 0. */
export function writeBits(): BitWriter & { alignWithOnes(): void } {
  const bytes: number[] = [];
  let count = 0;
  const bits = (value: number, length: number): void => {
    for (let index = length - 1; index >= 0; index--, count++) {
      if (count % 8 === 0) bytes.push(0);
      if ((value >> index) & 1) bytes[count >> 3] = (bytes[count >> 3] ?? 0) | (0x80 >> (count & 7));
    }
  };
  return {
    bits,
    unsigned(value) {
      const length = 32 - Math.clz32(value + 1);
      bits(0, length - 1);
      bits(value + 1, length);
    },
    alignWithOnes() {
      while (count % 8 !== 0) bits(1, 1);
    },
    bytes: () => Uint8Array.from(bytes),
  };
}

/** Two zeros in a row and a small byte would look like the start of a unit: a 3 goes in between. */
export function escaped(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(payload.length * 1.5));
  let length = 0;
  let zeros = 0;
  for (const byte of payload) {
    if (zeros >= 2 && byte <= 3) {
      bytes[length++] = 3;
      zeros = 0;
    }
    bytes[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes.subarray(0, length);
}

export function unescaped(unit: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(unit.length);
  let length = 0;
  let zeros = 0;
  for (const byte of unit) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    bytes[length++] = byte;
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes.subarray(0, length);
}
