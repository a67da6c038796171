import { magnification } from "../../convex/model/magnification.ts";
import type { Box, Shot, Span } from "../../convex/model/recording.ts";
import type { Layout, Size } from "../look/layout.ts";
import type { StylePreset } from "../look/presets.ts";
import type { LayoutInView } from "../take/take.ts";
import { restView, type Step, strengthFor, type View, viewAround } from "./camera.ts";
import { composeView, inkOf, type Surroundings, union } from "./composeView.ts";
import type { CropRest, CropTrack } from "./cropTrack.ts";
import type { Effects, Placed } from "./effects.ts";
import { type FrameMap, type FrameSpan, framesOfTakeSpan, withLead } from "./frameMap.ts";

/** A stretch of frames in which the camera should stand still at `view`. */
export type Framing = { from: number; to: number; view: View };

/** Times in take milliseconds. */
type Target = { arriveByMs: number; stayUntilMs: number; box: Box; rest: CropRest };
type TakeFraming = { arriveByMs: number; stayUntilMs: number; view: View };

const aimed: ReadonlySet<Shot["action"]> = new Set(["click", "type", "select", "toggle", "submit", "hover"]);

/** Below this the camera would only twitch. */
const leastStrength = 1.08;
/** How much of its strength a framing may give up for words that are seen whole. */
const leastShare = 0.86;
/** A layout counts for a framing that is held so soon after it was read. */
const nearLayoutMs = 150;
const readingMs = 1_300;
const nearMs = 2_600;
const settledBeforeMs = 120;
/** The page is never magnified more than this by the camera's own choice, at the default zoom and 1080 lines. */
const mostMagnified = 2.1;
/** How much of the usual strength a tour has. */
const leaning = 0.45;
/** The whole page stands once more before the video ends, long enough to be seen to rest. */
const closingMs = 500;
/** What a cut has left of a framing is not worth a move when it is shorter. */
const leastStayMs = 600;

export type Scene = {
  layout: Layout;
  style: StylePreset;
  frames: FrameMap;
  /** Take pixels that fill the window; where a crop moves, as many of them. */
  picture: Box;
  crop: CropTrack;
  /** The crop that was asked for last; null without one. */
  cropAsked: Effects["crop"];
  /** The take's picture. */
  page: Size;
  /** What stood on screen when: lets the camera frame words whole. */
  layouts?: readonly LayoutInView[];
  /** The thing that a zoom was asked for by its name; null for a place. */
  namedBox?: (zoom: Placed<"zoom">["operation"], span: Span) => Box | null;
  /** Nothing has changed: the camera only leans in. */
  isTour?: boolean;
};

const framesIn = (ms: number, fps: number): number => Math.round((ms * fps) / 1000);

