import type { Operation } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import type { ContextShot, ThreadContext } from "../../../context.ts";
import { changeOf, type LastChange } from "../../../resolve/changeOf.ts";
import { ground } from "../../../resolve/ground.ts";
import { isGroup, plainName } from "../../../resolve/groups.ts";
import { coveredWith, elementOf, thingById } from "../../../resolve/things.ts";
import { isTimed, isView, openView, takeSpanToSeen } from "../../../resolve/view.ts";
import { DECLINED } from "../../chat.ts";
import { type Understanding, understand } from "../../understand.ts";
import { before, instead, justChanged, takenBack } from "../lastChange.ts";
import { editsNamed, editsPlaced, kindNamed, type Placed } from "../orders/namedEdits.ts";
import { callsOf } from "../orders/orderCalls.ts";
import { type Excepted, hearExcepted } from "./hearExcepted.ts";
import { isMade, lastOf, over, partNamed, withAdded, without } from "./remarked.ts";

/**
 * "not the total", "keep the name", "the name is fake, you can show it": what is named is taken out of what was done last to
 * several things or to a longer part. Null when nothing of that was done to it.
 */
export function excepted(text: string, context: ThreadContext): Understanding | null {
  const heard = hearExcepted(text);
  const change = heard && lastChange(context);
  if (!heard || !change) return null;
  if (heard.isLeft) return { kind: "say", why: "chat", text: DECLINED };
  if (heard.words === "") return heard.isAgainst ? ofAllOfIt(change, text, context) : null;
  const edits = editsOn(heard, change, context);
  // "only the second click, not the first": another is meant than the one that was made.
  if (edits.length === change.added.length && onlyOne.test(text)) return null;
  if (edits.length > 0) {
    const calls = callsOf([{ deed: "remove", edits, changes: [] }], context);
    return calls && { kind: "calls", calls };
  }
  return ofStretches(heard, change, context);
}

const onlyOne = /^\W*(?:just|only|nur|solo)\b/iu;

/** What the newest version has changed, also where something was asked since. */
function lastChange({ versions, currentVersion }: ThreadContext): LastChange | null {
  const current = versions.find(({ version }) => version === currentVersion);
  const change = current ? changeOf(current, versions) : null;
  return change && change.added.length > 0 ? change : null;
}

/** "oh no, keep it", "show it again", after a cut or a blur. */
function ofAllOfIt(change: LastChange, text: string, context: ThreadContext): Understanding | null {
  const isHidden = change.added.every(({ type }) => type === "cut" || type === "redact");
  return isHidden && justChanged(context, text) ? takenBack(change) : null;
}

/** The zooms, blurs and captions of the last change that are on what is named; of what is to be read, every blur on it. */
function editsOn({ words, isKept, isSeen, isOnly }: Excepted, { added }: LastChange, context: ThreadContext): Placed[] {
  const all = editsPlaced(context).filter(({ edit }) => isTimed(edit));
  const made = (type: string): number => added.filter((one) => one.type === type).length;
  const kin = (type: string): Placed[] => all.filter(({ edit }) => edit.type === type);
  const last = all.filter(({ edit, index }) => index > kin(edit.type).length - made(edit.type));
  const isToStay = isKept || isSeen;
  // "keep the zoom", "keep Heron" of what is zoomed on: these edits stay.
  if (isToStay && kindNamed(words)) return [];
  const among = isToStay ? (isSeen ? kin("redact") : last.filter(({ edit }) => edit.type === "redact")) : last;
  const things = thingsNamed(words, context);
  const onThings = among.filter(({ edit }) => things.some((thing) => isOn(edit, thing, context)));
  if (isOnly) return onThings.length > 0 ? last.filter((one) => !onThings.includes(one)) : [];
  if (onThings.length > 0) return onThings;
  const named = editsNamed(words, context);
  const isOfLast = named?.isChosen && !named.asks && named.edits.every(({ edit }) => isTimed(edit));
  return isOfLast
    ? among.filter(({ edit, index }) => named.edits.some((one) => one.edit.type === edit.type && one.index === index))
    : [];
}

