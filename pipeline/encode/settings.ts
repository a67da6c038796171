/** How a video is encoded. Everything here is part of a segment's key. */
export type VideoSettings = {
  width: number;
  height: number;
  fps: number;
  /** x264's constant rate factor: lower is better and larger. */
  crf: number;
  x264Preset: "ultrafast" | "superfast" | "veryfast" | "faster" | "fast" | "medium";
};

/** What renders in the thread are encoded with. */
export const defaultVideoSettings = { crf: 19, x264Preset: "veryfast" } as const;

/**
 * x264 so that a closed group of pictures comes out the same whatever was encoded before it: segments that are encoded
 * alone, later, then fit beside those of a whole render, bit for bit.
 */
const independentGroups = [
  // Key frames stand where they are forced, and nowhere else.
  "keyint=infinite",
  "scenecut=0",
  "open-gop=0",
  // The rate control must not remember: a constant base quality, equal for all kinds of frames.
  "mbtree=0",
  "qcomp=1",
  "ipratio=1",
  "pbratio=1",
  // Frames in the order in which they are shown. On screens B-frames save no bytes, and they cost time.
  "bframes=0",
  // Headers that do not depend on the content.
  "stitchable=1",
  // A picture depends on the one before it alone: where frames are held, another one stands in between.
  "ref=1",
];

/** Raw I420 frames on stdin, one MP4 fragment for each group of pictures on stdout. */
export function encoderArguments(settings: VideoSettings, keyFrames: readonly number[]): string[] {
  const { width, height, fps, crf, x264Preset } = settings;
  return [
    ...["-hide_banner", "-nostats", "-loglevel", "error"],
    ...["-f", "rawvideo"],
    ...["-pix_fmt", "yuv420p"],
    ...["-video_size", `${width}x${height}`],
    ...["-framerate", String(fps)],
    ...["-i", "pipe:0"],
    ...["-an"],
    ...["-c:v", "libx264"],
    ...["-preset", x264Preset],
    // What every player and chat decodes in hardware.
    ...["-profile:v", "high"],
    ...["-pix_fmt", "yuv420p"],
    ...["-crf", String(crf)],
    ...["-x264-params", independentGroups.join(":")],
    // Exact frame numbers, as times that round to them.
    ...["-force_key_frames", keyFrames.map((frame) => (frame / fps).toFixed(6)).join(",")],
    // The compositor's planes are BT.709 in limited range; untagged, players guess by size.
    ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"],
    // Drops x264's note about itself, which only the first group of a run has.
    ...["-bsf:v", "filter_units=remove_types=6"],
    // A fragment for each group, each readable alone.
    ...["-movflags", "frag_keyframe+empty_moov+default_base_moof"],
    ...["-f", "mp4", "pipe:1"],
  ];
}
