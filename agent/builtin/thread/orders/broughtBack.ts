import type { Operation, OperationType } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import { applyToTime, type TimeMap, takeToOutput, wholeTake } from "../../../../convex/model/timeMap.ts";
import type { ContextVersion, ThreadContext } from "../../../context.ts";
import { changeOf } from "../../../resolve/changeOf.ts";
import { describe } from "../../../resolve/describe.ts";
import { GOING_BACK } from "../../../resolve/history.ts";
import { isView, openView } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { partNamed } from "../remarks/remarked.ts";
import { timesNow } from "../timesNow.ts";
import { madeOf } from "./changed.ts";
import { nouns } from "./editNames.ts";
import type { Back } from "./hearBack.ts";
import { type Edit, editsNamed, editsPlaced, kindNamed, type Placed } from "./namedEdits.ts";
import { besidePart, pacedIn } from "./paced.ts";
import { withoutRates } from "./rateNames.ts";

/** What goes, and what is made, so that an edit is again as it was. */
export type Brought = {
  goes: readonly PlaceOf[];
  made: readonly ToolCall[];
  edits: readonly Placed[];
  /** Those that come back, of which more may be said. */
  gone?: readonly Edit[];
};
/** An operation by its kind and its place, counted from 1, among those. */
export type PlaceOf = { type: OperationType; index: number };

/** "the speed", "the caption", "the login part": null where nothing of that name is there or was there otherwise. */
export function broughtBack(which: string, back: Back, context: ThreadContext): Brought | null {
  const view = openView(context);
  if (!isView(view)) return null;
  if (back === "original" || back === "since") {
    const to = back === "since" ? madeIn(which, context) : context.versions.length > 1 ? "original" : undefined;
    return to === undefined ? null : { edits: [], goes: [], made: [{ tool: "revert", input: { to } }] };
  }
  if (back === "wanted") {
    const { edits = [], asks } = editsNamed(which, context) ?? {};
    return comesBack(which, context) ?? (edits.length > 0 && !asks ? { edits, goes: [], made: [] } : null);
  }
  const made = view.seen.operations;
  const kind = kindNamed(which);
  const what = kind === "speed" ? which.replaceAll(paceNoun, " ").trim() : which;
  // "the slow part back to normal": that change of speed alone.
  const paced = back === "normal" && isNamedByRate(what, context) ? (editsNamed(what, context)?.edits ?? []) : [];
  if (paced.length > 0) return without(paced);
  const part = kind === "speed" && back !== "seen" ? partNamed(what, context) : null;
  if (part) return partlyNormal(part, context);
  // "the unicorn at normal speed": not all of it.
  if (kind === "speed" && describe(what).content.length > 0) return null;
  if (kind && isOfAll(kind)) return ofAll(kind, back, context) ?? (back === "there" ? comesBack(which, context) : null);
  if (back === "seen") return null;
  const named = editsNamed(which, context);
  const there = named && !named.asks ? (named.isChosen || named.isPlural ? named.edits : named.edits.slice(-1)) : [];
  const gone = back === "there" && kind ? comesBack(which, context) : null;
  if (gone) return gone;
  const changed = there.flatMap((one) => asBefore(one, back, context) ?? []);
  if (changed.length > 0)
    return { edits: there, goes: changed.map(({ place }) => place), made: changed.flatMap(({ was }) => was) };
  return kind ? null : withoutCuts(which, made, context, view.take.durationMs);
}

/** "the name typing at normal speed": what was made quicker or slower stays so beside it. */
function partlyNormal(part: Span, context: ThreadContext): Brought | null {
  const edits = pacedIn(part, context);
  return edits.length === 0 ? null : { ...without(edits), made: besidePart(edits, part) };
}
const paceNoun = new RegExp(`(?<!\\p{L})(?:(?:in|at|to|of|the|der|die|la) )*(?:${nouns.speed})(?!\\p{L})`, "giu");

export const without = (edits: readonly Placed[]): Brought => ({
  edits,
  goes: edits.map(({ edit, index }) => ({ type: edit.type, index })),
  made: [],
});

const isNamedByRate = (what: string, context: ThreadContext): boolean => {
  const { isSo } = withoutRates(what, editsPlaced(context));
  return isSo !== null && editsNamed(what, context)?.edits.every(({ edit }) => edit.type === "speed") === true;
};

/** "bring it back", when the last thing done was to go back: what was undone. */
export function redone(context: ThreadContext): Brought | null {
  const newest = context.versions.find(({ version }) => version === context.currentVersion);
  const [before] = newest?.summary?.startsWith(GOING_BACK) ? versionsBefore(context) : [];
  return before ? { edits: [], goes: [], made: [{ tool: "revert", input: { to: before.version } }] } : null;
}

/** The newest version before this one in which an edit of that name was made. */
function madeIn(which: string, context: ThreadContext): number | undefined {
  const isMadeIn = (then: ContextVersion): boolean => {
    const added = changeOf(then, context.versions)?.added ?? [];
    const made = editsNamed(which, asSeenIn(then, context))?.edits ?? [];
    return made.some(({ edit, index }) => {
      const own = then.operations.filter(({ type }) => type === edit.type)[index - 1];
      return added.some((one) => one === own);
    });
  };
  return versionsBefore(context).find(isMadeIn)?.version;
}

