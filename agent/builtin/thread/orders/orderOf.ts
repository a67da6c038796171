import type { ThreadContext } from "../../../context.ts";
import type { LastChange } from "../../../resolve/changeOf.ts";
import { isTimed, isView, lengthOf, openView } from "../../../resolve/view.ts";
import { earlierMessages } from "../answers/openQuestion.ts";
import { justChanged } from "../lastChange.ts";
import type { Message } from "./besideOrders.ts";
import type { Change } from "./hearChange.ts";
import type { Heard } from "./hearOrder.ts";
import { editsNamed, type Placed } from "./namedEdits.ts";
import type { Order } from "./orderCalls.ts";
import { placeIn } from "./orderPlace.ts";
import { meantBy } from "./whichEdits.ts";

/** What a clause orders, with the edits and the moments that it means. */

/** `says`: the words that the one that is meant is to have. */
export type Asked = { asks: string; deed: Heard["deed"]; isOffer?: true; says?: string };

export function orderOf(heard: Heard, { text, newest, thread, spokenOf }: Message): Order | Asked | null {
  const change = heard.declined || heard.isThem ? justChanged(thread, text) : null;
  const added = change?.added ?? [];
  const meant = meantBy(heard, { inMessage: spokenOf, newest, added }, thread);
  if (!meant) return null;
  const { deed } = heard;
  const [first] = typeof meant === "object" && "edits" in meant ? meant.edits : [];
  const changes = heard.changes.map((change) =>
    inUnits(asLike(untilFound(change, thread), thread), first, earlierMessages(thread, text)),
  );
  if (changes.some(({ like }) => like !== undefined)) return { asks: NOTHING_LIKE, deed };
  const lost = changes.find(({ until, untilMs }) => until !== undefined && untilMs === undefined);
  if (lost) return heard.isHeld && heard.isIt && newest?.isTold ? { asks: untilWhen(lost), deed } : null;
  if (meant === "lastDeed") return { deed, edits: [], changes, isUndone: true };
  if (meant === "unsaid") return deed === "change" ? { deed, edits: [], changes } : null;
  if (heard.declined?.isDegree && "edits" in meant) {
    const toFactor = closenessBefore(meant.edits, change);
    if (toFactor !== undefined)
      return {
        deed: "change",
        edits: meant.edits,
        changes: [{ scale: "strength", isLess: false, isLittle: false, toFactor }],
      };
  }
  if (deed === "keepOnly" && "edits" in meant) return { ...meant, deed: "remove", changes };
  const isApart = /["“”„]/.test(heard.which);
  return "asks" in meant
    ? { ...meant, deed }
    : { ...meant, deed, changes, isAside: heard.isAside, isApart, isDeclined: heard.declined !== undefined };
}

/** A moment that is not in this video. */
const untilWhen = ({ until = "" }: Change): string =>
  `I do not see “${until}” in this video. Until when shall it stay, such as **until 0:05**?`;

/** How close the one zoom was before the last change. */
function closenessBefore([one, ...more]: readonly Placed[], change: LastChange | null): number | undefined {
  const { anchor } = (one && more.length === 0 && one.edit.type === "zoom" && one.edit) || {};
  const was = change?.previous.operations.find(
    (edit) => edit.type === "zoom" && anchor !== undefined && edit.anchor?.element === anchor.element,
  );
  return was?.type === "zoom" ? was.intensity : undefined;
}

function untilFound(change: Change, thread: ThreadContext): Change {
  const view = openView(thread);
  if (change.until === undefined || !isView(view)) return change;
  const place =
    placeIn(`to ${change.until}`, thread) ??
    placeIn(change.until, thread) ??
    placeIn(`when ${change.until}`, thread) ??
    placeIn(`at ${change.until}`, thread);
  const untilMs = place?.isEnd ? lengthOf(view.seen.map) : place?.startMs;
  const isWaited = change.isWaited === true && place?.isEvent === true;
  return untilMs === undefined ? change : { ...change, untilMs, isWaited };
}

/** "as close as the phone one": what that edit has. */
function asLike({ like, ...change }: Change, thread: ThreadContext): Change {
  const named = like === undefined ? null : editsNamed(like, thread);
  const edit = named?.asks ? undefined : named?.edits.at(-1)?.edit;
  if (like === undefined) return change;
  if (change.scale === "length" && edit && isTimed(edit)) return { ...change, toMs: edit.durationMs };
  if (change.scale === "strength" && edit?.type === "zoom") return { ...change, toFactor: edit.intensity };
  return edit?.type === "speed" ? { ...change, toFactor: edit.rate } : { ...change, like };
}

/** "make that 3": of a speed how fast, of a zoom that was just said to be closer how close, else how many seconds. */
function inUnits(
  { toNumber, ...change }: Change,
  one: Placed | undefined,
  earlier: readonly { role: string; content: string }[],
): Change {
  if (toNumber === undefined) return change;
  const before = earlier.findLast(({ role }) => role === "user")?.content ?? "";
  const isFactor = one?.edit.type === "speed" || (one?.edit.type === "zoom" && ofCloseness.test(before));
  return isFactor ? { ...change, toFactor: toNumber } : { ...change, toMs: toNumber * 1000 };
}
const ofCloseness = /\d\s?[x×]|(?<!\p{L})(?:closer|tighter|stronger|nearer|close|strong|tight)(?!\p{L})/iu;

const NOTHING_LIKE = "I find no edit to go by in this video. How shall it be, in numbers such as **3×** or **5 s**?";
