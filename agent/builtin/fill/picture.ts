import type { Operation } from "../../../convex/model/operations.ts";
import type { ContextShot } from "../../context.ts";
import { shotIdOf } from "../../context.ts";
import { elementQuestion, ground } from "../../resolve/ground.ts";
import { plainCursor } from "../../resolve/look.ts";
import type { ToolInput } from "../../tools/inputs.ts";
import { type Clause, has } from "../clause.ts";
import type { Concept } from "../lexicon.ts";
import type { Reading } from "../reading.ts";
import type { TimeItem } from "../times.ts";
import { ask, calls, type Filled } from "./filled.ts";

/** Where and for how long, as far as it was said. */
function timing(reading: Reading, options: { namedCounts: boolean }): { startMs?: number; durationMs?: number } {
  const span = reading.time("span");
  if (span) return { startMs: Math.round(span.startMs), durationMs: Math.round(span.endMs - span.startMs) };
  const points = reading.times.filter((item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point");
  const until = points.find((point) => point.how === "until");
  const start = points.find((point) => point.how !== "until" && (options.namedCounts || !point.named));
  const duration = reading.times.find((item) => item.kind === "duration" && item.how !== "to" && item.how !== "by");
  const startMs =
    start === undefined
      ? undefined
      : Math.round(
          start.how === "before"
            ? Math.max(0, start.atMs - (duration?.kind === "duration" ? duration.ms : 2000))
            : start.atMs,
        );
  const lengthMs = duration?.kind === "duration" ? duration.ms : until ? until.atMs - (startMs ?? 0) : undefined;
  return {
    ...(startMs === undefined ? {} : { startMs }),
    ...(lengthMs !== undefined && lengthMs > 0 ? { durationMs: Math.round(lengthMs) } : {}),
  };
}

/** The label when it says which one is meant, else the shot's own name. */
function targetName(reading: Reading, shot: ContextShot): string {
  const byLabel = ground(reading.context, shot.label, { needsBox: true });
  return byLabel.kind === "found" && byLabel.shot === shot ? shot.label : shotIdOf(reading.context, shot);
}

const aroundZoom: readonly Concept[] = [
  "zoom",
  "bigger",
  "focusOn",
  "make",
  "add",
  "whole",
  "not",
  "instead",
  "record",
  "play",
  "begin",
  "show",
  "crop",
];

export function fillZoom(reading: Reading): Filled {
  const said = timing(reading, { namedCounts: false });
  const input: ToolInput<"zoom"> = { ...withoutEdge(reading, said), ...intensityOf(reading) };
  const point = reading.first("point");
  if (point) return calls({ tool: "zoom", input: { ...input, centerX: point.x, centerY: point.y } });
  const moment = reading.times.find(
    (item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point" && item.named !== undefined,
  );
  const { grounded, words } = reading.ground(aroundZoom, said.startMs);
  if (grounded.kind === "found")
    return calls({ tool: "zoom", input: { target: targetName(reading, grounded.shot), ...input } });
  if (grounded.kind !== "nothing") {
    const place = reading.named(words);
    if (place && grounded.kind === "unknown") return onPlace(reading, place, input);
    return ask(elementQuestion(grounded, "zoom on"));
  }
  const again = closerThan(reading);
  if (again && said.startMs === undefined && grounded.kind === "nothing" && !moment) return again;
  if (said.startMs !== undefined) return calls({ tool: "zoom", input: { ...input, startMs: fromEdge(reading, said) } });
  if (moment?.named)
    return onPlace(reading, moment.named, input, moment.how === "after" ? moment.atMs : moment.named.momentMs);
  const unknown = reading.time("unknown");
  if (unknown)
    return ask(elementQuestion({ kind: "unknown", words: unknown.words, near: changedShots(reading) }, "zoom on"));
  return calls({ tool: "zoom", input });
}

/** "closer", "zoom in more" right after a zoom: the same one, stronger. */
function closerThan(reading: Reading): Filled | null {
  const last = reading.view?.seen.operations.at(-1);
  if (last?.type !== "zoom" || reading.first("times")) return null;
  const stronger = reading.has("little") ? last.intensity * 1.2 : last.intensity * 1.5;
  return adjusted(last, { intensity: Number(Math.min(6, stronger).toFixed(2)) });
}

type Zoom = Extract<Operation, { type: "zoom" }>;

/** A zoom in another's place. Its own point and time are kept, so that nothing else moves. */
function adjusted(last: Zoom, change: Partial<Pick<Zoom, "intensity" | "durationMs">>): Filled {
  const { centerX, centerY, intensity, startMs, durationMs } = last;
  const input = { centerX, centerY, intensity, startMs, durationMs, ...change };
  return calls({ tool: "remove_edit", input: { type: "zoom" } }, { tool: "zoom", input });
}

/** "longer" right after a zoom or a caption: that lasts longer, by as much as was said or by half. */
export function fillLonger(reading: Reading): Filled | null {
  const last = reading.view?.seen.operations.at(-1);
  if ((last?.type !== "zoom" && last?.type !== "caption") || reading.word("it", "video", "es", "lo")) return null;
  const duration = reading.time("duration");
  const durationMs = duration
    ? duration.how === "by" || duration.how === "plain"
      ? last.durationMs + duration.ms
      : duration.ms
    : Math.round(last.durationMs * 1.5);
  if (last.type === "zoom") return adjusted(last, { durationMs });
  const { text, startMs, position } = last;
  return calls(
    { tool: "remove_edit", input: { type: "caption" } },
    { tool: "caption", input: { text, startMs, durationMs, position } },
  );
}

type Timing = ReturnType<typeof timing>;

/** "the button they click at the end": an edge of the video says which one, not when. */
const withoutEdge = (reading: Reading, { startMs, durationMs }: Timing): Timing => ({
  ...(startMs === undefined || startMs <= 0 || startMs >= reading.lengthMs ? {} : { startMs }),
  ...(durationMs === undefined ? {} : { durationMs }),
});

/** "zoom at the end" shows the last seconds. Beyond the end the resolver says what would fit. */
const fromEdge = (reading: Reading, { startMs = 0, durationMs = 3000 }: Timing): number =>
  startMs === reading.lengthMs && reading.word("end", "ende", "final", "fin")
    ? Math.max(0, startMs - durationMs)
    : startMs;

/** A page, or a moment: what is in use there is what the zoom shows. */
function onPlace(
  _reading: Reading,
  place: { momentMs: number },
  input: ToolInput<"zoom">,
  atMs = place.momentMs,
): Filled {
  return calls({ tool: "zoom", input: { ...input, startMs: Math.round(atMs) } });
}

const changedShots = (reading: Reading): ContextShot[] => {
  const boxed = reading.context.shots.filter((shot) => shot.box);
  const changed = boxed.filter((shot) => shot.changed);
  return (changed.length > 0 ? changed : boxed).slice(0, 3);
};

function intensityOf(reading: Reading): { intensity?: number } {
  const times = reading.first("times")?.factor;
  if (times !== undefined) return { intensity: Math.min(6, Math.max(1, times)) };
  const percent = reading.first("percent")?.value;
  if (percent !== undefined && percent > 100) return { intensity: percent / 100 };
  const named = /\b(?:intensity|level|factor|strength|starke|intensidad)(?: of)? (\d+(?:\.\d+)?)/.exec(
    reading.source.toLowerCase(),
  )?.[1];
  if (named !== undefined) return { intensity: Math.min(6, Math.max(1, Number(named))) };
  if (reading.has("little")) return { intensity: 1.4 };
  if (reading.has("more")) return { intensity: 3 };
  return {};
}

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
  if (reading.has("cursor"))
    return ask("I cannot hide the cursor. Shall I make it as small as it gets (**cursor size 0.25**)?");
  const { grounded } = reading.ground(aroundRedact, time.startMs);
  if (grounded.kind === "found")
    return calls({ tool: "redact", input: { target: targetName(reading, grounded.shot), ...time } });
  if (grounded.kind === "nothing" && lastTarget(reading))
    return calls({ tool: "redact", input: { target: lastTarget(reading) ?? "", ...time } });
  return ask(elementQuestion(grounded, "blur"));
}

/** "it": the element of the last edit. */
function lastTarget(reading: Reading): string | null {
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
  "shorten",
  "demo",
  "style",
];

export function fillCrop(reading: Reading): Filled {
  const aspect = aspectOf(reading);
  if (aspect === "unsupported")
    return ask(
      `I crop to **16:9**, **1:1**, **4:5** and **9:16**, not to ${reading.first("aspect")?.value}. Which of those shall it be?`,
    );
  const edges = edgeCrop(reading);
  if (edges) return calls({ tool: "crop", input: edges });
  const area = reading.first("area");
  const point = reading.first("point");
  if (area && !aspect)
    return calls({
      tool: "crop",
      input: { x: point?.x ?? 0, y: point?.y ?? 0, width: area.width, height: area.height },
    });
  const { grounded, words } = reading.ground(aroundCrop);
  if (aspect) {
    const centred = /\b(cent(er|re)d|focus(s?ed)?|around|on|auf|zentriert|centrado|en)\b/.test(
      reading.source.toLowerCase(),
    );
    if (centred && grounded.kind === "found" && words)
      return calls({ tool: "crop", input: { aspect, target: targetName(reading, grounded.shot) } });
    return calls({ tool: "crop", input: { aspect } });
  }
  if (grounded.kind === "found") return calls({ tool: "crop", input: { target: targetName(reading, grounded.shot) } });
  if (grounded.kind === "nothing")
    return ask("What should I crop to: a shape (**square**, **vertical**, **16:9**, **4:5**) or an element?");
  return ask(elementQuestion(grounded, "crop to"));
}

function aspectOf(reading: Reading): (typeof aspects)[number] | "unsupported" | null {
  const said = reading.first("aspect")?.value;
  if (said !== undefined) return aspects.find((aspect) => aspect === said) ?? "unsupported";
  if (reading.has("fourFive")) return "4:5";
  if (reading.has("square")) return "1:1";
  if (reading.has("vertical")) return "9:16";
  return reading.has("landscape") ? "16:9" : null;
}

/** "100 pixels off the top". */
function edgeCrop(reading: Reading): { x: number; y: number; width: number; height: number } | null {
  const { view } = reading;
  const found =
    /(\d{1,4})\s*(?:px|pixels?|pixel)\s+(?:off|from|away|vom|de|des|oben|unten)?\s*(?:of|from|the|left|der|del|la)?\s*(?:the\s+)?(top|bottom|left|right|oben|unten|links|rechts|arriba|abajo|izquierda|derecha)/i.exec(
      reading.source,
    );
  if (!found || !view) return null;
  const by = Number(found[1]);
  const { width, height } = view.take;
  switch (found[2]?.toLowerCase()) {
    case "top":
    case "oben":
    case "arriba":
      return { x: 0, y: by, width, height: height - by };
    case "bottom":
    case "unten":
    case "abajo":
      return { x: 0, y: 0, width, height: height - by };
    case "left":
    case "links":
    case "izquierda":
      return { x: by, y: 0, width: width - by, height };
    default:
      return { x: 0, y: 0, width: width - by, height };
  }
}

export function fillCursor(reading: Reading): Filled {
  const input = cursorWishes(reading);
  return calls({ tool: "cursor_emphasis", input });
}

function cursorWishes(reading: Reading): ToolInput<"cursor_emphasis"> {
  const now = reading.view?.draft.operations.findLast((one) => one.type === "cursor_emphasis") ?? plainCursor;
  const wishes: ToolInput<"cursor_emphasis"> = {};
  const text = reading.source.toLowerCase();
  const trailAt = (pattern: RegExp): number | undefined => numberIn(text, pattern);
  const trail = trailAt(/trail(?: length)?(?: of| to|:|=)? (\d+)/) ?? trailAt(/(\d+)[- ]frames?(?: long)?(?: trail)?/);
  const size =
    trailAt(/size(?: of| to|:|=)? (\d+(?:\.\d+)?)/) ??
    (trail === undefined ? reading.first("times")?.factor : undefined) ??
    wordFactor(text);
  const smoothing = trailAt(/smooth(?:ing|ness)?(?: of| to|:|=)? (0?\.\d+|[01](?:\.\d+)?)/);
  if (trail !== undefined) wishes.trailLength = trail;
  if (size !== undefined) wishes.size = size;
  if (smoothing !== undefined) wishes.smoothing = smoothing;
  const gone = reading.has("remove", "noneOf", "not");
  if (reading.has("trail") && trail === undefined) {
    if (gone) wishes.trailLength = 0;
    else if (reading.has("shorterWord", "smaller"))
      wishes.trailLength = Math.max(2, Math.round((now.trailLength || 12) / 2));
    else if (reading.has("longerWord", "bigger", "more"))
      wishes.trailLength = Math.min(60, (now.trailLength || 12) * 2);
    else wishes.trailLength = now.trailLength || 12;
  }
  const sizeWords = reading.has("cursor") || !reading.has("trail");
  if (size === undefined && sizeWords && reading.has("bigger", "zoom", "emphasise") && !reading.has("smaller"))
    wishes.size = grownSize(reading, now.size);
  if (size === undefined && sizeWords && reading.has("smaller"))
    wishes.size = Math.max(0.25, Number((now.size * 0.7).toFixed(2)));
  if (smoothing === undefined && reading.has("smooth"))
    wishes.smoothing = Math.min(1, Number((now.smoothing + 0.35).toFixed(2)));
  if (smoothing === undefined && reading.has("smoothOff"))
    wishes.smoothing = Math.max(0, Number((now.smoothing - 0.35).toFixed(2)));
  return wishes;
}

function grownSize(reading: Reading, now: number): number {
  const by = reading.has("little")
    ? 1.3
    : reading.has("more") || reading.word("huge", "giant", "enorme", "riesig")
      ? 2.4
      : 1.6;
  return Math.min(6, Number((now * by).toFixed(2)));
}

function wordFactor(text: string): number | undefined {
  const found = /\b(twice|double|doppelt|doble|triple|three times|thrice)\b/.exec(text)?.[1];
  if (!found) return /\bhalf (?:as big|the size)|halb so gross/.test(text) ? 0.5 : undefined;
  return ["triple", "three times", "thrice"].includes(found) ? 3 : 2;
}

function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

export function fillStyle(reading: Reading): Filled {
  const overrides = styleOverrides(reading);
  const current = reading.view?.draft.operations.findLast((one) => one.type === "style_preset");
  const preset = presetOf(reading) ?? (overrides ? (current?.preset ?? "default") : null);
  if (!preset) return ask("Which style shall it be: **default**, **minimal** or **dramatic**?");
  return calls({ tool: "style_preset", input: { preset, ...(overrides ? { overrides } : {}) } });
}

export function presetOf(reading: Reading): "default" | "minimal" | "dramatic" | null {
  const declined = declinedPreset(reading.clause);
  if (reading.has("dramatic") && declined !== "dramatic") return "dramatic";
  if (reading.has("minimal") && declined !== "minimal") return "minimal";
  if (reading.has("standard") || declined) return "default";
  return null;
}

/** "not dramatic", "less dramatic". */
function declinedPreset(clause: Clause): "dramatic" | "minimal" | null {
  const not = clause.phrases.find((phrase) => phrase.concepts.has("not"));
  if (!not) return null;
  const next = clause.phrases.find(
    (phrase) => phrase.from >= not.to && (phrase.concepts.has("dramatic") || phrase.concepts.has("minimal")),
  );
  if (!next) return null;
  return next.concepts.has("dramatic") ? "dramatic" : "minimal";
}

function styleOverrides(
  reading: Reading,
): { cornerRadius?: number; motionSmoothing?: number; zoomScale?: number } | null {
  const text = reading.source.toLowerCase();
  const radius =
    numberIn(text, /(?:corners?|radius|rounding|ecken|esquinas)\D{0,20}?(\d{1,3})/) ??
    numberIn(text, /(\d{1,3})\s*(?:px|pixels?)?\s*(?:rounded|corner|radius|corners)/);
  const overrides = {
    ...(radius !== undefined
      ? { cornerRadius: radius }
      : has(reading.clause, "corners")
        ? { cornerRadius: reading.has("noneOf", "remove", "smaller") ? 0 : 24 }
        : {}),
    ...(reading.has("motionSmoothing")
      ? { motionSmoothing: numberIn(text, /motion ?smoothing\D{0,10}(0?\.\d+|[01](?:\.\d+)?)/) ?? 0.8 }
      : {}),
    ...(reading.has("zoomScale") ? { zoomScale: numberIn(text, /zoom ?scale\D{0,10}(\d(?:\.\d+)?)/) ?? 2 } : {}),
  };
  return Object.keys(overrides).length > 0 ? overrides : null;
}

export function fillCaption(reading: Reading): Filled {
  const existing = reading.view?.draft.operations.findLast((one) => one.type === "caption");
  const time = captionTime(reading);
  const position = reading.has("top") ? ("top" as const) : reading.has("bottom") ? ("bottom" as const) : undefined;
  const quoted = reading.all("quoted").at(-1)?.text.trim();
  const place = position ? { position } : {};
  const changes = reading.has("change");
  if (quoted) {
    const made = {
      tool: "caption" as const,
      input: {
        text: quoted,
        ...(changes && existing ? { startMs: existing.startMs, durationMs: existing.durationMs } : {}),
        ...time,
        ...place,
      },
    };
    return changes && existing ? calls({ tool: "remove_edit", input: { type: "caption" } }, made) : calls(made);
  }
  const moves = position !== undefined || Object.keys(time).length > 0;
  if (existing && moves && !reading.has("add")) {
    const { text, startMs, durationMs } = existing;
    return calls(
      { tool: "remove_edit", input: { type: "caption" } },
      { tool: "caption", input: { text, startMs, durationMs, ...time, position: position ?? existing.position } },
    );
  }
  return ask("What should the caption say?");
}

const aroundCaption: readonly Concept[] = [
  "caption",
  "add",
  "write",
  "change",
  "make",
  "show",
  "top",
  "bottom",
  "whole",
  "instead",
];

/** When a caption is shown: as said, at what was named, or for the last seconds of the video. */
function captionTime(reading: Reading): { startMs?: number; durationMs?: number } {
  const time = timing(reading, { namedCounts: true });
  const lengthMs = reading.lengthMs;
  if (time.startMs === undefined) {
    if (reading.has("whole")) return { startMs: 0, durationMs: lengthMs };
    const words = reading.elementWords(aroundCaption, { quoted: false });
    const named = words ? reading.named(words) : null;
    return named ? { startMs: Math.round(named.startMs), ...time } : time;
  }
  if (time.startMs < lengthMs) return time;
  const fromEnd = time.durationMs ?? 4000;
  return time.startMs === lengthMs ? { startMs: Math.max(0, lengthMs - fromEnd), durationMs: fromEnd } : time;
}

export function fillZoomOut(reading: Reading): Filled {
  const zooms = reading.view?.seen.operations.filter((one) => one.type === "zoom") ?? [];
  if (zooms.length > 0) return calls({ tool: "remove_edit", input: { type: "zoom" } });
  return ask("There is no zoom in this version to take back. Should I zoom in on something instead?");
}
