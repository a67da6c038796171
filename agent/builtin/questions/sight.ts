import type { Box, Span } from "../../../convex/model/recording.ts";
import { takeToOutput } from "../../../convex/model/timeMap.ts";
import { type ContextShot, momentOf } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { shownBy } from "../../resolve/shown.ts";
import { elementOf } from "../../resolve/things.ts";
import { type EditView, timedEdits } from "../../resolve/view.ts";
import { clock, listed } from "../../words.ts";
import { editsInWords, isOn, whenOf } from "./edits.ts";

/** Whether something can be seen in the version seen, with its cuts, its crop and its blurs. */

/** What is asked: whether one sees it, whether it is hidden, or whether the crop or a cut takes it away. */
export type AskedSight = "seen" | "hidden" | "cutOff" | "cut";
type State = "cut" | "outside" | "blurred" | "partlyBlurred" | "partlyInside" | "open";

/** Blurs end a frame or two beside what they cover. */
const SLIVER_MS = 120;

const affirms: Record<AskedSight, readonly State[]> = {
  seen: ["open", "partlyBlurred"],
  hidden: ["cut", "outside", "blurred"],
  cutOff: ["outside", "partlyInside", "cut"],
  cut: ["cut"],
};
/** Neither yes nor no. */
const inPart: Partial<Record<State, readonly AskedSight[]>> = {
  partlyBlurred: ["hidden"],
  partlyInside: ["seen", "hidden"],
};

/** "No: **Phone** is blurred from beginning to end."; null for no things. */
export function sightAnswer(
  view: EditView,
  shots: readonly ContextShot[],
  asked: AskedSight,
  isYesNo = true,
): string | null {
  const things = [...new Map(shots.map((shot) => [shot.label, shot])).values()].slice(0, MOST_THINGS);
  if (things.length === 0) return null;
  const told = things.map((shot) => sightOf(view, shot, asked));
  const word = (state: State): string =>
    inPart[state]?.includes(asked) ? "Only in part" : affirms[asked].includes(state) ? "Yes" : "No";
  const words = [...new Set(told.map(({ state }) => word(state)))];
  const only = words.length === 1 ? (words[0] ?? "") : "Not all";
  const mark = told.length === 1 && only !== "Only in part" && told[0]?.sentence.includes("** is ") ? "," : ":";
  return `${isYesNo ? `${only}${mark} ` : ""}${told.map(({ sentence }) => sentence).join("; ")}.${offerFor(view, told, asked)}`;
}
const MOST_THINGS = 3;

export type Sight = { name: string; state: State; sentence: string };

export function sightOf(view: EditView, shot: ContextShot, asked: AskedSight): Sight {
  const label = shortLabel(shot.title ?? shot.label);
  const name = `**${label}**`;
  const told = (state: State, sentence: string): Sight => ({ name: label, state, sentence: `${name} ${sentence}` });
  const stays = staysOf(view, shot);
  if (stays.length === 0) return told("cut", "is cut out of this version");
  if (asked === "cut") return told("open", `is still there, at ${listed(timesOf(view, shot).slice(0, 4), "and")}`);
  const isCropped = view.seen.operations.some(({ type }) => type === "crop");
  const { share, isMoving, spans } = framed(view, shot);
  const shape = editsInWords(view).crop[0]?.name ?? "";
  if (share < 0.02) return told("outside", `lies outside the picture, which is cropped to ${shape}`);
  const blurs = timedEdits(view).filter((one) => one.type === "redact" && isOn(one, shot));
  const open = blurs.reduce((left, one) => left.flatMap((span) => without(span, one)), stays).filter(isLong);
  const [blur] = blurs;
  if (blur && open.length === 0) {
    const when = stays.length === 1 || blurs.length > 1 ? "wherever it is seen" : whenOf(view, blur);
    return told("blurred", `is blurred ${blurs.length === 1 ? whenOf(view, blur) : when}`);
  }
  if (blur) {
    const covered = listed(
      blurs.map((one) => spanInWords(one)),
      "and",
    );
    const bare = listed(open.map(spanInWords), "and");
    return told(
      "partlyBlurred",
      asked === "seen" ? `is to be seen ${bare}, blurred only ${covered}` : `is blurred ${covered}, and not ${bare}`,
    );
  }
  if (share < 0.98)
    return told("partlyInside", `is ${Math.round(share * 100)} % in the picture, which is cropped to ${shape}`);
  if (asked === "hidden") return told("open", "is not blurred");
  if (isMoving) return told("open", `is whole in the picture ${listed(spans.slice(0, 4).map(spanInWords), "and")}`);
  const times = timesOf(view, shot);
  return told("open", `${isCropped ? "is whole in the picture, " : ""}at ${listed(times.slice(0, 4), "and")}`);
}

