import type { ContextShot } from "../../context.ts";
import { shortLabel } from "../../resolve/ground.ts";
import { thingsOf } from "../../resolve/things.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import { thingNamed } from "../words/grounding.ts";
import type { Reading } from "../words/reading.ts";
import { edgesToCrop, regionIn, withoutEdges, withoutRegion } from "../words/region.ts";
import { askElement } from "./askElement.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { hideCursor } from "./history.ts";
import { asksForPersonal, personalThings } from "./personal.ts";
import { allMeant, targetName, timing } from "./when.ts";

const aroundRedact: readonly Concept[] = ["redact", "make", "add", "whole", "not", "instead", "blurNoun"];

export function fillRedact(reading: Reading): Filled {
  const area = reading.first("area");
  const point = reading.first("point");
  const time = reading.has("whole")
    ? { startMs: 0, durationMs: reading.lengthMs }
    : timing(reading, { namedCounts: false });
  if (area && point)
    return calls({
      tool: "redact",
      input: { x: point.x, y: point.y, width: area.width, height: area.height, ...time },
    });
  // "the cursor is still hidden": a complaint
  if (reading.has("cursor"))
    return reading.word("still", "noch", "sigue") ? tell("The cursor is not hidden.") : hideCursor(reading);
  const { grounded, words } = thingNamed(reading, aroundRedact, time.startMs);
  if (grounded.kind !== "found" && asksForPersonal(reading)) {
    const things = reading.view ? personalThings(reading.view) : [];
    if (things.length === 0)
      return ask(NOTHING_PERSONAL, { slot: "element", tool: "redact", input: time, say: "blur" });
    // "everything personal": each for as long as it is seen.
    const when = reading.has("whole") ? {} : time;
    return calls(
      ...things.map((shot) => ({ tool: "redact" as const, input: { target: targetName(reading, shot), ...when } })),
    );
  }
  if (reading.has("except") && grounded.kind === "found") return askCrop(grounded.shot);
  const all = allMeant(reading, words, thingsOf(reading.context).unused);
  if (all) return calls(...all.map((target) => ({ tool: "redact" as const, input: { target, ...time } })));
  const region = grounded.kind === "found" ? null : regionIn(reading);
  if (region) return calls({ tool: "redact", input: { ...region, ...time } });
  if (grounded.kind === "found")
    return calls({ tool: "redact", input: { target: targetName(reading, grounded.whole ?? grounded.shot), ...time } });
  const target = grounded.kind === "nothing" ? lastTarget(reading) : null;
  if (target) return calls({ tool: "redact", input: { target, ...time } });
  // "make the coupon unreadable": what somebody typed, rather than a button
  const [field, ...others] =
    grounded.kind === "ambiguous" ? grounded.shots.filter(({ role }) => role === "textbox") : [];
  if (field && others.length === 0)
    return calls({ tool: "redact", input: { target: targetName(reading, field), ...time } });
  return askElement(reading, grounded, { tool: "redact", input: time });
}

const NOTHING_PERSONAL =
  "I know of nothing personal in this version: no name, address, phone number or e-mail address is named on screen. What should I blur?";

/** "blur everything except the summary" */
const askCrop = ({ label }: ContextShot): Filled =>
  ask(`I cover single things, not all but one. Shall I **crop to ${shortLabel(label)}** instead?`, {
    ...{ tool: "crop", say: "crop to", offers: [{ name: label, value: label }] },
  });

/** "it": what was named before, else the element of the last edit. */
function lastTarget(reading: Reading): string | null {
  if (reading.thingBefore !== undefined) return reading.thingBefore;
  const operations = reading.view?.seen.operations ?? [];
  const last = operations.at(-1);
  return reading.word("it", "that", "es", "lo") && last?.anchor ? last.anchor.element : null;
}

const aspects = ["16:9", "1:1", "9:16", "4:5"] as const;
const aroundCrop: readonly Concept[] = [
  "crop",
  "square",
  "vertical",
  "landscape",
  "fourFive",
  "make",
  "add",
  "whole",
  "show",
  "version",
  "trim",
  "remove",
  "more",
  "mobile",
  "bigger",
  "exporting",
  "exportVerb",
  "not",
  "instead",
  "top",
  "bottom",
  "keep",
  "zoom",
  "shorten",
  "demo",
  "style",
];

/** "crop the top a little": about as much as a browser's own bars take. */
const USUAL_EDGE_PERCENT = 10;
const MOST_OF_EDGE = 0.45;

