import type { Operation } from "../../../convex/model/operations.ts";
import type { Box } from "../../../convex/model/recording.ts";
import type { ContextShot } from "../../context.ts";
import { describe } from "../../resolve/describe.ts";
import { seenWhen } from "../../resolve/things.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import { rolesOf } from "../../resolve/vocabulary.ts";
import { COMES_BEFORE_MS, gentler, SEEN_MS } from "../../resolve/zoom.ts";
import type { ToolInput } from "../../tools/inputs.ts";
import { placeIn } from "../grammar/place.ts";
import { concepts } from "../lexicon/lexicon.ts";
import type { TimeItem } from "../times/item.ts";
import { thingNamed } from "../words/grounding.ts";
import type { Reading } from "../words/reading.ts";
import { contains, regionIn } from "../words/region.ts";
import { stretchOfEdit } from "../words/stretches.ts";
import { askElement } from "./askElement.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { round } from "./range.ts";
import { setMeant, stretchesMeant } from "./stretch.ts";
import { allMeant, targetName, timing } from "./when.ts";

const aroundZoom = concepts(
  "zoom bigger focusOn make add whole not instead record play begin show crop keep lengthen longerWord smaller emphasise",
);

/** "for a bit longer": half as long again as usual. */
const LONGER_MS = 5000;

export function fillZoom(reading: Reading): Filled {
  const said = timing(reading, { namedCounts: false });
  const lingers = reading.has("lengthen", "longerWord") && said.durationMs === undefined;
  const input: ToolInput<"zoom"> = {
    ...withoutEdge(reading, said),
    ...(lingers ? { durationMs: LONGER_MS } : {}),
    ...(lingers ? {} : intensityOf(reading)),
  };
  const point = reading.first("point");
  if (point) return calls({ tool: "zoom", input: { ...input, centerX: point.x, centerY: point.y } });
  const moment = reading.times.find((item): item is Point => item.kind === "point" && item.named !== undefined);
  // "the apply button, until the error shows": the time before that.
  const until = reading.times.find((item): item is Point => item.kind === "point" && item.how === "until");
  const { grounded, words } = thingNamed(reading, aroundZoom, said.startMs ?? (until?.named && until.atMs));
  const all = said.startMs === undefined ? allMeant(reading, words) : null;
  if (all) return calls(...all.map((target) => ({ tool: "zoom" as const, input: { target, ...input } })));
  const stretches = said.startMs === undefined ? stretchesMeant(reading, grounded, words) : [];
  if (stretches.length > 0)
    return calls(...stretches.map((one) => ({ tool: "zoom" as const, input: { ...input, ...one } })));
  const whole = said.startMs === undefined ? setMeant(reading, grounded, words) : undefined;
  if (whole) return calls({ tool: "zoom", input: { target: whole.id ?? whole.label, ...input } });
  if (grounded.kind === "found")
    return calls({
      tool: "zoom",
      input: {
        target: targetName(reading, grounded.shot),
        ...input,
        ...whenSeen(reading, grounded.shot, said, moment),
      },
    });
  const region = regionIn(reading);
  if (region) {
    const inside = shotInside(reading, region, words);
    if (inside) return calls({ tool: "zoom", input: { target: targetName(reading, inside), ...input } });
    const centerX = Math.round(region.x + region.width / 2);
    return calls({ tool: "zoom", input: { ...input, centerX, centerY: Math.round(region.y + region.height / 2) } });
  }
  if (grounded.kind !== "nothing") {
    const place = reading.named(words);
    if (place && grounded.kind === "unknown") return onPlace(place, input);
    return askElement(reading, grounded, { tool: "zoom", input });
  }
  // "zoom in there", after a caption: then
  const there = reading.word("there", "dort", "alli", "ahi") ? stretchOfEdit(reading, "caption") : null;
  if (there && said.startMs === undefined && reading.view?.seen.operations.at(-1)?.type === "caption")
    return calls({ tool: "zoom", input: { ...input, startMs: Math.round(there.startMs) } });
  const again = closerThan(reading);
  if (again && said.startMs === undefined && grounded.kind === "nothing" && !moment) return again;
  if (said.startMs !== undefined) return calls({ tool: "zoom", input: { ...input, startMs: fromEdge(reading, said) } });
  if (moment?.named) return onPlace(moment.named, input);
  return calls({ tool: "zoom", input });
}

/** "when it turns up": as it comes, however much later it is used; "until they click apply": from when it is used. */
function whenSeen(reading: Reading, shot: ContextShot, { startMs }: Timing, moment?: Point): Timing {
  if (startMs !== undefined) return {};
  const isThen = moment?.how === "at" && (moment.comesUp || isSeenBeside(reading, shot, moment));
  const comesMs = isThen ? Math.max(0, moment.atMs - COMES_BEFORE_MS) : undefined;
  const until = reading.times.find((item): item is Point => item.kind === "point" && item.how === "until");
  const fromMs = comesMs ?? (until && reading.view ? takeSpanToSeen(reading.view, shot)?.startMs : undefined);
  if (fromMs === undefined) return {};
  const untilMs = until && until.atMs > fromMs ? until.atMs + (until.comesUp ? SEEN_MS : 0) : undefined;
  if (comesMs === undefined && untilMs === undefined) return {};
  return {
    startMs: Math.round(fromMs),
    ...(untilMs === undefined ? {} : { durationMs: Math.round(untilMs - fromMs) }),
  };
}
/** "the total when the code is accepted": the moment is of something else, and the thing stands there then. */
function isSeenBeside(reading: Reading, shot: ContextShot, { named, atMs, from }: Point): boolean {
  const { context, view } = reading;
  if (reading.wordsBefore(from, aroundZoom) === "") return false;
  const seen = view && takeSpanToSeen(view, seenWhen(context, shot) ?? shot);
  return named !== undefined && named.name !== shot.label && !!seen && atMs >= seen.startMs && atMs < seen.endMs;
}