/** Whether a page is there that is named by its address ("the login"): all of its steps, some or none; null for no page. */
export function pageAnswer(view: EditView, target: string, asked: AskedSight): string | null {
  const shots = view.context.shots.filter(({ route }) => target !== "" && route.split("/").includes(target));
  const [first] = shots;
  if (!first || asked === "cutOff") return null;
  const left = shots.filter((shot) => takeToOutput(view.seen.map, shot).length > 0);
  const name = `**${first.route}**`;
  const [yes, no] = asked === "seen" ? ["No", "Yes"] : ["Yes", "No"];
  if (left.length === 0) return `${yes}: all of ${name} is cut out of this version.`;
  const list = listed(
    left.slice(0, MOST_THINGS).map((shot) => `**${shortLabel(shot.label)}** at ${timesOf(view, shot)[0]}`),
    "and",
  );
  return left.length < shots.length
    ? `Only in part: of ${name} there is still ${list}.`
    : `${no}: ${name} is there, with ${list}.`;
}

/** What would hide it, or bring it back into the picture. */
function offerFor(view: EditView, told: readonly Sight[], asked: AskedSight): string {
  const one = told.find(({ state }) => state !== "blurred" && state !== "cut");
  if (!one) return "";
  if (["partlyInside", "outside"].includes(one.state))
    return asked === "hidden" ? "" : ` Say **crop to ${one.name}**, or **remove the crop**.`;
  if (asked !== "hidden" && one.state !== "partlyBlurred") return "";
  const others = [...new Set(editsInWords(view).blur.map(({ name }) => name))];
  return one.state === "open" && others.length > 0
    ? ` Blurred: ${listed(others, "and")}.`
    : ` Say **blur ${one.name}**${one.state === "partlyBlurred" ? " for all of it" : ""}.`;
}

/** When it may be seen: an element is known from when to when; what a step used stays as long as its page. */
function staysOf(view: EditView, shot: ContextShot): Span[] {
  const { shots } = view.context;
  const element = elementOf(view.context, shot);
  const own = element ?? shot;
  const spans = element || shot.action === undefined ? [own] : shots.filter(({ route }) => route === shot.route);
  const used = shot.action === undefined ? [shot] : shots.filter(({ label }) => label === shot.label);
  // A page that stays without the step that used the thing shows nobody knows what.
  if (!element && used.every((one) => takeToOutput(view.seen.map, one).length === 0)) return [];
  return joined(spans.flatMap((span) => takeToOutput(view.seen.map, span)));
}

/** From when on it is seen, or used. */
function timesOf(view: EditView, shot: ContextShot): string[] {
  const times = shot.action === undefined ? [shot] : view.context.shots.filter(({ label }) => label === shot.label);
  const starts = times.flatMap((one) => takeToOutput(view.seen.map, one)[0]?.startMs ?? []);
  return [...new Set(starts.map(clock))];
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = all.at(-1);
    if (last && span.startMs <= last.endMs + 1) last.endMs = Math.max(last.endMs, span.endMs);
    else all.push({ startMs: span.startMs, endMs: span.endMs });
  }
  return all;
}

function without({ startMs, endMs }: Span, blur: { startMs: number; durationMs: number }): Span[] {
  const until = blur.startMs + blur.durationMs;
  return [
    { startMs, endMs: Math.min(endMs, blur.startMs) },
    { startMs: Math.max(startMs, until), endMs },
  ].filter((span) => span.endMs > span.startMs);
}

const isLong = ({ startMs, endMs }: Span): boolean => endMs - startMs > SLIVER_MS;

const spanInWords = (span: Span | { startMs: number; durationMs: number }): string =>
  `from ${clock(span.startMs)} to ${clock("endMs" in span ? span.endMs : span.startMs + span.durationMs)}`;

/** How much of a thing the picture shows at best, and, where a crop moves, when it does: of what steps use while they do. */
export function framed(view: EditView, shot: ContextShot): { share: number; isMoving: boolean; spans: Span[] } {
  const { box } = shot;
  const shown = shownBy(view, view.seen.operations);
  if (!box) return { share: 1, isMoving: false, spans: [] };
  const uses = view.context.shots.filter((one) => one.label === shot.label && one.action !== undefined);
  const isNear = ({ startMs, endMs }: Span): boolean =>
    uses.length === 0
      ? startMs < shot.endMs && endMs > shot.startMs
      : uses.some((use) => momentOf(use) >= startMs && momentOf(use) < endMs);
  const near = shown.filter(isNear);
  const rests = (near.length > 0 ? near : shown).map((rest) => ({ ...rest, share: shareInside(box, rest.box) }));
  const share = Math.max(...rests.map((rest) => rest.share));
  const spans = rests.filter((rest) => rest.share === share).flatMap((rest) => takeToOutput(view.seen.map, rest));
  return { share, isMoving: shown.length > 1, spans: joined(spans) };
}

/** How much of a box lies within another. */
function shareInside(box: Box, around: Box): number {
  const overlap = (from: number, size: number, within: number, most: number): number =>
    Math.max(0, Math.min(from + size, within + most) - Math.max(from, within));
  const area = overlap(box.x, box.width, around.x, around.width) * overlap(box.y, box.height, around.y, around.height);
  return box.width * box.height === 0 ? 1 : area / (box.width * box.height);
}
