import type { Operation, OperationType } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import type { ThreadContext } from "../../../context.ts";
import type { LastChange } from "../../../resolve/changeOf.ts";
import { isTimed, isView, lengthOf, openView } from "../../../resolve/view.ts";
import { type EditCall, isEdit, type ToolCall } from "../../../tools/inputs.ts";
import { rehearse } from "../../rehearse.ts";
import { type Understanding, understand } from "../../understand.ts";
import { read } from "../../words/read.ts";
import { MOST_OF_IT } from "../../words/stretches.ts";
import { questionOf } from "../answers/openQuestion.ts";
import { before, instead, justChanged, NOT_SEEN, takenBack } from "../lastChange.ts";
import { lastCall } from "../more/moreOfTheSame.ts";
import { again } from "../orders/changed.ts";
import { replaced } from "./amend.ts";
import { hearRemark, mentions, type Remark, withThatPart } from "./hearRemark.ts";
import { type Against, withoutDenied, withoutProtest } from "./protest.ts";
import { recropped } from "./recropped.ts";
import { atEnd, cutOf, effectOf, fittedTo, isMade, type Last, lastOf, movedTo, partNamed, spanOf } from "./remarked.ts";

/** A remark on the last change: how it is said, what it says, and the thread before that change, where it is read. */
type Said = { text: string; against: Against; remark: Remark; change: LastChange; was: ThreadContext };

/**
 * What is said against the edit that was just made, or narrows it: that edit is taken back, and what the rest of the message
 * asks for is done in its place. Null when the message does neither.
 */
export function corrected(text: string, context: ThreadContext): Understanding | null {
  const { against, rest } = withoutProtest(text);
  const view = openView(context);
  const newest = isView(view) ? view.seen.operations.at(-1) : undefined;
  const remark = hearRemark(rest, context);
  if (newest?.type === "crop" && remark.of === "around") return recropped(remark.words ?? "", newest, context);
  const change = justChanged(context, text);
  if (!change || (remark.isPraise && !remark.of)) return null;
  const said: Said = { text, against, remark, change, was: before(context, change) };
  const meant = ofLength(said, context) ?? ofWhatStays(said, context) ?? inItsPlace(said, rest, context);
  const objection = meant?.kind === "calls" ? rehearse(context, meant.calls) : null;
  return objection === null ? meant : { kind: "say", why: "asks", text: objection };
}

/** "that was too much", "one second is enough", "a bit too short", "faster, it must fit in 15 seconds". */
function ofLength(said: Said, context: ThreadContext): Understanding | null {
  const { remark, change, was, against } = said;
  const edit = change.added.at(-1);
  const isOfLength = remark.excess || remark.length || remark.isFaster;
  if (!isMade(edit) || !isOfLength || remark.of || remark.rest !== "") return null;
  const last = lastOf(edit, change, was);
  if (remark.isFaster) {
    const fitted = remark.length?.how === "fits" ? fittedTo(last, remark.length.ms) : null;
    return fitted && instead(change, fitted);
  }
  if (remark.excess && lastCall(said.text, context)?.tool === "shorten") return lessShortened(remark, said, context);
  const cut = cutOf(last, remark, against !== "nothing" || remark.excess !== undefined);
  return cut && instead(change, cut);
}

/** "too short, 5 seconds more", right after a shortening: less of that. */
function lessShortened({ excess, isLittle, length }: Remark, { change, was }: Said, context: ThreadContext) {
  const [now, before] = [openView(context), openView(was)];
  if (!isView(now) || !isView(before) || excess === "long" || (length && length.how !== "more")) return null;
  const [nowMs, thenMs] = [lengthOf(now.seen.map), lengthOf(before.seen.map)];
  const targetMs = Math.round(nowMs + (length?.ms ?? (thenMs - nowMs) * (isLittle ? 0.25 : 0.5)));
  return targetMs >= thenMs ? instead(change, []) : instead(change, [{ tool: "shorten", input: { targetMs } }]);
}

