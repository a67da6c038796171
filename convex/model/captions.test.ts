import { describe, expect, it } from "vitest";
import { captionCues, webVttOf } from "./captions.ts";
import type { Operation } from "./operations.ts";

const caption = (
  text: string,
  startMs: number,
  durationMs: number,
  position: "top" | "bottom" = "bottom",
): Operation => ({
  type: "caption",
  text,
  startMs,
  durationMs,
  position,
});

describe("captionCues", () => {
  it("gives a caption's time in the finished video", () => {
    const operations: Operation[] = [
      caption("Coupons", 4_000, 2_000),
      { type: "cut", startMs: 0, endMs: 1_000 },
      { type: "speed", rate: 1.5, startMs: 3_000, endMs: 5_000 },
      caption("Later", 6_000, 1_000, "top"),
    ];
    expect(captionCues(operations, 20_000)).toEqual([
      { startMs: 3_000, endMs: 4_333, text: "Coupons", position: "bottom" },
      { startMs: 6_000, endMs: 7_000, text: "Later", position: "top" },
    ]);
  });

  it("is one cue over a cut inside it, and none when it was cut away", () => {
    const inside: Operation[] = [caption("Here", 2_000, 4_000), { type: "cut", startMs: 3_000, endMs: 4_000 }];
    expect(captionCues(inside, 10_000)).toMatchObject([{ startMs: 2_000, endMs: 5_000 }]);
    const away: Operation[] = [caption("Here", 2_000, 1_000), { type: "cut", startMs: 1_000, endMs: 4_000 }];
    expect(captionCues(away, 10_000)).toEqual([]);
  });

  it("lasts as long as its words need when the video plays faster, where there is room", () => {
    const faster: Operation = { type: "speed", rate: 4, startMs: 0, endMs: 12_000 };
    const cuesOf = (...captions: Operation[]) =>
      captionCues([...captions, faster], 12_000).map(({ startMs, endMs }) => [startMs, endMs]);
    expect(cuesOf(caption("0123456789", 0, 4_000))).toEqual([[0, 1_200]]);
    // until the next one in its place, and then back to the one before
    const three = [
      caption("0123456789", 0, 800),
      caption("0123456789", 4_000, 2_000),
      caption("0123456789", 6_000, 2_000),
    ];
    expect(cuesOf(...three)).toEqual([
      [0, 800],
      [800, 1_500],
      [1_500, 2_700],
    ]);
    expect(cuesOf(caption("0123456789", 8_000, 4_000))).toEqual([[1_800, 3_000]]);
    // no longer than it was to be, and beside one in the other place
    expect(cuesOf(caption("0123456789", 0, 600), caption("0123456789", 800, 600, "top"))).toEqual([
      [0, 600],
      [200, 800],
    ]);
  });

  it("is gone where a cut leaves less of it than a blink", () => {
    const cut: Operation = { type: "cut", startMs: 2_050, endMs: 6_000 };
    expect(captionCues([caption("Here", 2_000, 4_000), cut], 10_000)).toEqual([]);
  });
});

describe("webVttOf", () => {
  it("is null without captions", () => {
    expect(webVttOf([])).toBeNull();
  });

  it("writes times and places, and lets no text become a tag, a time or a new cue", () => {
    const hostile = "a < b && c\n\n00:00.000 --> 99:00.000\n<script>x</script>";
    const cues = captionCues([caption("Up", 61_500, 500, "top"), caption(hostile, 3_000, 1_000)], 100_000);
    expect(webVttOf(cues)).toBe(
      [
        "WEBVTT",
        "",
        "00:00:03.000 --> 00:00:04.000",
        "a &lt; b &amp;&amp; c",
        "00:00.000 --&gt; 99:00.000",
        "&lt;script&gt;x&lt;/script&gt;",
        "",
        "00:01:01.500 --> 00:01:02.000 line:5%",
        "Up",
        "",
      ].join("\n"),
    );
  });
});
