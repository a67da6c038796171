import { rename, rm } from "node:fs/promises";
import {
  BufferSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathTarget,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from "mediabunny";
import { type FrameHolder, holdFrames } from "./heldFrames.ts";

/** A file whose first pictures are shown for so many frames each. It may have more; they are in the order in which they are shown. */
export type SegmentFile = { holds: readonly number[]; read: () => Promise<Uint8Array> };

/** A segment that is not what it should be. */
export class DamagedSegmentError extends Error {
  readonly segment: number;
  constructor(segment: number, cause: unknown) {
    super(`segment ${segment} is damaged`, { cause });
    this.segment = segment;
  }
}

/**
 * Joins segments to one MP4 with its index at the front, without decoding. Times are frame numbers over the frame rate, so
 * they rise evenly whatever the segments' own clocks say. The file appears under its name only when it is whole.
 * Throws a DamagedSegmentError for a segment that cannot be read.
 */
export async function joinSegments(segments: readonly SegmentFile[], fps: number, outFile: string): Promise<void> {
  const partial = `${outFile}.${process.pid}.partial`;
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: "reserve" }),
    target: new FilePathTarget(partial),
  });
  const track = new EncodedVideoPacketSource("avc");
  const frameCount = segments.reduce((total, { holds }) => total + sum(holds), 0);
  output.addVideoTrack(track, { frameRate: fps, maximumPacketCount: frameCount });
  try {
    await output.start();
    let firstFrame = 0;
    for (const [index, { holds, read }] of segments.entries()) {
      const segment = await readSegment(await read(), holds).catch((cause: unknown) => {
        throw new DamagedSegmentError(index, cause);
      });
      for (const [frame, { data, type }] of segment.packets.entries()) {
        const packet = new EncodedPacket(data, type, (firstFrame + frame) / fps, 1 / fps);
        await track.add(packet, { decoderConfig: segment.decoderConfig });
      }
      firstFrame += segment.packets.length;
    }
    await output.finalize();
    await rename(partial, outFile);
  } catch (error) {
    await output.cancel().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type Packet = { data: Uint8Array; type: EncodedPacket["type"] };

/** One packet for each frame. */
async function readSegment(file: Uint8Array, holds: readonly number[]) {
  const input = new Input({ formats: [MP4], source: new BufferSource(file) });
  try {
    const source = await input.getPrimaryVideoTrack();
    const decoderConfig = await source?.getDecoderConfig();
    if (!source || !decoderConfig?.description) throw new Error("no video");
    const holder = holderOf(decoderConfig.description);
    const packets: Packet[] = [];
    let pictures = 0;
    for await (const { data, type } of new EncodedPacketSink(source).packets()) {
      const end = packets.length + (holds[pictures] ?? 1);
      packets.push({ data: holder.numbered(data, packets.length), type });
      while (packets.length < end) packets.push({ data: holder.held(packets.length), type: "delta" });
      if (++pictures === holds.length) break;
    }
    if (pictures < holds.length) throw new Error(`${pictures} pictures instead of ${holds.length}`);
    return { packets, decoderConfig };
  } finally {
    input.dispose();
  }
}

const holders = new Map<string, FrameHolder>();
const mostHolders = 8;

/** Segments of one video have the same headers. */
function holderOf(description: AllowSharedBufferSource): FrameHolder {
  const avcC = ArrayBuffer.isView(description)
    ? Buffer.from(description.buffer, description.byteOffset, description.byteLength)
    : Buffer.from(description);
  const key = avcC.toString("base64");
  const holder = holders.get(key) ?? holdFrames(Uint8Array.from(avcC));
  if (holders.size >= mostHolders) holders.clear();
  holders.set(key, holder);
  return holder;
}