/** "no, keep the login", "keep the part with the code in full", "keep the zoom, I wanted it shorter". */
function ofWhatStays({ remark, against, change, was }: Said, context: ThreadContext): Understanding | null {
  const { of, words = "", rest } = remark;
  if (of !== "kept" && of !== "untouched") return null;
  // "leave it in"
  if (keptIn.test(words) && change.added.some(({ type }) => type === "cut" || type === "trim"))
    return takenBack(change);
  const part = partNamed(words, was);
  const cuts = change.added.flatMap((one) => (one.type === "cut" ? [one] : []));
  const isTouched = (one: Span): boolean => part !== null && one.startMs < part.endMs && one.endMs > part.startMs;
  if (part && cuts.length > 0 && (of === "untouched" || cuts.some(isTouched))) {
    if (rest === "") return restored(cuts, isTouched, change);
    const meant = understand(`make ${words} ${rest.replace(/^\p{L}+ (?=\p{L}+$)/u, "")}`, was);
    if (meant.kind === "calls" && meant.calls.every(isEdit)) return instead(change, meant.calls);
  }
  if (of !== "kept" || rest === "" || against === "nothing") return null;
  const beside = understand(withoutDenied(withoutProtest(rest).rest), context);
  return beside.kind === "calls" ? beside : null;
}

const keptIn = /^(?:(?:it|that|this|them|those|es|das) )?(?:in|drin)$/iu;

/** Without the cuts that took something of a part away. */
function restored(
  cuts: readonly Extract<Operation, { type: "cut" }>[],
  isTouched: (one: Span) => boolean,
  change: LastChange,
): Understanding {
  // Of several cuts the later ones were made first, so all are in the times of the video before them.
  const isPlain =
    cuts.length === change.added.length && cuts.every((one, at) => one.endMs <= (cuts[at - 1]?.startMs ?? Infinity));
  if (!isPlain) {
    const text = "I can only take all of that back. Shall I **undo** it?";
    return { kind: "say", why: "asks", text, open: [questionOf(text, { offers: [{ name: "undo", value: "undo" }] })] };
  }
  const left = cuts.filter((one) => !isTouched(one));
  if (left.length === cuts.length) return { kind: "say", why: "chat", text: "Nothing of that part was cut." };
  return instead(
    change,
    left.map(({ startMs, endMs }) => ({ tool: "cut", input: { startMs, endMs } })),
  );
}

function inItsPlace(said: Said, rest: string, context: ThreadContext): Understanding | null {
  const { change, was } = said;
  const edit = change.added.at(-1);
  const last = isMade(edit) ? lastOf(edit, change, was) : null;
  if (last && (said.remark.of === "others" || said.remark.of === "untouched")) {
    const others = withRest(effectOf(said.remark)?.(last, said.remark) ?? null, said.remark, said);
    if (others) return others;
  }
  const plain = last && isOfPart(last) ? withThatPart(rest, spanOf(last.edit), context) : rest;
  const own = withoutDenied(plain);
  const against = said.against === "nothing" && own !== plain ? "corrects" : said.against;
  const atOther = last && against !== "nothing" ? atEnd(last, own) : null;
  if (atOther) return instead(change, atOther);
  const remark = hearRemark(own, context);
  const asked = { ...said, against, remark };
  if (remark.of === "opposite" || (remark.of === "all" && against !== "nothing")) {
    const wished = remark.rest === "" ? null : understand(remark.rest, was);
    if (wished?.kind === "calls" && wished.calls.every(isEdit)) return instead(change, wished.calls);
    if (remark.of === "opposite") remark.rest = "";
    if (edit?.type === "crop" || edit?.type === "split") return remark.of === "all" ? instead(change, []) : null;
  }
  const isMoment = last && isTimed(last.edit) && remark.isMoment;
  const narrowed = last && remark.of && (isMoment || !isWish(asked, own)) ? ofPart(remark, last, asked) : null;
  if (narrowed) return narrowed;
  if (against === "nothing") return null;
  if (own === "") return against === "protests" ? takenBack(change) : null;
  return saidInstead(own, rest, asked, context);
}

