import type { ThreadContext } from "../../../context.ts";
import { isTimed, isView, lengthOf, openView, type TimedEdit } from "../../../resolve/view.ts";
import { COMES_BEFORE_MS } from "../../../resolve/zoom.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { afterCalls } from "../../rehearse.ts";
import type { Brought, PlaceOf } from "./broughtBack.ts";
import { changedBy, madeOf } from "./changed.ts";
import type { Change } from "./hearChange.ts";
import type { Heard } from "./hearOrder.ts";
import { type Edit, type Placed, sameEdit } from "./namedEdits.ts";
import type { Place } from "./orderPlace.ts";

/** An order with the edits that it means. */
export type Order = {
  deed: Heard["deed"];
  edits: readonly Placed[];
  changes: readonly Change[];
  to?: Place;
  /** Other words for a caption. */
  text?: string;
  /** It is named by its time or its words: what else is said of it may be of another in its place. */
  isApart?: boolean;
  /** "not faster": what was made and is not wanted. */
  isDeclined?: boolean;
  isUndone?: boolean;
  isAside?: boolean;
  back?: Brought;
};

/** The calls that carry orders out, of edits of the version that the thread shows; null where one of them cannot be. */
export function callsOf(orders: readonly Order[], thread: ThreadContext): ToolCall[] | null {
  const view = openView(thread);
  const gone: PlaceOf[] = [];
  const calls: ToolCall[] = [];
  const placeOf = ({ edit, index }: Placed): PlaceOf => ({ type: edit.type, index });
  const isGone = ({ type, index }: PlaceOf): boolean => gone.some((one) => one.type === type && one.index === index);
  const remove = (one: PlaceOf): void => {
    if (isGone(one)) return;
    const { type } = one;
    const index = one.index - gone.filter((other) => other.type === type && other.index < one.index).length;
    const alike = isView(view) ? view.seen.operations.filter((other) => other.type === type).length : 0;
    const isLast = gone.length === 0 && index === alike;
    calls.push({ tool: "remove_edit", input: { type, ...(isLast ? {} : { index }) } });
    gone.push(one);
  };
  const goes = orders.flatMap(({ deed, edits, back }) => back?.goes ?? (deed === "remove" ? edits.map(placeOf) : []));
  for (const one of goes.toSorted((a, b) => b.index - a.index)) remove(one);
  // "not faster, and the caption 5 seconds": there is room for it in the longer one.
  const videoMs = Math.max(
    lengthIn(thread),
    gone.some(({ type }) => type === "speed") ? lengthIn(afterCalls(thread, calls)) : 0,
  );
  const others = new Set(
    orders.flatMap(({ edits, back }) => (back ? [] : edits)).filter((one) => !isGone(placeOf(one))),
  );
  const done = new Set<Edit>();
  for (const one of others) {
    if (done.has(one.edit)) continue;
    done.add(one.edit);
    const own = orders.filter(({ edits }) => edits.some(({ edit }) => edit === one.edit));
    const to = own.findLast((order) => order.to)?.to;
    const text = own.findLast((order) => order.text !== undefined)?.text;
    const isOther = text !== undefined && own.some(({ isApart }) => isApart);
    // "start it at 0:05 and end at 0:08": how long it is goes by where it is then.
    const there = to && isTimed(one.edit) && !isOther ? placedAt(one.edit, to, videoMs) : one.edit;
    const changes = own.flatMap((order) => order.changes).filter(({ scale }) => !to || scale !== "time");
    const changed = changedBy(there, changes, videoMs);
    if (!changed) return null;
    if (text === undefined && sameEdit(changed, one.edit)) continue;
    // What is said of the cursor adds to what it is.
    if (changed.type !== "cursor_emphasis") remove(placeOf(one));
    // "half as fast", of what plays at 2×: as it was.
    if (changed.type === "speed" && changed.rate === 1) continue;
    // "at 0:05 it should say “One”, the “Two” goes at 0:12": both.
    calls.push(madeOf(text !== undefined && changed.type === "caption" ? { ...changed, text } : changed));
    if (to && isOther && isTimed(changed)) calls.push(madeOf(placedAt(changed, to, videoMs)));
  }
  return [...calls, ...orders.flatMap(({ back }) => back?.made ?? [])];
}

function lengthIn(thread: ThreadContext): number {
  const view = openView(thread);
  return isView(view) ? lengthOf(view.seen.map) : 0;
}

function placedAt(edit: TimedEdit, to: Place, videoMs: number): TimedEdit {
  const beforeMs = edit.type === "zoom" && to.isEvent && !to.isBegun ? COMES_BEFORE_MS : 0;
  const atMs = to.startMs === undefined ? edit.startMs : to.startMs - beforeMs;
  const startMs = Math.round(Math.max(0, to.isEnd ? videoMs - edit.durationMs : atMs));
  const durationMs = to.durationMs ?? (isReachedBack(edit, to, startMs) ? endOf(edit) - startMs : edit.durationMs);
  return { ...edit, startMs, durationMs: Math.round(Math.min(durationMs, videoMs - startMs)) };
}

/** "start it a bit earlier" keeps where it ends; farther back it would be another edit, and it is moved as it is. */
function isReachedBack(edit: TimedEdit, to: Place, startMs: number): boolean {
  return to.isBegun === true && startMs < edit.startMs && edit.startMs - startMs <= edit.durationMs;
}

const endOf = ({ startMs, durationMs }: TimedEdit): number => startMs + durationMs;
