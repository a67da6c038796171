import type { ThreadContext } from "../../context.ts";
import { revertTarget } from "../../resolve/history.ts";
import { isTimed, isView, lengthOf, openView } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { timing } from "../fill/when.ts";
import { type Understanding, understand } from "../understand.ts";
import { clauseOf } from "../words/clause.ts";
import { read } from "../words/read.ts";
import { Reading } from "../words/reading.ts";
import { again } from "./editTimes.ts";
import { justChanged } from "./lastChange.ts";
import { saysMore } from "./moved.ts";
import { editsNamed, editsPlaced, type Placed } from "./namedEdits.ts";
import { boldIn, questionOf } from "./openQuestion.ts";
import { withoutProtest } from "./protest.ts";

/**
 * "remove the two captions at the start", "move the first to 0:08 and the second to 0:11": edits that are there, taken away
 * or brought elsewhere. Null unless each part of the message is such an order, or understood by itself.
 */
export function editOrders(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > LONGEST || !context.versions.some(({ operations }) => operations.length > 0))
    return null;
  const last = justChanged(context, text) ? lastEdit(context) : undefined;
  for (const parts of [partsOf(text, sentences), partsOf(text, clauses)]) {
    const heard = heardTogether(parts, last, context);
    if (heard) return heard;
  }
  return null;
}