/** "that bit" is none of what was done to all of the video. */
const isOfPart = ({ edit, lengthMs }: Last): boolean =>
  spanOf(edit).endMs - spanOf(edit).startMs < lengthMs * MOST_OF_IT;

/** Whether it is a wish of its own: "no, the zoom at the end" asks for a zoom. What is to be only for a part is none. */
const isWish = ({ remark, was }: Said, own: string): boolean =>
  remark.of === "part" && !remark.isOnly && !remark.isWhole && understand(own, was).kind === "calls";

/** The last edit for another part of the video, or at another moment. */
function ofPart(remark: Remark, last: Last, said: Said): Understanding | null {
  const { against, change, was } = said;
  const { edit } = last;
  const isBare = understand(said.text, said.was).kind === "say";
  if (against === "nothing" && !remark.isOnly && remark.of !== "opposite" && !isBare) return null;
  const words = remark.words ?? "";
  if (isTimed(edit) && !remark.isOnly && (remark.of === "part" || remark.of === "reach") && remark.rest === "") {
    const moved = (remark.of === "reach" && effectOf(remark)?.(last, remark)) || movedTo(edit, words, was);
    if (moved) return inPlaceOf(change, moved);
  }
  if (against === "nothing" && remark.of === "part" && !remark.isOnly) return null;
  const own = remark.isOnly ? understand(ratedWords(remark), was) : null;
  const isOfOwn = own?.kind === "calls" && own.calls.every(isEdit) && !own.calls.every(({ tool }) => cuts.has(tool));
  if (own?.kind === "calls" && isOfOwn) return instead(change, own.calls);
  const verb = remark.of === "part" && !remark.isMoment ? verbs[edit.type] : undefined;
  const thing = verb ? understand(`${verb} ${words}`, was) : null;
  if (thing?.kind === "calls" && thing.calls.every(isEdit)) return instead(change, thing.calls);
  const done = withRest(effectOf(remark)?.(last, remark) ?? null, remark, said);
  if (done) return done;
  if (thing?.kind === "say" && thing.why === "asks" && remark.isOnly) return thing;
  return remark.isOnly && !/\d/.test(words) && remark.rest === "" ? notThere(words) : null;
}
const cuts: ReadonlySet<string> = new Set(["trim", "cut", "shorten", "split"]);
const verbs: Partial<Record<OperationType, string>> = { zoom: "zoom on", redact: "blur" };
const ratedWords = ({ words = "", rate }: Remark): string => (rate === undefined ? words : `${words} at ${rate}x`);
/** "only the unicorn": no part of this video. To keep that part alone would be another deed than the one spoken of. */
const notThere = (what: string): Understanding => ({
  kind: "say",
  why: "chat",
  text: `${NOT_SEEN}“${what.slice(0, 60)}” in this video. Say for example **only from 0:05 to 0:12**.`,
});

/** With what is asked for beside it. */
function withRest(calls: EditCall[] | null, { rest }: Remark, { change, was }: Said): Understanding | null {
  if (!calls) return null;
  const more = rest === "" ? null : understand(rest, was);
  if (more && (more.kind === "say" || !more.calls.every(isEdit))) return null;
  return inPlaceOf(change, [...calls, ...(more?.calls.filter(isEdit) ?? [])]);
}

/** In the place of what was made last; where that is one zoom, caption or blur, the reply tells how it is another now. */
function inPlaceOf(change: LastChange, calls: readonly EditCall[]): Understanding {
  const [[edit, ...edits], [call, ...more]] = [change.added, calls];
  const isOne = edit && call?.tool === edit.type && edits.length + more.length === 0;
  if (isOne && (call.tool === "zoom" || call.tool === "caption" || call.tool === "redact")) return replaced(call);
  return instead(change, calls);
}