/** "the button in the top right corner": the one element of that kind there. */
function shotInside(reading: Reading, region: Box, words: string): ContextShot | undefined {
  const { roles } = describe(words);
  if (roles.length === 0) return undefined;
  return reading.context.shots.find(({ box, role }) => {
    return box !== undefined && roles.some((name) => rolesOf(name).includes(role)) && contains(region, box);
  });
}

/** "closer", "zoom in more": the last zoom, stronger. */
function closerThan(reading: Reading): Filled | null {
  const last = lastZoom(reading);
  if (!last) return null;
  const stronger = reading.has("little") ? last.intensity * 1.2 : last.intensity * 1.5;
  return adjusted(last, { intensity: Number(Math.min(6, stronger).toFixed(2)) });
}

type Zoom = Extract<Operation, { type: "zoom" }>;
const lastZoom = ({ edits }: Reading): Zoom | undefined => edits.findLast((one): one is Zoom => one.type === "zoom");

/** A zoom in another's place. Its own point and time are kept, so that nothing else moves. */
function adjusted(last: Zoom, change: Partial<Pick<Zoom, "intensity" | "durationMs">>): Filled {
  const { centerX, centerY, intensity, startMs, durationMs, anchor } = last;
  const where = anchor ? { target: anchor.element } : { centerX, centerY };
  const input = { ...where, intensity, startMs, durationMs, ...change };
  return calls({ tool: "remove_edit", input: { type: "zoom" } }, { tool: "zoom", input });
}

/** "longer" right after a zoom or a caption: that lasts as long as was said, or half as long again. */
export function fillLonger(reading: Reading): Filled | null {
  const part = placeIn(reading) ?? reading.time("span");
  if (part) return calls({ tool: "speed", input: { rate: reading.has("little") ? 0.75 : 0.5, ...round(part) } });
  const words = reading.elementWords(concepts("lengthen longerWord caption zoom make play whole demo slower"));
  if (describe(words).content.length > 0 && !reading.time("duration")) return null;
  const newest = reading.view?.seen.operations.at(-1)?.type;
  const last = reading.edits.findLast(({ type }) => type === newest);
  if (last?.type !== "zoom" && last?.type !== "caption") return null;
  const isSaid = reading.word("last", "stay", "stays", "lasts", "hold") || !reading.word("it", "es", "lo");
  if (!isSaid) return null;
  const durationMs = reading.time("duration")?.ms ?? Math.round(last.durationMs * 1.5);
  if (last.type === "zoom") return adjusted(last, { durationMs });
  const { text, startMs, position } = last;
  return calls(
    { tool: "remove_edit", input: { type: "caption" } },
    { tool: "caption", input: { text, startMs, durationMs, position } },
  );
}

type Timing = ReturnType<typeof timing>;
type Point = Extract<TimeItem, { kind: "point" }>;

/** "the button they click at the end": an edge of the video says which one, not when. */
const withoutEdge = (reading: Reading, { startMs, durationMs }: Timing): Timing => ({
  ...(startMs === undefined || startMs <= 0 || startMs === reading.lengthMs ? {} : { startMs }),
  ...(durationMs === undefined ? {} : { durationMs }),
});

/** "zoom at the end" shows the last seconds. Beyond the end the resolver says what would fit. */
const fromEdge = (reading: Reading, { startMs = 0, durationMs = 3000 }: Timing): number =>
  startMs === reading.lengthMs && reading.word("end", "ende", "final", "fin")
    ? Math.max(0, startMs - durationMs)
    : startMs;

/** A page, or a moment: what is in use there is what the zoom shows. */
const onPlace = ({ momentMs }: { momentMs: number }, input: ToolInput<"zoom">): Filled =>
  calls({ tool: "zoom", input: { ...input, startMs: Math.round(momentMs) } });

function intensityOf(reading: Reading): { intensity?: number } {
  const times = reading.first("times")?.factor;
  if (times !== undefined) return { intensity: Math.min(6, Math.max(1, times)) };
  const percent = reading.first("percent")?.value;
  if (percent !== undefined && percent > 100) return { intensity: percent / 100 };
  const named = /\b(?:intensity|level|factor|strength|starke|intensidad)(?: of)? (\d+(?:\.\d+)?)/.exec(
    reading.source.toLowerCase(),
  )?.[1];
  if (named !== undefined) return { intensity: Math.min(6, Math.max(1, Number(named))) };
  if (reading.has("little") && !reading.word("too")) return { intensity: 1.4 };
  if (reading.has("more")) return { intensity: 3 };
  return {};
}

/** "too much zoom" makes it gentler. */
export function fillZoomOut(reading: Reading): Filled {
  const last = lastZoom(reading);
  const isTooStrong = reading.word("too", "less", "wider", "zu", "weniger", "demasiado", "menos");
  if (last && isTooStrong)
    return adjusted(last, { intensity: Number(gentler(last.intensity, reading.has("little") ? 1.2 : 1.5).toFixed(2)) });
  if (last) return calls({ tool: "remove_edit", input: { type: "zoom" } });
  return ask("There is no zoom in this version to take back. Should I zoom in on something instead?", {
    ...{ slot: "element", tool: "zoom", say: "zoom on" },
  });
}