function thingsNamed(words: string, context: ThreadContext): ContextShot[] {
  const found = ground(context, words.replace(/['’]s$/u, ""), { needsBox: true });
  if (found.kind === "found") return [found.whole ?? found.shot];
  return found.kind === "ambiguous" && found.shots.every(({ label }) => label === found.shots[0]?.label)
    ? [...found.shots]
    : [];
}

/** Whether an edit is on a thing, or on something that stands in it or bears its name. */
function isOn({ anchor }: Pick<Operation, "anchor">, thing: ContextShot, context: ThreadContext): boolean {
  const { elementId, element: label } = anchor ?? {};
  if (label === undefined) return false;
  const own = elementId === undefined ? undefined : thingById(context, elementId);
  const part = elementOf(context, { elementId });
  const covered = isGroup(thing) ? thing.members : coveredWith(context, thing);
  if (covered.some((one) => one.elementId === elementId) || label === thing.label) return true;
  return (
    part !== undefined &&
    own !== undefined &&
    plainName(part.group) !== "" &&
    plainName(part.group) === plainName(thing.label)
  );
}

/** A cut, a kept part or a change of speed, without what is named; all the times at which that is used. */
function ofStretches(
  { words, isKept, isSeen, isOnly }: Excepted,
  change: LastChange,
  context: ThreadContext,
): Understanding | null {
  const edit = change.added.at(-1);
  if (isOnly || !isMade(edit) || isTimed(edit)) return null;
  const was = before(context, change);
  const parts = partsNamed(words, was);
  if (parts.length === 0 || (edit.type === "speed" && isSeen)) return null;
  const last = lastOf(edit, change, was);
  const isOneKind = change.added.every(({ type }) => type === edit.type);
  if (!isOneKind || (edit.type === "speed" && isKept)) return isKept ? stillThere(parts, change, was) : null;
  const left = edit.type === "trim" && isKept ? withAdded(last.spans, parts) : parts.reduce(without, last.spans);
  if (JSON.stringify(left) === JSON.stringify(last.spans))
    return edit.type === "cut" && isKept ? { kind: "say", why: "chat", text: UNCUT } : null;
  return left.length === 0 ? takenBack(change) : instead(change, over(last, left));
}
const UNCUT = "Nothing of that part was cut.";

/** "but keep Big Marble", after a shortening that cut nothing of it. */
function stillThere(parts: readonly Span[], change: LastChange, was: ThreadContext): Understanding | null {
  const cuts = change.added.flatMap((one) => (one.type === "cut" ? [one] : []));
  const last = cuts[0] && lastOf(cuts[0], { ...change, added: cuts }, was);
  const isCut = last?.spans.some((one) => parts.some((part) => one.startMs < part.endMs && part.startMs < one.endMs));
  return isCut ? null : { kind: "say", why: "chat", text: UNCUT };
}

/** What would be cut by that name, or is known by it; all the times at which a thing is used. */
function partsNamed(words: string, was: ThreadContext): Span[] {
  const view = openView(was);
  const names = [words, `the ${words}`, words.replace(/ (?:one|part|bit)s?$/iu, "")];
  const part = cutNamed(words, was) ?? names.map((one) => partNamed(one, was)).find((one) => one !== null);
  if (!part || !isView(view)) return [];
  const uses = was.shots.flatMap((shot) => {
    const span = takeSpanToSeen(view, shot);
    return span ? [{ shot, span }] : [];
  });
  const own = uses.find(({ span }) => isNear(span, part));
  if (!own || isOneOf.test(words)) return [part];
  return uses
    .filter(({ shot }) => shot.label === own.shot.label && shot.route === own.shot.route)
    .map(({ span }) => span);
}
const isNear = (one: Span, other: Span): boolean =>
  Math.abs(one.startMs - other.startMs) < NEAR_MS && Math.abs(one.endMs - other.endMs) < NEAR_MS;

function cutNamed(words: string, was: ThreadContext): Span | null {
  const meant = understand(`cut ${words}`, was);
  const [call, ...more] = meant.kind === "calls" ? meant.calls : [];
  return call?.tool === "cut" && more.length === 0 ? call.input : null;
}
const NEAR_MS = 100;
/** "the first time", "Porcini at the end" */
const isOneOf =
  /\b(?:first|second|third|last|once|again|start|beginning|end|erste|zweite|letzte|primera?|segund[ao]|[uú]ltim[ao])|\d/iu;