export function fillCrop(reading: Reading): Filled {
  const aspect = aspectOf(reading);
  if (aspect === "unsupported")
    return ask(
      `I crop to **16:9**, **1:1**, **4:5** and **9:16**, not to ${reading.first("aspect")?.value}. Which of those shall it be?`,
      { tool: "crop", say: "crop to" },
    );
  const follow = followWished(reading);
  if (follow !== undefined) return calls({ tool: "crop", input: { ...(aspect ? { aspect } : {}), follow } });
  const edges = edgeCrop(reading);
  if (edges) return calls({ tool: "crop", input: edges });
  const sides = aspect ? [] : edgesToCrop(reading);
  if (sides.length > 0 && reading.view) {
    const share = (reading.first("percent")?.value ?? USUAL_EDGE_PERCENT) / 100;
    const { take, seen } = reading.view;
    const { x, y, width, height } = seen.operations.findLast((one) => one.type === "crop") ?? { x: 0, y: 0, ...take };
    return calls({
      tool: "crop",
      input: withoutEdges(sides, Math.min(share, MOST_OF_EDGE), { x, y, width, height }, take),
    });
  }
  const area = reading.first("area");
  const point = reading.first("point");
  if (area && !aspect)
    return calls({
      tool: "crop",
      input: { x: point?.x ?? 0, y: point?.y ?? 0, width: area.width, height: area.height },
    });
  const region = aspect ? null : regionIn(reading);
  if (region && reading.view) {
    const goes =
      (reading.has("remove") && reading.clause.tokens.at(-1)?.word !== "zu") ||
      /\b(?:crop|cut|trim)\w* (?:out|off|away)\b/i.test(reading.source);
    const left = goes && !reading.has("keep") ? withoutRegion(region, reading.view.take) : region;
    if (left) return calls({ tool: "crop", input: left });
  }
  const { grounded, words } = thingNamed(reading, aroundCrop);
  if (aspect) {
    const centred = /\b(cent(er|re)d|focus(s?ed)?|around|on|with|auf|zentriert|centrado|en)\b/.test(
      reading.source.toLowerCase(),
    );
    if (centred && grounded.kind === "found" && words)
      return calls({ tool: "crop", input: { aspect, target: targetName(reading, grounded.shot) } });
    return calls({ tool: "crop", input: { aspect } });
  }
  if (grounded.kind === "found") return calls({ tool: "crop", input: { target: targetName(reading, grounded.shot) } });
  if (grounded.kind === "nothing")
    return ask("What should I crop to: a shape (**square**, **vertical**, **16:9**, **4:5**) or an element?", {
      ...{ tool: "crop", say: "crop to" },
    });
  return askElement(reading, grounded, { tool: "crop", input: {} });
}

/** "follow the mouse", "without panning". */
function followWished(reading: Reading): boolean | undefined {
  if (reading.has("panStill")) return false;
  if (reading.has("pan")) return !(reading.has("not", "noneOf") || reading.word("without", "ohne", "sin"));
  const isAfterCursor = reading.has("cursor") && reading.word("follow", "follows", "following", "track", "tracks");
  return isAfterCursor ? true : undefined;
}

function aspectOf(reading: Reading): (typeof aspects)[number] | "unsupported" | null {
  const said = reading.first("aspect")?.value;
  if (said !== undefined) return aspects.find((aspect) => aspect === said) ?? "unsupported";
  if (reading.has("square")) return "1:1";
  if (reading.has("fourFive")) return "4:5";
  if (reading.has("vertical")) return "9:16";
  return reading.has("landscape") ? "16:9" : null;
}

const edgeBefore = /(top|bottom|left|right|oberen|unteren|linken|rechten) (\d{1,4})\s*(?:px|pixels?)/i;

/** "100 pixels off the top", "the top 100 pixels". */
function edgeCrop(reading: Reading): { x: number; y: number; width: number; height: number } | null {
  const { view } = reading;
  const found =
    edgeBefore
      .exec(reading.source)
      ?.toSpliced(1, 2, ...(edgeBefore.exec(reading.source)?.slice(1, 3).toReversed() ?? [])) ??
    /(\d{1,4})\s*(?:px|pixels?|pixel)\s+(?:off|from|away|vom|de|des|oben|unten)?\s*(?:of|from|the|left|der|del|la)?\s*(?:the\s+)?(top|bottom|left|right|oben|unten|links|rechts|arriba|abajo|izquierda|derecha)/i.exec(
      reading.source,
    );
  if (!found || !view) return null;
  const by = Number(found[1]);
  const { width, height } = view.take;
  switch (found[2]?.toLowerCase()) {
    case "top":
    case "oben":
    case "oberen":
    case "arriba":
      return { x: 0, y: by, width, height: height - by };
    case "bottom":
    case "unten":
    case "unteren":
    case "abajo":
      return { x: 0, y: 0, width, height: height - by };
    case "left":
    case "links":
    case "linken":
    case "izquierda":
      return { x: by, y: 0, width: width - by, height };
    default:
      return { x: 0, y: 0, width: width - by, height };
  }
}