/** Of these a video has one at a time: the one that was made last is seen. */
const isOfAll = (type: OperationType): boolean => type === "speed" || type === "crop" || type === "cursor_emphasis";

/** "normal" is without any; what is put back is what was made of it last. */
function ofAll(type: OperationType, back: Back, context: ThreadContext): Brought | null {
  const view = openView(context);
  const alike = isView(view) ? view.seen.operations.filter((one) => one.type === type) : [];
  if (alike.length === 0) return null;
  const hides = (one: Operation | undefined): boolean => one?.type === "cursor_emphasis" && one.size === 0;
  const isHidden = hides(alike.at(-1));
  if (back === "seen" && !isHidden) return null;
  const shown = alike.length - 1 - alike.findLastIndex((one) => !hides(one));
  const count = back === "normal" ? alike.length : isHidden ? shown : madeLast(type, context);
  const goes = alike.map((_, at) => ({ type, index: at + 1 })).slice(-count);
  return { edits: editsPlaced(context).filter(({ edit }) => edit.type === type), goes, made: [] };
}

/** How many edits of a kind the version has made that made one last. */
function madeLast(type: OperationType, { versions, currentVersion }: ThreadContext): number {
  const counts = versions
    .filter(({ version }) => version <= (currentVersion ?? 0))
    .map((one) => changeOf(one, versions)?.added.filter((edit) => edit.type === type).length ?? 0);
  return counts.findLast((count) => count > 0) ?? 1;
}

const versionsBefore = ({ versions, currentVersion }: ThreadContext): ContextVersion[] =>
  versions.filter(({ version, status }) => version < (currentVersion ?? 0) && status !== "failed").toReversed();

const asSeenIn = ({ version }: ContextVersion, context: ThreadContext): ThreadContext => ({
  ...context,
  currentVersion: version,
  seenVersion: null,
});

/** The newest edits of that name that are no more, as they were, in the times of the version that is seen. */
function comesBack(which: string, context: ThreadContext): Brought | null {
  for (const then of versionsBefore(context)) {
    const named = editsNamed(which, asSeenIn(then, context));
    const now = editsPlaced(context).map(({ edit }) => edit);
    const gone = (named?.edits ?? []).flatMap(({ edit }) => {
      const was = timesNow(edit, then.version, context);
      const same = now.findIndex((one) => isSame(one, was));
      if (same >= 0) now.splice(same, 1);
      return same >= 0 ? [] : [was];
    });
    if (gone.length > 0) return { edits: [], goes: [], made: gone.map(madeOf), gone };
  }
  return null;
}

/** An edit as it was before it was changed; where it was never otherwise, it goes. */
function asBefore(
  { edit, index }: Placed,
  back: Back,
  context: ThreadContext,
): { place: PlaceOf; was: ToolCall[] } | null {
  const place = { type: edit.type, index };
  for (const then of versionsBefore(context)) {
    const were = editsPlaced(asSeenIn(then, context)).map((one) => timesNow(one.edit, then.version, context));
    const was = were.find((one) => isSame(one, edit)) ?? null;
    if (was && JSON.stringify(valuesOf(was)) !== JSON.stringify(valuesOf(edit))) return { place, was: [madeOf(was)] };
  }
  return back === "there" ? null : { place, was: [] };
}

/** Whether two versions show one and the same edit, changed or not. */
function isSame(a: Edit, b: Edit): boolean {
  if (a.type !== b.type) return false;
  if (a.type === "caption" && b.type === "caption" && a.text === b.text) return true;
  if (a.anchor || b.anchor) return a.anchor?.element === b.anchor?.element;
  return !("startMs" in a && "startMs" in b) || Math.abs(a.startMs - b.startMs) < NEAR_MS;
}
const NEAR_MS = 200;

/** What may be changed of an edit; times that were moved by others are told apart no more finely than they are seen. */
const valuesOf = (edit: Edit): unknown =>
  Object.entries(edit).map(([key, value]) =>
    typeof value === "number" && /Ms$/.test(key) ? Math.round(value / NEAR_MS) : value,
  );

/** "put the login part back": without the cuts that took it. */
function withoutCuts(
  which: string,
  made: readonly Operation[],
  context: ThreadContext,
  takeMs: number,
): Brought | null {
  const [original] = context.versions;
  const cuts = made.flatMap((one, at) => (cutting.has(one.type) ? [{ type: one.type, at }] : []));
  const part = original && cuts.length > 0 ? partNamed(which, asSeenIn(original, context)) : null;
  if (!part) return null;
  const seen = (map: TimeMap): number =>
    takeToOutput(map, part).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const goes = cuts.flatMap(({ type, at }) => {
    const before = made.slice(0, at).reduce(applyToTime, wholeTake(takeMs));
    const took = seen(before) - seen(made.slice(at, at + 1).reduce(applyToTime, before));
    return took > NEAR_MS ? [{ type, index: made.slice(0, at + 1).filter((one) => one.type === type).length }] : [];
  });
  return goes.length > 0 ? { edits: [], goes, made: [] } : null;
}
const cutting: ReadonlySet<string> = new Set(["cut", "trim", "split"]);