const LONGEST = 240;
const sentences = /[.!;]+(?=\s)|,? (?:and )?then /iu;
const clauses = /[.!;]+(?=\s)|,? (?:and )?then |,? (?:and|und|y) (?=\S)/iu;
const quoted = /["“„«][^"“”„«»]*["”“»]/gu;

const PRIVATE = 0xe000;

/** The parts of a message; what stands between quotes is never parted. */
function partsOf(text: string, at: RegExp): string[] {
  // A private character for every quote, which no pattern parts.
  const kept: string[] = [];
  const masked = text.replace(quoted, (found) => String.fromCharCode(PRIVATE + kept.push(found) - 1));
  const shown = (part: string): string =>
    kept.reduce((words, found, index) => words.replace(String.fromCharCode(PRIVATE + index), () => found), part);
  return masked
    .split(at)
    .map((part) => shown(part).trim())
    .filter((part) => /\p{L}/u.test(part));
}

type Deed = "remove" | "move";
type Order = { deed: Deed; edits: readonly Placed[]; to?: Place } | { asks: string; deed: Deed };

/** The edit made last, where that is one of a time. */
function lastEdit(context: ThreadContext): Placed | undefined {
  const view = openView(context);
  const newest = isView(view) ? view.seen.operations.at(-1) : undefined;
  return newest && isTimed(newest) ? editsPlaced(context).at(-1) : undefined;
}

function heardTogether(
  parts: readonly string[],
  last: Placed | undefined,
  context: ThreadContext,
): Understanding | null {
  let then = context;
  let deed: Deed | undefined;
  const calls: ToolCall[] = [];
  const orders: Order[] = [];
  for (const part of parts) {
    const order = orderIn(part, deed, last, then);
    if (order && "asks" in order) return asked(order);
    if (order) {
      deed = order.deed;
      orders.push(order);
      if (calls.some(({ tool }) => tool !== "revert")) return null;
      continue;
    }
    if (isRemark(part)) continue;
    const other = understand(part, then);
    const isLater = orders.length > 0;
    if (other.kind === "say") {
      // What was said before an order may be why it is given.
      if (isLater || other.why !== "chat") return null;
      if (part.length > LONGEST_REMARK) return null;
      continue;
    }
    if (isLater && other.calls.some(({ tool }) => !leavesEdits.has(tool))) return null;
    if (isLater) return ordersOf(orders, then, calls, other.calls);
    calls.push(...other.calls);
    const gone = afterRevert(calls, then);
    if (!gone) return null;
    then = gone;
  }
  return orders.length === 0 ? null : ordersOf(orders, then, calls, []);
}

const LONGEST_REMARK = 60;
/** What may be asked for after the edits are as they are to be. */
const leavesEdits: ReadonlySet<string> = new Set([
  "export",
  "share",
  "review",
  "style_preset",
  "cursor_emphasis",
  "crop",
]);
const remark =
  /^(?:(?:they|these|those|it|that|this|both|all|sie|son|es)(?:'s|'re| are| is| were| was| come| start)\b|(?:oh|ah|ok|okay|no|hm+|sorry|please|thanks|[\s,!]+)+$)/iu;
const isRemark = (part: string): boolean => remark.test(part);

function afterRevert(calls: readonly ToolCall[], context: ThreadContext): ThreadContext | null {
  const [back, ...more] = calls;
  if (back?.tool !== "revert" || more.length > 0) return null;
  const target = revertTarget(context, back.input.to);
  return target.kind === "version" ? { ...context, currentVersion: target.version.version, seenVersion: null } : null;
}

function ordersOf(
  orders: readonly Order[],
  context: ThreadContext,
  first: readonly ToolCall[],
  last: readonly ToolCall[],
): Understanding {
  const given = orders.flatMap((order) => ("edits" in order ? [order] : []));
  // Removing one moves the numbers of those after it.
  const gone: Placed[] = [];
  const made: ToolCall[] = [];
  const removals = given
    .filter(({ deed }) => deed === "remove")
    .flatMap(({ edits }) => edits)
    .toSorted((a, b) => b.index - a.index);
  const remove = (one: Placed): void => {
    if (gone.some(({ edit }) => edit === one.edit)) return;
    const { type } = one.edit;
    const before = gone.filter(({ edit, index }) => edit.type === type && index < one.index).length;
    const index = one.index - before;
    const isLast = index === editsPlaced(context).filter(({ edit }) => edit.type === type).length - gone.length;
    made.push({ tool: "remove_edit", input: { type, ...(isLast && made.length === 0 ? {} : { index }) } });
    gone.push(one);
  };
  for (const one of removals) remove(one);
  for (const { edits, to } of given)
    for (const one of to ? edits : []) {
      remove(one);
      made.push(movedTo(one, to ?? {}, context));
    }
  return { kind: "calls", calls: [...first, ...made, ...last] };
}

function movedTo({ edit }: Placed, to: Place, context: ThreadContext): ToolCall {
  const view = openView(context);
  const lengthMs = isView(view) ? lengthOf(view.seen.map) : edit.startMs + edit.durationMs;
  const startMs = to.isEnd ? Math.max(0, lengthMs - edit.durationMs) : (to.startMs ?? edit.startMs);
  const durationMs = Math.min(to.durationMs ?? edit.durationMs, lengthMs - startMs);
  const placed = edit.type === "caption" && to.position ? { ...edit, position: to.position } : edit;
  return again(placed, { startMs: Math.round(startMs), durationMs: Math.round(durationMs) });
}

function asked({ asks, deed }: { asks: string; deed: Deed }): Understanding {
  const offers = boldIn(asks).map((name) => ({ name, value: name.replace(/[“”]/g, '"') }));
  const lack = deed === "remove" ? { say: "remove", offers } : {};
  return { kind: "say", why: "asks", text: asks, open: [questionOf(asks, lack)] };
}

const removing =
  "remove|delete|drop|lose|kill|scrap|ditch|get rid of|take (?:off|away|out)|clear|entferne?|lösch(?:e)?|nimm|quita|elimina|borra|saca";
const moving =
  "move|shift|put|place|bring|push|show|set|slide|have|let|verschiebe?|schieb|setz|stell|mueve|pon|pasa|lleva";
const duty =
  "(?:should|must|can|could|needs? to|ha(?:s|ve) to|may|soll(?:en|te|ten)?|muss|müssen|k[aö]nn(?:en|te)?|debe[nr]?|tiene[n]? que|pueden?)";
const polite =
  /^(?:(?:can|could|would|will) (?:you|we) |please |bitte |por favor |kannst du |puedes |and |und |y |now |just |only |nur |s[oó]lo )+|[\s,]+(?:please|bitte|por favor|thanks|instead)$|[,\s]+(?:they(?:'re| are)|it(?:'s| is)|that(?:'s| is)|since|because|sie sind|weil|porque|son)\b.*$/giu;
const [removes, goes, moves, comes, still] = [
  `^(?:${removing}) (?:only |just |nur |s[oó]lo )?(?<what>.+?)(?: (?:off|away|out|again|weg|raus))?$`,
  `^(?<what>.+?) (?:${duty} (?:all |only )?(?:go|be (?:removed|gone|deleted)|disappear|vanish|weg|raus|verschwinden|irse|desaparecer)|weg|raus|away|out|fuera)(?: away| again)?$`,
  `^(?:${moving}) (?<what>.+?) (?<to>(?:to|at|on|in|near|when|where|once|as soon as|after|before|nach|auf|zu[mr]?|an|ans|bei[m]?|a|al|en|cuando|wenn|sobald) .+)$`,
  `^(?<what>.+?) ${duty} (?:be|come|show|start|appear|go|begin|stehen|kommen|erscheinen|beginnen|estar|salir|aparecer|empezar)(?: up| in)? (?<to>.+)$`,
  `^(?<what>.+?) (?<to>(?:to|at|on|nach|auf|zu[mr]?|bei[m]?|a|al|en) .+)$`,
].map((pattern) => new RegExp(pattern, "iu"));
const another =
  /\b(?:another|also|too|new|again|as well|second copy|auch|noch|neue[nr]?|tambi[eé]n|otr[oa]|nuev[oa])\b/iu;

/** One order; without a verb it is of the deed before it. */
function orderIn(part: string, deed: Deed | undefined, last: Placed | undefined, context: ThreadContext): Order | null {
  const said = withoutProtest(part).rest.replace(polite, "").replace(polite, "").trim();
  if (another.test(said.replace(quoted, ""))) return null;
  const gone = (removes?.exec(said) ?? goes?.exec(said))?.groups?.what ?? (deed === "remove" ? said : undefined);
  if (gone !== undefined) return removal(gone, context);
  const moved = (moves?.exec(said) ?? comes?.exec(said) ?? (deed === "move" ? still?.exec(said) : null))?.groups;
  if (!moved) return null;
  const { what = "", to = "" } = moved;
  const place = last && itself.test(what) ? placeSaid(to, context) : null;
  return last && place ? { deed: "move", edits: [last], to: place } : move(what, to, context);
}

/** "put it at the end": the edit that was made last. */
const itself = /^(?:it|that|this|es|das|lo)$/iu;

function removal(what: string, context: ThreadContext): Order | null {
  const named = editsNamed(what, context);
  if (!named?.isChosen) return null;
  if (named.asks) return { asks: named.asks, deed: "remove" };
  return { deed: "remove", edits: named.edits };
}

type Place = { startMs?: number; durationMs?: number; isEnd?: boolean; position?: "top" | "bottom" };

function move(what: string, to: string, context: ThreadContext): Order | null {
  // "the zoom on the total to 0:12": the place is what the last of the words for it opens.
  const named = editsNamed(what, context);
  const place = named && placeSaid(to, context);
  if (!named || !place) return longerName(what, to, context);
  if (named.asks) return { asks: named.asks, deed: "move" };
  const edits = named.edits.length > 1 && !named.isChosen && !named.isPlural ? named.edits.slice(-1) : named.edits;
  return { deed: "move", edits, to: place };
}

/** "move the zoom on the total to 0:12": what was taken for the place is still of the name. */
function longerName(what: string, to: string, context: ThreadContext): Order | null {
  const more =
    /^(?<first>\S+ .+?) (?<rest>(?:to|at|on|in|near|when|where|once|nach|auf|zu[mr]?|an|bei[m]?|a|al|en|cuando|wenn) .+)$/iu.exec(
      to,
    );
  if (!more?.groups) return null;
  return move(`${what} ${more.groups.first}`, more.groups.rest ?? "", context);
}

const edge =
  /^(?:to|at|on|near|in|nach|auf|zu[mr]?|ans?|a|al|en) (?:the |den |dem |el )?(?:very )?(?:(?<start>start|beginning|front|anfang|principio|inicio)|(?<end>end|ending|ende|schluss|final)|(?<top>top|oben|arriba)|(?<bottom>bottom|unten|abajo))(?: of (?:the|my|this) (?:video|clip|film|screen|picture|page|frame))?$/iu;

function placeSaid(to: string, context: ThreadContext): Place | null {
  const found = edge.exec(to)?.groups;
  if (found) {
    if (found.start) return { startMs: 0 };
    if (found.end) return { isEnd: true };
    return { position: found.top ? "top" : "bottom" };
  }
  const when = to.replace(/^(?:to|nach|auf|a) (?=\S)/iu, "at ").replace(/^at (?=when|where|the moment)/iu, "");
  const reading = new Reading(clauseOf(read(when, context)), context, when);
  const { startMs, durationMs } = timing(reading, { namedCounts: true });
  const isOne = reading.times.filter(({ kind }) => kind === "point" || kind === "span").length === 1;
  if (startMs === undefined || startMs >= reading.lengthMs || !isOne || saysMore(reading)) return null;
  return { startMs, ...(durationMs === undefined ? {} : { durationMs }) };
}
