import type { Box } from "../../convex/model/recording.ts";
import type { Size } from "../look/layout.ts";
import { type View, viewAround } from "./camera.ts";

/** What stands around the thing that is shown, in output pixels at rest. */
export type Surroundings = {
  /** Lines of text, buttons, icons: whoever sees half of one sees a mistake, above all when it has just come up. */
  units: readonly (Box & { isNew?: boolean })[];
  /** Boxes drawn around them: better whole, but cut where they are wider than any framing. */
  panels: readonly Box[];
};

export type Subject = {
  box: Box;
  /** The strongest that the camera may be, and the weakest that is still worth a move. */
  strongest: number;
  weakest: number;
  /** What the view is not to look beyond. */
  bounds?: Box | undefined;
};

/** What a cut line of text costs is 1; everything else is weighed against it. */
const cost = {
  tightUnit: 0.2,
  cutNews: 2,
  cutPanel: 0.35,
  tightPanel: 0.15,
  offCentre: 5,
  weaker: 8,
  ground: 4,
  sliver: 0.4,
} as const;
/** Less of the ground than this share of the picture looks like a slip. */
const leastGround = 0.045;
const strengths = 9;
const places = 31;
const rounds = 2;

/**
 * The view of a thing as a designer would crop it: near its middle and near enough to read, but with its edges in the gaps
 * between what stands around, a little wider where that shows words whole, and with no more of the ground than needed.
 * `moments` are the surroundings at the times that the view is held for, since a page scrolls and answers.
 */
export function composeView(subject: Subject, moments: readonly Surroundings[], window: Box, size: Size): View {
  const { strongest, weakest } = subject;
  let best: { view: View; loss: number } | null = null;
  const steps = weakest < strongest ? strengths : 1;
  for (let step = 0; step < steps; step++) {
    const strength = strongest - ((strongest - weakest) * step) / (strengths - 1);
    // From here on being weaker costs more than anything could gain.
    if (best && weakerLoss(strength, strongest) >= best.loss) break;
    const found = bestPlace(strength, subject, moments, window, size);
    if (!best || found.loss < best.loss - 1e-9) best = found;
  }
  return best?.view ?? viewAround(subject.box.x, subject.box.y, strongest, size, subject.bounds);
}

const weakerLoss = (strength: number, strongest: number): number => (cost.weaker * (strongest - strength)) / strongest;

/** Across and down in turn: what is cut at the side depends on how far down one looks. */
function bestPlace(strength: number, subject: Subject, moments: readonly Surroundings[], window: Box, size: Size) {
  const { box, strongest, bounds } = subject;
  const width = size.width / strength;
  const height = size.height / strength;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const reach = { x: Math.max(0, (width - box.width) / 2) * 0.86, y: Math.max(0, (height - box.height) / 2) * 0.86 };
  const lossAt = (x: number, y: number) => {
    const view = viewAround(x, y, strength, size, bounds);
    const seen = { x: view.x, y: view.y, width: view.width, height };
    const [dx, dy] = [(seen.x + width / 2 - middle.x) / width, (seen.y + height / 2 - middle.y) / height];
    const loss =
      cost.offCentre * (dx * dx + dy * dy) +
      weakerLoss(strength, strongest) +
      groundLoss(seen, window) +
      momentsLoss(moments.map((moment) => cutLoss(seen, moment, box, window)));
    return { view, loss };
  };
  let at = middle;
  let best = lossAt(at.x, at.y);
  for (let round = 0; round < rounds; round++) {
    for (const axis of ["x", "y"] as const) {
      for (let place = 0; place < places; place++) {
        const moved = { ...at, [axis]: middle[axis] + reach[axis] * ((2 * place) / (places - 1) - 1) };
        const found = lossAt(moved.x, moved.y);
        if (found.loss < best.loss - 1e-9) [best, at] = [found, moved];
      }
    }
  }
  return best;
}

/** What comes up for a moment only, such as a note that something was saved, is what one looks at then. */
const momentsLoss = (losses: readonly number[]): number =>
  (losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length) + Math.max(0, ...losses)) / 2;

function cutLoss(view: Box, { units, panels }: Surroundings, subject: Box, window: Box): number {
  let loss = 0;
  // What a crop cuts off is not seen whole by looking beyond it.
  const page = within(view, window);
  for (const unit of units) {
    const cut = Math.max(lossOf(unit, view, 1, cost.tightUnit, view.width * 0.008), lossOf(unit, page, 1, 0, 0));
    if (cut > 0) loss += cut * (unit.isNew ? cost.cutNews : nearness(unit, subject, view));
  }
  for (const panel of panels) {
    const cut = lossOf(panel, view, cost.cutPanel, cost.tightPanel, view.width * 0.012);
    if (cut > 0) loss += cut * nearness(panel, subject, view);
  }
  return loss;
}

/** One looks at what is shown: what is cut far away from it is seen less. */
function nearness(unit: Box, subject: Box, view: Box): number {
  const across = Math.max(unit.x - subject.x - subject.width, subject.x - unit.x - unit.width, 0) / view.width;
  const down = Math.max(unit.y - subject.y - subject.height, subject.y - unit.y - unit.height, 0) / view.height;
  return Math.max(0.5, 1 - Math.max(across, down));
}

/** For each edge of the view that goes through a box, or leaves it hardly any air. */
function lossOf(box: Box, view: Box, cut: number, tight: number, airPx: number): number {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const viewRight = view.x + view.width;
  const viewBottom = view.y + view.height;
  if (right <= view.x || box.x >= viewRight || bottom <= view.y || box.y >= viewBottom) return 0;
  const edge = (inside: number, length: number): number =>
    inside < -1 && length + inside > 1 ? cut : inside < airPx ? tight : 0;
  return (
    edge(box.x - view.x, box.width) +
    edge(viewRight - right, box.width) +
    edge(box.y - view.y, box.height) +
    edge(viewBottom - bottom, box.height)
  );
}

/** The ground beyond the window is a fine edge, and a waste when it takes up much of the picture; a sliver looks like a slip. */
function groundLoss(view: Box, window: Box): number {
  const beyond = [
    (window.x - view.x) / view.width,
    (view.x + view.width - window.x - window.width) / view.width,
    (window.y - view.y) / view.height,
    (view.y + view.height - window.y - window.height) / view.height,
  ];
  return beyond.reduce(
    (sum, share) => sum + (share <= 0 ? 0 : cost.ground * share + (share < leastGround ? cost.sliver : 0)),
    0,
  );
}

/**
 * What is seen of a thing: a heading's box is as wide as its column, but its words are not. Boxes with an edge of their own
 * (panels) are as large as they are.
 */
export function inkOf(box: Box, { units, panels }: Surroundings): Box {
  if (panels.some((panel) => overlap(panel, box) > 0.8 * Math.max(area(panel), area(box)))) return box;
  const inside = [...units, ...panels].filter((one) => overlap(one, box) > 0.6 * area(one));
  return inside.length === 0 ? box : within(box, union(inside));
}

const area = ({ width, height }: Box): number => width * height;

function overlap(one: Box, other: Box): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function within(outer: Box, { x, y, width, height }: Box): Box {
  const left = Math.max(outer.x, x);
  const top = Math.max(outer.y, y);
  const right = Math.min(outer.x + outer.width, x + width);
  const bottom = Math.min(outer.y + outer.height, y + height);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

export function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