/** Of these a video has one: another takes its place. */
const single: readonly OperationType[] = ["speed", "crop", "style_preset", "cursor_emphasis", "trim"];

function saidInstead(own: string, rest: string, said: Said, context: ThreadContext): Understanding | null {
  const { change, was, against } = said;
  const edit = change.added.at(-1);
  const last = isMade(edit) ? lastOf(edit, change, was) : null;
  const [quoted, ...others] = read(own, was).filter(({ kind }) => kind !== "mark");
  if (quoted?.kind === "quoted" && others.length === 0 && edit?.type === "caption")
    return instead(change, [again({ ...edit, text: quoted.text })]);
  const meant = understand(own, was);
  // "I meant Big Marble", after another part was cut
  const isName = meant.kind === "say" || was.shots.some(({ label }) => label.toLowerCase() === own.toLowerCase());
  const there = last && isName && !isTimed(last.edit) ? ofNamed(own, last) : null;
  if (there) return instead(change, there);
  if (meant.kind === "say") {
    const same = edit?.anchor && meant.why === "asks" ? understand(`${own} ${edit.anchor.element}`, was) : null;
    if (against === "protests" && same?.kind === "calls" && same.calls.every(isEdit))
      return instead(change, same.calls);
    return against === "protests" && meant.why === "chat" ? takenBack(change) : null;
  }
  const hasMade = (type: string): boolean => change.added.some((one) => one.type === type);
  if (!meant.calls.every(isEdit)) {
    const isOther = meant.calls.some(({ tool }) => tool === "record" || tool === "rerecord");
    return against === "protests" && isOther ? takenBack(change) : null;
  }
  // "no, don't blur it, cut the error": what it takes off by name it takes off.
  const now = understand(rest, context);
  if (now.kind === "calls" && now.calls.some((call) => call.tool === "remove_edit" && hasMade(call.input.type)))
    return now;
  const isSame = meant.calls.some(({ tool }) => hasMade(tool));
  // "too fast at the end, slow that down", after all of it was quickened: on top of it.
  const isOnTop = last?.edit.type === "speed" && !isOfPart(last) && meant.calls.some(hasOwnPart);
  const isSingle = !isOnTop && meant.calls.every(({ tool }) => single.some((one) => one === tool));
  const replaces = against === "protests" || (isSame && (against === "corrects" || isSingle));
  if (!replaces || mentions(own, was, "beside")) return null;
  const isRated = mentions(own, was, "rated");
  return instead(change, edit ? meant.calls.map((call) => overSame(call, edit, isRated)) : meant.calls);
}

function ofNamed(own: string, last: Last): EditCall[] | null {
  const isPart = own.length < LONGEST_NAME && partNamed(own, last.was) !== null;
  return isPart ? (effectOf({ of: "part", rest: "" })?.(last, { words: own, rest: "" }) ?? null) : null;
}
const LONGEST_NAME = 40;

const hasOwnPart = (call: ToolCall): boolean => call.tool === "speed" && call.input.startMs !== undefined;

/** "no, slower", "no, that part faster": the same part, and the same speed, unless another is named. */
function overSame(call: EditCall, edit: Operation, isRated: boolean): EditCall {
  if (call.tool !== "speed" || (edit.type !== "speed" && edit.type !== "trim")) return call;
  const { startMs, endMs } = edit;
  if (call.input.startMs === undefined) return { tool: "speed", input: { ...call.input, startMs, endMs } };
  if (edit.type === "trim") return call;
  const isSameWay = call.input.rate > 1 === edit.rate > 1;
  return isRated || !isSameWay ? call : { tool: "speed", input: { ...call.input, rate: edit.rate } };
}
