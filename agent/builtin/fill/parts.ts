import { isPage } from "../../context.ts";
import { attemptsOf } from "../../resolve/attempts.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import { set } from "../../words.ts";
import { edgePart, namesHappyPath, outcomeGoing, placeIn } from "../grammar/place.ts";
import { concepts } from "../lexicon/lexicon.ts";
import type { TimeItem } from "../times/item.ts";
import { endWords, startWords } from "../times/words.ts";
import type { Reading } from "../words/reading.ts";
import { stretchBefore } from "../words/stretches.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { endOf, isLastDeed, keptByEdges, keptPart, SOON_AFTER_MS } from "./keptPart.ts";
import { lullNear } from "./lull.ts";
import { type Range, round } from "./range.ts";
import { fillShorterPart } from "./shorterPart.ts";

/** Words for keeping and for taking away share their time words: what is meant is the part, and which side of it stays. */
export function fillTrim(reading: Reading): Filled {
  const failed = failuresAround(reading);
  if (failed.length > 0) return calls(...failed.map((one) => ({ tool: "cut" as const, input: round(one) })));
  const keeps = keptPart(reading);
  const isWhole = keeps !== null && keeps.startMs <= 0 && keeps.endMs === reading.lengthMs;
  if (keeps && !isWhole) return calls({ tool: "trim", input: round(keeps) });
  return askWhichPart(reading, "keep");
}

/** "only the happy path": what went wrong goes, and what led there stays. */
function failuresAround(reading: Reading): Range[] {
  const { context, view } = reading;
  if (!view || !namesHappyPath(reading)) return [];
  return attemptsOf(context).flatMap((one) => (one.isGood ? [] : (takeSpanToSeen(view, one) ?? [])));
}

export function fillCut(reading: Reading): Filled {
  const shorter = reading.has("remove") ? null : fillShorterPart(reading);
  if (shorter) return shorter;
  const edge = edgeOfPart.exec(reading.source)?.[0];
  if (edge && placeIn(reading))
    return ask(`How much of ${edge} should I cut: give me times such as 0:05–0:12?`, { tool: "cut", say: "cut" });
  const edges = reading.times.filter((item) => item.kind === "span" && item.how !== "range" && item.how !== "middle");
  const between = edges.length > 1 ? keptByEdges(edges, reading.lengthMs) : null;
  if (between && between.startMs > 0 && between.endMs < reading.lengthMs)
    return calls({ tool: "trim", input: round(between) });
  if (lullNear(reading) === "none")
    return ask("Nothing is idle there. Which part should I cut: give me times such as 0:05–0:12?", {
      ...{ tool: "cut", say: "cut" },
    });
  const goes = removedPart(reading);
  if (!goes) return askWhichPart(reading, "cut");
  const { startMs, endMs } = round(goes);
  const lengthMs = reading.lengthMs;
  const verb = reading.has("trim") && !reading.word("out") ? "trim" : "cut";
  if (verb === "trim" && startMs <= 0 && endMs < lengthMs)
    return calls({ tool: "trim", input: { startMs: endMs, endMs: lengthMs } });
  if (verb === "trim" && endMs >= lengthMs && startMs > 0)
    return calls({ tool: "trim", input: { startMs: 0, endMs: startMs } });
  return calls({ tool: "cut", input: { startMs: Math.max(0, startMs), endMs } });
}

/** "the end of the login": some of a part, and not said how much. */
const edgeOfPart = /\b(?:the )?(?:start|beginning|end|ending) of the (?!video\b|clip\b|recording\b|demo\b)\p{L}+/iu;

function askWhichPart(reading: Reading, verb: string): Filled {
  const unknown = reading.time("unknown")?.words ?? unknownPlace(reading);
  const parts = partsOf(reading);
  const seen = unknown ? `I do not see “${unknown}” in this video. ` : "";
  return ask(
    `${seen}Which part should I ${verb}? Give me times such as 0:05–0:12${parts ? `, or a part such as ${parts}` : ""}. What shall it be?`
      .replace("? Give", ": give")
      .replace(". What shall it be?", "?"),
    { tool: verb === "keep" ? "trim" : "cut", say: verb },
  );
}

