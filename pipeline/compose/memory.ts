import { readFile } from "node:fs/promises";

/** What compositor.wasm offers; the AssemblyScript sources in wasm/ say what each does. Addresses are bytes. */
type Kernels = {
  pngToYuv(
    scanlines: number,
    from: number,
    to: number,
    width: number,
    pixelBytes: number,
    luma: number,
    lumaStride: number,
    chromaU: number,
    chromaV: number,
    chromaStride: number,
    lastLine: number,
  ): number;
  halve(
    source: number,
    stride: number,
    width: number,
    into: number,
    intoStride: number,
    top: number,
    bottom: number,
  ): void;
  prepareColumns(table: number, from: number, to: number, origin: number, step: number, sourceWidth: number): void;
  prepareRows(table: number, from: number, to: number, origin: number, step: number, sourceHeight: number): void;
  resize(
    source: number,
    sourceStride: number,
    sourceFrom: number,
    sourceTo: number,
    into: number,
    intoStride: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    columns: number,
    rows: number,
    line: number,
  ): void;
  blendSprite(
    into: number,
    intoStride: number,
    colour: number,
    alpha: number,
    spriteStride: number,
    width: number,
    height: number,
    opacity: number,
  ): void;
  blendWindowEdge(
    into: number,
    intoStride: number,
    plate: number,
    plateStride: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    windowLeft: number,
    windowTop: number,
    windowRight: number,
    windowBottom: number,
    radius: number,
  ): void;
  fillMosaic(
    plane: number,
    stride: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    block: number,
    tone: number,
    swing: number,
  ): void;
  copyRect(source: number, stride: number, into: number, intoStride: number, width: number, height: number): void;
};

/** One WebAssembly instance and its memory, given out piece by piece and freed as a whole. */
export type Pixels = {
  kernels: Kernels;
  /** Zeroed bytes, aligned to 64. */
  allocate(bytes: number): number;
  /** A view that is valid until the next `allocate`. */
  view(address: number, bytes: number): Uint8Array<ArrayBuffer>;
};

const pageBytes = 65_536;
const moduleFile = new URL("wasm/compositor.wasm", import.meta.url);
let compiled: Promise<WebAssembly.Module> | null = null;

export async function openPixels(): Promise<Pixels> {
  compiled ??= readFile(moduleFile).then((bytes) => WebAssembly.compile(bytes));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 });
  const instance = await WebAssembly.instantiate(await compiled, {
    env: {
      memory,
      abort: () => {
        throw new Error("the compositor stopped");
      },
    },
  });
  // The first page holds the module's own constants.
  let next = pageBytes;
  return {
    kernels: instance.exports as unknown as Kernels,
    allocate(bytes) {
      const address = next;
      next = Math.ceil((next + bytes) / 64) * 64;
      const missing = next - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      return address;
    },
    view: (address, bytes) => new Uint8Array(memory.buffer as ArrayBuffer, address, bytes),
  };
}

/** A plane of bytes; what is resized from holds value - 128. Rows start `stride` apart and may be read 32 bytes beyond their end. */
export type Plane = { address: number; stride: number; width: number; height: number };

/** Luma at full and two chroma planes at half size. */
export type Planes = readonly [luma: Plane, chromaU: Plane, chromaV: Plane];

const padding = 64;

function allocatePlane(pixels: Pixels, width: number, height: number, stride: number): Plane {
  const address = pixels.allocate(stride * height + padding);
  return { address, stride, width, height };
}

export function allocatePlanes(pixels: Pixels, width: number, height: number): Planes {
  const lumaStride = 32 * Math.ceil((width + 16) / 32);
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const chromaStride = 32 * Math.ceil((half.width + 16) / 32);
  return [
    allocatePlane(pixels, width, height, lumaStride),
    allocatePlane(pixels, half.width, half.height, chromaStride),
    allocatePlane(pixels, half.width, half.height, chromaStride),
  ];
}

/** Planes that lie one behind the other with no gaps: a frame as an encoder wants it. Width and height are even. */
export function allocateFrame(pixels: Pixels, width: number, height: number): { planes: Planes; bytes: number } {
  const bytes = (width * height * 3) / 2;
  const address = pixels.allocate(bytes + padding);
  const half = { stride: width / 2, width: width / 2, height: height / 2 };
  const chroma = address + width * height;
  return {
    bytes,
    planes: [
      { address, stride: width, width, height },
      { address: chroma, ...half },
      { address: chroma + (width * height) / 4, ...half },
    ],
  };
}
