import { EncodedPacketSink, FilePathSource, Input, MP4 } from "mediabunny";
import type { Finding } from "./report.ts";

/** What a player reads of an MP4 before it decodes anything. Packets are in the order in which they are shown. */
export type Container = {
  width: number;
  height: number;
  /** Null without sound. */
  soundSeconds: number | null;
  packets: readonly { seconds: number; sizeBytes: number; isKey: boolean; isWhole: boolean }[];
};

export type Promised = { frames: number; fps: number; width: number; height: number; hasSound?: boolean };

/** Reads it whole, so that a file that ends too early is found. Null when it is no MP4 that can be read to its end. */
export async function readContainer(file: string): Promise<Container | null> {
  const input = new Input({ formats: [MP4], source: new FilePathSource(file) });
  try {
    const track = await input.getPrimaryVideoTrack();
    const config = await track?.getDecoderConfig();
    if (!track || !config) return null;
    const packets: Container["packets"][number][] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const { timestamp: seconds, data } = packet;
      const isKey = packet.type === "key";
      packets.push({ seconds, sizeBytes: data.byteLength, isKey, isWhole: fillsItsUnits(data) });
    }
    const { codedWidth: width = 0, codedHeight: height = 0 } = config;
    const sound = await input.getPrimaryAudioTrack();
    const soundSeconds = sound ? await sound.computeDuration() : null;
    return { width, height, soundSeconds, packets: packets.sort((one, other) => one.seconds - other.seconds) };
  } catch {
    return null;
  } finally {
    input.dispose();
  }
}

/** An H.264 packet is a row of units, each with its length in front; in a damaged one they do not add up. */
function fillsItsUnits(data: Uint8Array): boolean {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  while (at + 4 < data.byteLength) at += 4 + view.getUint32(at);
  return data.byteLength > 4 && at === data.byteLength;
}

/** Whether the file is what was promised, as far as its container tells. */
export function containerFindings(container: Container | null, promised: Promised): Finding[] {
  if (!container) return [{ kind: "undecodable", message: "The video file is damaged." }];
  const { packets, width, height } = container;
  const findings: Finding[] = [];
  const isEven = packets.every(({ seconds }, frame) => Math.abs(seconds - frame / promised.fps) < 0.25 / promised.fps);
  if (packets.length !== promised.frames || !isEven) {
    const is = (packets.length / promised.fps).toFixed(1);
    const should = (promised.frames / promised.fps).toFixed(1);
    findings.push({ kind: "duration", message: `The video is ${is} s long and should be ${should} s.` });
  }
  if (width !== promised.width || height !== promised.height) {
    const should = `${promised.width} × ${promised.height}`;
    findings.push({ kind: "size", message: `The video is ${width} × ${height} pixels and should be ${should}.` });
  }
  return [...findings, ...soundFindings(container, promised)];
}

/** What an encoder of sound may add at the ends. */
const soundToleranceSeconds = 0.1;

function soundFindings({ soundSeconds }: Container, { frames, fps, hasSound = false }: Promised): Finding[] {
  if (!hasSound && soundSeconds === null) return [];
  if (!hasSound) return [{ kind: "audio", message: "The video has a sound track that nobody asked for." }];
  if (soundSeconds === null) return [{ kind: "audio", message: "The video has lost its sound." }];
  if (Math.abs(soundSeconds - frames / fps) <= soundToleranceSeconds) return [];
  return [{ kind: "audio", message: "The video's sound is not as long as its pictures." }];
}
