import type { ThreadContext } from "../../context.ts";
import { isTimed, isView, lengthOf, openView } from "../../resolve/view.ts";
import type { Token } from "../words/lexer.ts";
import type { Message } from "./besideOrders.ts";
import type { Change } from "./hearChange.ts";
import { type Heard, rewordedName } from "./hearOrder.ts";
import { editsNamed, editsPlaced } from "./namedEdits.ts";
import type { Order } from "./orderCalls.ts";
import { placeIn } from "./orderPlace.ts";
import { isEmpty, meantBy } from "./whichEdits.ts";

/** What a clause orders, with the edits and the moments that it means. */

export type Asked = { asks: string; deed: Heard["deed"]; isOffer?: true };

export function orderOf(heard: Heard, { newest, thread, orders, spokenOf }: Message): Order | Asked | null {
  const meant = meantBy(heard, { inMessage: orders.at(-1)?.edits ?? spokenOf, newest }, thread);
  if (!meant) return null;
  const { deed } = heard;
  const changes = heard.changes.map((change) => asLike(untilFound(change, thread), thread));
  if (changes.some(({ like }) => like !== undefined)) return { asks: NOTHING_LIKE, deed };
  // Until a moment that is not in this video.
  if (changes.some(({ until, untilMs }) => until !== undefined && untilMs === undefined)) return null;
  if (meant === "lastDeed") return { deed, edits: [], changes, isUndone: true };
  if (meant === "unsaid") return deed === "change" ? { deed, edits: [], changes } : null;
  if (deed === "keepOnly" && "edits" in meant) return { ...meant, deed: "remove", changes };
  return "asks" in meant ? { ...meant, deed } : { ...meant, deed, changes, isAside: heard.isAside };
}

function untilFound(change: Change, thread: ThreadContext): Change {
  const view = openView(thread);
  if (change.until === undefined || !isView(view)) return change;
  const place =
    placeIn(`to ${change.until}`, thread) ??
    placeIn(`when ${change.until}`, thread) ??
    placeIn(`at ${change.until}`, thread);
  const untilMs = place?.isEnd ? lengthOf(view.seen.map) : place?.startMs;
  return untilMs === undefined ? change : { ...change, untilMs };
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

const NOTHING_LIKE = "I find no edit to go by in this video. How shall it be, in numbers such as **3×** or **5 s**?";

/** Words between quotes that no caption has yet. */
export const isNew = (token: Token, context: ThreadContext): boolean =>
  token.kind === "quoted" && !isCaption(token.text, context);

/** 'make the first one read "Hello"': other words for the one caption that is named; null where a new one is asked for. */
export function rewording(clause: readonly Token[], { said, thread, orders }: Message): Order | null {
  const texts = clause.flatMap((token) => (token.kind === "quoted" && isNew(token, thread) ? [token.text] : []));
  const which = rewordedName(
    clause.filter((token) => !isNew(token, thread)),
    said,
  );
  // "make the error caption 3 seconds and say …"
  const before = which !== null && isEmpty(which) ? orders.at(-1)?.edits : undefined;
  const named = before ? { edits: [...before], isChosen: true } : which ? editsNamed(which, thread) : null;
  const [text, ...more] = texts;
  const isOne = named?.isChosen && !named.asks && named.edits.length === 1 && named.edits[0]?.edit.type === "caption";
  return isOne && text !== undefined && more.length === 0
    ? { deed: "change", edits: named.edits, changes: [], text }
    : null;
}

const isCaption = (said: string, context: ThreadContext): boolean =>
  editsPlaced(context).some(
    ({ edit }) => edit.type === "caption" && edit.text.toLowerCase() === said.trim().toLowerCase(),
  );
