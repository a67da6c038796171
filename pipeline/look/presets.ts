import type { Operation } from "../../convex/model/operations.ts";
import type { EasingName } from "../timeline/ease.ts";

type StyleOperation = Extract<Operation, { type: "style_preset" }>;
export type PresetName = StyleOperation["preset"];

/** How a video looks. Lengths are pixels of a 1080-pixel-high output and scale with it; times are output milliseconds. */
export type StylePreset = {
  name: PresetName;
  /** How many times the system's own cursor. */
  cursorSize: number;
  cursorColor: string;
  cursorTrailEnabled: boolean;
  /** How far the camera goes in by itself; 1 = never. */
  zoomScale: number;
  zoomDurationMs: number;
  zoomEasing: EasingName;
  /** 0 = the pointer exactly as it was recorded, 1 = as smooth as it gets. */
  motionSmoothing: number;
  /** The ground tone; `ground` says how it is painted. */
  backgroundColor: string;
  borderRadius: number;
  shadowEnabled: boolean;
  ground: Ground;
  shadows: readonly Shadow[];
  /** A thin line around the window. */
  edgeColor: string;
  /** Space around the window as a share of the output's shorter side. */
  padding: number;
  ripple: { color: string; opacity: number; radius: number };
  /** A window bar with the route above the page; not over a crop. */
  browserBar: boolean;
  /** Shows what is typed in a corner of its own. */
  keystrokes: boolean;
};

/** A flat tone, or a linear gradient at an angle with soft round glows over it (positions are shares of the frame). */
export type Ground = {
  angleDegrees: number;
  stops: readonly { at: number; color: string }[];
  glows: readonly { x: number; y: number; radius: number; color: string }[];
};

export type Shadow = { offsetY: number; blur: number; color: string };

const presets: Record<PresetName, StylePreset> = {
  default: {
    name: "default",
    cursorSize: 1.5,
    cursorColor: "#16181d",
    cursorTrailEnabled: false,
    zoomScale: 1.5,
    zoomDurationMs: 900,
    zoomEasing: "ease-out",
    motionSmoothing: 0.5,
    backgroundColor: "#c9d3f6",
    borderRadius: 16,
    shadowEnabled: true,
    ground: {
      angleDegrees: 135,
      stops: [
        { at: 0, color: "#dbe6ff" },
        { at: 0.5, color: "#c3cdf7" },
        { at: 1, color: "#d9c8f3" },
      ],
      glows: [
        { x: 0.08, y: 0.06, radius: 0.55, color: "rgba(255,255,255,0.55)" },
        { x: 0.95, y: 0.95, radius: 0.6, color: "rgba(255,205,222,0.55)" },
      ],
    },
    shadows: [
      { offsetY: 28, blur: 70, color: "rgba(36,38,92,0.30)" },
      { offsetY: 6, blur: 18, color: "rgba(36,38,92,0.16)" },
    ],
    edgeColor: "rgba(25,28,70,0.14)",
    padding: 0.066,
    ripple: { color: "#4f6bff", opacity: 0.55, radius: 30 },
    browserBar: true,
    keystrokes: false,
  },
  minimal: {
    name: "minimal",
    cursorSize: 1.25,
    cursorColor: "#16181d",
    cursorTrailEnabled: false,
    zoomScale: 1,
    zoomDurationMs: 700,
    zoomEasing: "ease-in-out",
    motionSmoothing: 0.3,
    backgroundColor: "#f1f2f4",
    borderRadius: 10,
    shadowEnabled: false,
    ground: { angleDegrees: 0, stops: [{ at: 0, color: "#f1f2f4" }], glows: [] },
    shadows: [],
    edgeColor: "rgba(20,22,30,0.16)",
    padding: 0.026,
    ripple: { color: "#16181d", opacity: 0.28, radius: 24 },
    browserBar: false,
    keystrokes: false,
  },
  dramatic: {
    name: "dramatic",
    cursorSize: 1.9,
    cursorColor: "#0d0f16",
    cursorTrailEnabled: true,
    zoomScale: 2,
    zoomDurationMs: 1100,
    zoomEasing: "cubic-bezier",
    motionSmoothing: 0.75,
    backgroundColor: "#141233",
    borderRadius: 22,
    shadowEnabled: true,
    ground: {
      angleDegrees: 145,
      stops: [
        { at: 0, color: "#15123a" },
        { at: 0.55, color: "#2a1a5e" },
        { at: 1, color: "#0d1030" },
      ],
      glows: [
        { x: 0.12, y: 0.1, radius: 0.6, color: "rgba(116,84,255,0.55)" },
        { x: 0.9, y: 0.92, radius: 0.6, color: "rgba(255,92,150,0.42)" },
      ],
    },
    shadows: [
      { offsetY: 40, blur: 110, color: "rgba(4,3,20,0.62)" },
      { offsetY: 8, blur: 24, color: "rgba(4,3,20,0.40)" },
    ],
    edgeColor: "rgba(255,255,255,0.16)",
    padding: 0.1,
    ripple: { color: "#8d7bff", opacity: 0.75, radius: 40 },
    browserBar: false,
    keystrokes: true,
  },
};

/** The look that a list of operations asks for: the last preset named, with that operation's overrides. */
export function styleOf(operations: readonly Operation[]): StylePreset {
  const chosen = operations.findLast((operation): operation is StyleOperation => operation.type === "style_preset");
  const preset = presets[chosen?.preset ?? "default"];
  const { zoomScale, cornerRadius, motionSmoothing } = chosen?.overrides ?? {};
  return {
    ...preset,
    ...(zoomScale === undefined ? {} : { zoomScale }),
    ...(cornerRadius === undefined ? {} : { borderRadius: cornerRadius }),
    ...(motionSmoothing === undefined ? {} : { motionSmoothing }),
  };
}

/** The same look on one tone: few colours would turn a gradient into stripes. */
export const flattened = (style: StylePreset): StylePreset => ({
  ...style,
  ground: { angleDegrees: 0, stops: [{ at: 0, color: style.backgroundColor }], glows: [] },
});