function unknownPlace(reading: Reading): string {
  const words = reading.elementWords(concepts("remove trim keep begin finish whole stop not shorten"));
  const meaningful = words
    .split(" ")
    .filter(
      (word) =>
        word.length > 3 && !set("should something part with bits parts from that video everything where").has(word),
    );
  return meaningful.join(" ").slice(0, 60);
}

function partsOf(reading: Reading): string {
  const pages = [...new Set(reading.context.shots.filter((shot) => isPage(shot)).map((shot) => shot.label))];
  return pages
    .slice(0, 2)
    .map((label) => `**${label}**`)
    .join(" or ");
}

/** "chop the start, say 2.5 seconds": an edge, and apart from it how much of it. */
function namedEdge(reading: Reading, ms: number): Range | null {
  const { tokens } = reading.clause;
  const names = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token.word));
  if (names(startWords)) return { startMs: 0, endMs: ms };
  return names(endWords) ? { startMs: Math.max(0, reading.lengthMs - ms), endMs: reading.lengthMs } : null;
}

/** "the cart page before the scroll": of the part that is named, one side of the border. */
function partUpTo(part: Range | null, how: "before" | "after" | "from" | "until" | "at", atMs: number): Range | null {
  if (!part || atMs <= part.startMs || atMs >= part.endMs) return null;
  const isEarlier = how === "before" || how === "until";
  return isEarlier ? { startMs: part.startMs, endMs: atMs } : { startMs: atMs, endMs: part.endMs };
}

/** What goes, of "cut", "remove", "skip" and the like. */
function removedPart(reading: Reading): Range | null {
  const lengthMs = reading.lengthMs;
  const span = reading.time("span");
  if (span) return span;
  const points = reading.times.filter((item): item is Extract<TimeItem, { kind: "point" }> => item.kind === "point");
  const duration = reading.time("duration");
  const from = points.find((point) => point.how === "from") ?? points.find((point) => point.how === "at");
  const until = points.find((point) => point.how === "until");
  if (from && until) return { startMs: from.atMs, endMs: until.atMs };
  const border = points.find((point) => point.how !== "at");
  const lull = lullNear(reading);
  if (lull && lull !== "none") return lull;
  const outcome = points.length === 0 && !duration ? outcomeGoing(reading) : null;
  if (outcome) return outcome;
  if (border && !duration) {
    const { how, named, comesUp } = border;
    const isLast = how === "after" && !comesUp && named !== undefined && isLastDeed(named, lengthMs);
    const atMs = isLast ? named.momentMs + SOON_AFTER_MS : border.atMs;
    const isAll = reading.word("everything", "all", "anything", "alles", "todo");
    const part = isAll ? null : partUpTo(placeIn(reading), how, atMs);
    if (part) return part;
    return how === "before" || how === "until" ? { startMs: 0, endMs: atMs } : { startMs: atMs, endMs: lengthMs };
  }
  const edge = duration && points.length === 0 ? namedEdge(reading, duration.ms) : null;
  if (edge) return edge;
  // "cut it off at 0:36", "stop the video at 0:30"
  if (from && !from.named && !duration && reading.word("off", "stop", "stops", "stopp"))
    return { startMs: from.atMs, endMs: lengthMs };
  // "can it stop as soon as the coupon is applied?"
  if (from?.named && !duration && reading.word("stop", "stops", "stopp"))
    return { startMs: endOf(from.named, lengthMs), endMs: lengthMs };
  if (from && duration) return { startMs: from.atMs, endMs: from.atMs + duration.ms };
  const place = placeIn(reading) ?? points.find((point) => point.named)?.named ?? stretchBefore(reading);
  return place ?? (reading.has("keep") ? null : edgePart(reading));
}