/** A box of take pixels where it stands in the frame at rest. */
function boxInFrame(box: Box, { layout: { window }, picture }: Scene): Box {
  const scale = window.width / picture.width;
  return {
    x: window.x + (box.x - picture.x) * scale,
    y: window.y + (box.y - picture.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

/**
 * The camera's own choice: in on what the diff changed (or, where nothing is marked, on every aimed action), there before the
 * click comes, one framing for actions that are near in time and fit together, out again for another page. It is made for the
 * take and then looked up in the video, so that an edit of time moves no framing that it leaves whole.
 */
export function automaticFramings(shots: readonly Shot[], scene: Scene): Framing[] {
  const { style, frames } = scene;
  const { fps, frameCount } = frames;
  const led = withLead(frames);
  const lastStay = frameCount - framesIn(style.zoomDurationMs + closingMs, fps);
  const least = framesIn(leastStayMs, fps);
  return framingsOfTake(shots, scene)
    .flatMap(({ arriveByMs, stayUntilMs, view }) => {
      const isCut = (from: number, to: number): boolean => from > 0 && to - from < least;
      return framesOfTakeSpan(led, { startMs: arriveByMs, endMs: stayUntilMs })
        .map(({ from, to }) => ({ from, to: Math.min(to, lastStay), view }))
        .filter(({ from, to }) => to > from && !isCut(from, to));
    })
    .sort((one, other) => one.from - other.from);
}

function framingsOfTake(shots: readonly Shot[], scene: Scene): TakeFraming[] {
  const { size } = scene.layout;
  const wanted = wantedStrength(scene);
  if (wanted < leastStrength) return [];
  const framings: TakeFraming[] = [];
  let group: Target[] = [];
  const close = (): void => {
    const [first] = group;
    if (!first) return;
    const box = union(group.map((target) => target.box));
    const strength = strengthFor(box, wanted, size);
    const stayUntilMs = Math.max(...group.map((target) => target.stayUntilMs));
    group = [];
    if (strength < leastStrength || stayUntilMs <= first.arriveByMs) return;
    const span = { startMs: first.arriveByMs, endMs: stayUntilMs };
    const least = scene.cropAsked ? filling(scene) : strength * leastShare;
    const weakest = Math.min(strength, Math.max(leastStrength, least));
    const view = viewOf(box, strength, weakest, span, { ...scene, picture: first.rest.picture });
    framings.push({ arriveByMs: first.arriveByMs, stayUntilMs, view });
  };
  for (const target of targetsOf(shots, scene)) {
    const last = group.at(-1);
    if (last) {
      const isNear = target.arriveByMs - last.stayUntilMs < nearMs;
      const together = strengthFor(union([...group, target].map(({ box }) => box)), wanted, size);
      if (!isNear || target.rest !== last.rest || together < Math.min(wanted, 1.25)) close();
    }
    group.push(target);
  }
  close();
  return framings;
}

function viewOf(box: Box, strongest: number, weakest: number, { startMs, endMs }: Span, scene: Scene): View {
  const { size, window } = scene.layout;
  const bounds = boundsOf(scene);
  const held = (scene.layouts ?? []).filter(
    ({ atMs }) => atMs >= startMs - nearLayoutMs && atMs <= endMs + nearLayoutMs,
  );
  const [first] = held;
  if (!first) return viewAround(box.x + box.width / 2, box.y + box.height / 2, strongest, size, bounds);
  const stoodBefore = new Set(first.units.map(String));
  const different = new Map(held.map((layout) => [`${layout.units} ${layout.panels}`, layout]));
  const moments = [...different.values()].map((layout) => surroundingsOf(layout, scene, stoodBefore));
  return composeView({ box, strongest, weakest, bounds }, moments, window, size);
}

type Rect = LayoutInView["units"][number];

function surroundingsOf(
  { units, panels }: LayoutInView,
  scene: Scene,
  stoodBefore?: ReadonlySet<string>,
): Surroundings {
  const placed = ([x, y, width, height]: Rect): Box => boxInFrame({ x, y, width, height }, scene);
  // The bar above the page is no better cut than a line of text.
  const { picture } = scene;
  const isSeen = ([x, y, width, height]: Rect): boolean => touches({ x, y, width, height }, picture);
  const bar: Rect[] = picture.y < 0 ? [[picture.x, picture.y, picture.width, -picture.y]] : [];
  return {
    units: [...units, ...bar].filter(isSeen).map((unit) => ({
      ...placed(unit),
      isNew: stoodBefore !== undefined && unit[1] >= 0 && !stoodBefore.has(String(unit)),
    })),
    panels: panels.filter(isSeen).map(placed),
  };
}

/** A shot's thing without the empty rest of its box, by the layout that was read when the shot acted. */
function subjectOf(box: Box, actionMs: number, scene: Scene): Box {
  const placed = boxInFrame(box, scene);
  const layout = scene.layouts?.find(({ atMs }) => Math.abs(atMs - actionMs) <= nearLayoutMs);
  return layout ? inkOf(placed, surroundingsOf(layout, scene)) : placed;
}

/** A crop has magnified the page already, so that the camera has less left to do. */
function wantedStrength({ style, layout, picture, isTour }: Scene): number {
  const magnified = layout.window.width / picture.width / layout.unit;
  const strength = Math.min(style.zoomScale, ((mostMagnified / 1.5) * style.zoomScale) / magnified);
  return isTour ? 1 + (strength - 1) * leaning : strength;
}

/** The ground beside a crop is where the page goes on: looking at it would look like a slip. */
const boundsOf = ({ cropAsked, layout }: Scene): Box | undefined => (cropAsked ? layout.window : undefined);

/** With this strength the window fills the frame. */
const filling = ({ layout: { size, window } }: Scene): number =>
  Math.max(size.width / window.width, size.height / window.height);

/** Whether a press opens another page, which is to be seen as a whole. */
const leavesPage = (shots: readonly Shot[], index: number): boolean =>
  shots[index]?.action === "click" && shots[index + 1]?.action === "navigate";

function targetsOf(shots: readonly Shot[], scene: Scene): Target[] {
  const anyChanged = shots.some((shot) => shot.changed && shot.box && aimed.has(shot.action));
  const { style } = scene;
  const targets: Target[] = [];
  for (const [index, shot] of shots.entries()) {
    if (!shot.box || !aimed.has(shot.action) || (anyChanged && !shot.changed)) continue;
    const actionMs = shot.atMs ?? shot.startMs;
    const rest = scene.crop.restAt(actionMs);
    if (!touches(shot.box, rest.picture) || (scene.isTour && leavesPage(shots, index))) continue;
    targets.push({
      arriveByMs: Math.max(0, actionMs - settledBeforeMs),
      stayUntilMs: Math.min(
        Math.max(shot.endMs, actionMs + readingMs),
        nextPageMs(shots, index),
        rest.endMs - style.zoomDurationMs,
      ),
      box: subjectOf(shot.box, actionMs, { ...scene, picture: rest.picture }),
      rest,
    });
  }
  return targets;
}

/** When the page that a shot happens on is left: the next shot that opens another route. */
function nextPageMs(shots: readonly Shot[], index: number): number {
  const route = shots[index]?.route;
  const next = shots.slice(index + 1).find((shot) => shot.action === "navigate" || shot.route !== route);
  return next?.startMs ?? Number.POSITIVE_INFINITY;
}

const touches = (box: Box, picture: Box): boolean =>
  box.x < picture.x + picture.width &&
  box.x + box.width > picture.x &&
  box.y < picture.y + picture.height &&
  box.y + box.height > picture.y;

/** Framings that people asked for, exactly as long as they asked: the way in and the way out lie inside. */
export function askedFramings(zooms: readonly Placed<"zoom">[], scene: Scene): (Framing & { easeFrames: number })[] {
  const { frames, style } = scene;
  return zooms.flatMap((zoom) => {
    const { spans } = zoom;
    const { startMs = 0, endMs = 0 } = zoom.takeSpans[0] ?? {};
    const view = askedView(zoom, { ...scene, picture: scene.crop.restAt((startMs + endMs) / 2).picture });
    return spans.map(({ from, to }) => {
      const easeFrames = Math.min(framesIn(style.zoomDurationMs, frames.fps), Math.floor((to - from) * 0.4));
      return { from, to, view, easeFrames };
    });
  });
}

/** As near as was asked: around a place, or on a thing that was named, with what is written beside it whole. */
function askedView(zoom: Placed<"zoom">, scene: Scene): View {
  const { size } = scene.layout;
  const { centerX, centerY } = zoom.operation;
  const span = { startMs: zoom.takeSpans[0]?.startMs ?? 0, endMs: zoom.takeSpans.at(-1)?.endMs ?? 0 };
  const strength = askedStrength(zoom, scene);
  const named = scene.namedBox?.(zoom.operation, span);
  if (named) {
    const box = boxInFrame(named, scene);
    // Another shape may be too narrow for a thing that was whole.
    const whole = 0.94 * Math.min(size.width / box.width, size.height / box.height);
    const fitting = isOfThisCrop(zoom, scene) ? strength : Math.max(1, Math.min(strength, whole));
    return viewOf(box, fitting, fitting, span, scene);
  }
  const { x, y } = boxInFrame({ x: centerX, y: centerY, width: 0, height: 0 }, scene);
  return viewAround(x, y, strength, size, boundsOf(scene));
}

const isOfThisCrop = ({ crop }: Placed<"zoom">, { cropAsked }: Scene): boolean => crop === cropAsked;

/** The page as large as in the picture that it was asked in: a crop that came later has magnified it already. */
function askedStrength(zoom: Placed<"zoom">, scene: Scene): number {
  const { intensity } = zoom.operation;
  if (isOfThisCrop(zoom, scene)) return intensity;
  const before = zoom.crop ?? scene.page;
  return Math.max(1, (intensity * magnification(before)) / magnification(scene.cropAsked ?? scene.page));
}

/** One list of moves: what was asked for goes over what the camera would do by itself. */
export function stepsOf(
  automatic: readonly Framing[],
  asked: readonly (Framing & { easeFrames: number })[],
  scene: Scene,
): Step[] {
  const { layout, frames, style } = scene;
  const ease = Math.max(1, framesIn(style.zoomDurationMs, frames.fps));
  const rest = restView(layout.size);
  // A move may have begun before the video does, but not before the take did.
  const earliest = withLead(frames).pieces[0]?.firstFrame ?? 0;
  const steps: Step[] = [];
  for (const [index, framing] of automatic.entries()) {
    const next = automatic[index + 1];
    steps.push({ atFrame: Math.max(earliest, framing.from - ease), durationFrames: ease, view: framing.view });
    // Straight on to the next target when there is no time to come to rest in between.
    if (next && next.from - ease < framing.to + ease) continue;
    steps.push({ atFrame: framing.to, durationFrames: ease, view: rest });
  }
  steps.sort((one, other) => one.atFrame - other.atFrame);
  return asked.reduce((list, framing) => overrule(list, framing, rest), steps);
}

function overrule(steps: readonly Step[], asked: FrameSpan & { view: View; easeFrames: number }, rest: View): Step[] {
  const leaves = asked.to - asked.easeFrames;
  const before = steps.filter((step) => step.atFrame < asked.from);
  const during = steps.filter((step) => step.atFrame >= asked.from && step.atFrame < leaves);
  const after = steps.filter((step) => step.atFrame >= leaves);
  const resumed = during.at(-1)?.view ?? before.at(-1)?.view ?? rest;
  return [
    ...before,
    { atFrame: asked.from, durationFrames: asked.easeFrames, view: asked.view },
    { atFrame: leaves, durationFrames: asked.easeFrames, view: resumed },
    ...after,
  ];
}
