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

/** A file with at least `frames` frames; the first ones are taken. Frames are stored in the order in which they are shown. */
export type SegmentFile = { frames: number; read: () => Promise<Uint8Array> };

/**
 * Joins segments to one MP4 with its index at the front, without decoding. Times are frame numbers over the frame rate, so
 * they rise evenly whatever the segments' own clocks say. The file appears under its name only when it is whole.
 */
export async function joinSegments(segments: readonly SegmentFile[], fps: number, outFile: string): Promise<void> {
  const partial = `${outFile}.${process.pid}.partial`;
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: "reserve" }),
    target: new FilePathTarget(partial),
  });
  const track = new EncodedVideoPacketSource("avc");
  const frameCount = segments.reduce((sum, { frames }) => sum + frames, 0);
  output.addVideoTrack(track, { frameRate: fps, maximumPacketCount: frameCount });
  try {
    await output.start();
    let firstFrame = 0;
    for (const segment of segments) {
      await addSegment(track, await segment.read(), firstFrame, segment.frames, fps);
      firstFrame += segment.frames;
    }
    await output.finalize();
    await rename(partial, outFile);
  } catch (error) {
    await output.cancel().catch(() => {});
    await rm(partial, { force: true });
    throw error;
  }
}

async function addSegment(
  track: EncodedVideoPacketSource,
  file: Uint8Array,
  firstFrame: number,
  frames: number,
  fps: number,
): Promise<void> {
  const input = new Input({ formats: [MP4], source: new BufferSource(file) });
  const source = await input.getPrimaryVideoTrack();
  const decoderConfig = await source?.getDecoderConfig();
  if (!source || !decoderConfig) throw new Error("a segment without video");
  const packets: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(source).packets()) {
    packets.push(packet);
    if (packets.length === frames) break;
  }
  if (packets.length < frames) throw new Error(`a segment of ${packets.length} frames instead of ${frames}`);
  for (const [index, { data, type }] of packets.entries()) {
    await track.add(new EncodedPacket(data, type, (firstFrame + index) / fps, 1 / fps), { decoderConfig });
  }
  input.dispose();
}
