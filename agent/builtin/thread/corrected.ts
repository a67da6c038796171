import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import type { Span } from "../../../convex/model/recording.ts";
import type { ThreadContext } from "../../context.ts";
import type { LastChange } from "../../resolve/changeOf.ts";
import { type EditCall, isEdit } from "../../tools/inputs.ts";
import { rehearse } from "../rehearse.ts";
import { type Understanding, understand } from "../understand.ts";
import { again } from "./changed.ts";
import { before, instead, justChanged, takenBack } from "./lastChange.ts";
import { cutOf, lostBy, otherLength } from "./lessOfIt.ts";
import { exceptOf, inFull, notThere, onlyOf, onlyPart, opensThing, opensTime, partNamed } from "./narrowed.ts";
import { questionOf } from "./openQuestion.ts";
import { type Against, notFirst, withoutDenied, withoutProtest } from "./protest.ts";

/**
 * What is said against the edit that was just made, or narrows it: that edit is taken back, and what the rest of the message
 * asks for is done in its place. Null when the message does neither.
 */
export function corrected(text: string, context: ThreadContext): Understanding | null {
  const change = justChanged(context, text);
  if (!change) return null;
  const { against, rest } = withoutProtest(text);
  if (isContent.test(rest)) return null;
  const edit = change.added.at(-1);
  const plain = text.trim().replace(/[\s.!]+$/, "");
  const lost = edit && lostBy(edit, before(context, change));
  const length = lost ? otherLength(plain, rest, lost) : null;
  if (length !== null && lost)
    return instead(change, [{ tool: "cut", input: cutOf(lost, length, before(context, change)) }]);
  const hasCut = edit && "endMs" in edit && hasMade(change, "cut");
  const wanted = hasCut ? keptInFull(rest, edit, change, context) : null;
  if (wanted) return wanted;
  const kept = keepsIt.exec(rest)?.[0];
  const restored =
    kept && edit?.type === "cut" ? keptOfCut(kept, rest.slice(kept.length), edit, change, context) : null;
  if (restored) return restored;
  if (kept) return against === "nothing" ? null : besideKept(rest.slice(kept.length), context);
  const meant = inItsPlace(against, rest, change, context);
  const objection = meant?.kind === "calls" ? rehearse(context, meant.calls) : null;
  return objection === null ? meant : { kind: "say", why: "asks", text: objection };
}

const isContent =
  /^(?:(?:that|this|it)(?:'?s| is| was) |all |es |das (?:ist|war) |est[aá] )?(?:so |very |really |just |sehr |muy )?(?:thanks?|thank|great|perfect|fine|good|nice|lovely|ok|okay|problem|worries|need|super|toll|prima|danke|passt|gut|gracias|perfecto|bien|genial)(?!\p{L})(?! (?:idea|point))/iu;

const keepsIt =
  /^(?:keep|leave|behalte|lass|deja|mant[eé]n) (?:the|that|it|das|den|die|es|el|la|lo)(?!\p{L})[^,;.]{0,40}[,;.]\s*(?=\p{L})/iu;

const keepsPart =
  /^(?:keep|leave|behalte|lass|deja|mant[eé]n) (?<what>(?:the|that|den|die|das|el|la) [^,;.]{3,60}?)(?: (?:in|there|drin|then|though|please|bitte))*$/iu;

/** "no, keep the login", "keep the part with the code in full": without the cuts that took something of it away. */
function keptInFull(rest: string, cut: Span, change: LastChange, context: ThreadContext): Understanding | null {
  const full = inFull.exec(rest)?.groups?.what;
  const what = full ?? keepsPart.exec(rest)?.groups?.what;
  const part = what ? partNamed(what, before(context, change)) : null;
  const isTouched = (one: Span): boolean => part !== null && one.startMs < part.endMs && one.endMs > part.startMs;
  if (!part || (!full && !isTouched(cut))) return null;
  const cuts = change.added.flatMap((one) => (one.type === "cut" ? [one] : []));
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

/** "no, keep the login, but faster": what was cut is there again, and what is said beside it is done to that. */
function keptOfCut(kept: string, rest: string, cut: Span, change: LastChange, context: ThreadContext) {
  const then = before(context, change);
  const thing = kept.replace(/^\S+\s+/, "").replace(/[\s,;.]+$/, "");
  const part = partNamed(thing, then);
  if (!part || part.startMs >= cut.endMs || part.endMs <= cut.startMs) return null;
  const own = rest.replace(
    /^(?:(?:but|just|only|and|then|instead|make (?:it|that)|aber|nur|und|pero|s[oó]lo|y)[\s,]+)+/iu,
    "",
  );
  const meant = understand(`make ${thing} ${own}`, then);
  return meant.kind === "calls" && meant.calls.every(isEdit) ? instead(change, meant.calls) : null;
}

/** "no, keep the zoom, I wanted it shorter": what was done stays. */
function besideKept(rest: string, context: ThreadContext): Understanding | null {
  const meant = understand(withoutDenied(withoutProtest(rest).rest), context);
  return meant.kind === "calls" ? meant : null;
}

function inItsPlace(said: Against, rest: string, change: LastChange, context: ThreadContext): Understanding | null {
  const then = before(context, change);
  const edit = change.added.at(-1);
  const own = withoutDenied(withPart(rest, edit));
  const against = said === "nothing" && notFirst.test(rest) ? "corrects" : said;
  const others = edit && exceptOf(edit, rest, change, then);
  if (others) return others;
  const whole = wholeVideo.exec(own);
  if (whole && edit && against !== "nothing") return allOfIt(edit, own.slice(whole[0].length), change, then);
  const narrowed = edit && onlyPart.exec(own)?.groups?.what;
  if (narrowed) return onlyOf(edit, narrowed, change, then) ?? notThere(edit, narrowed);
  if (against === "nothing") return null;
  if (own === "") return against === "protests" ? takenBack(change) : null;
  return saidInstead(own, rest, against, change, then, context);
}

const hasMade = ({ added }: LastChange, type: OperationType): boolean => added.some((edit) => edit.type === type);

const besides = /(?:^|\s)(?:also|too|as well|another|auch|noch|tambi[eé]n|adem[aá]s)(?!\p{L})/iu;
/** Of these a video has one: another takes its place. */
const single: readonly OperationType[] = ["speed", "crop", "style_preset", "cursor_emphasis", "trim"];

function saidInstead(
  own: string,
  rest: string,
  against: Against,
  change: LastChange,
  then: ThreadContext,
  context: ThreadContext,
): Understanding | null {
  const edit = change.added.at(-1);
  const words = /^["“”'‘](?<text>[^"“”]{1,300})["“”'’]$/.exec(own)?.groups?.text;
  if (words && edit?.type === "caption") {
    const { startMs, durationMs } = edit;
    return instead(change, [again({ ...edit, text: words }, { startMs, durationMs })]);
  }
  const meant = understand(own, then);
  if (meant.kind === "say") {
    const mayBePart = opensTime.test(own) || (against !== "hesitates" && opensThing.test(own));
    const same = edit?.anchor && meant.why === "asks" ? understand(`${own} ${edit.anchor.element}`, then) : null;
    if (against === "protests" && same?.kind === "calls" && same.calls.every(isEdit))
      return instead(change, same.calls);
    const part = edit && mayBePart ? onlyOf(edit, own, change, then) : null;
    return part ?? (against === "protests" && meant.why === "chat" ? takenBack(change) : null);
  }
  if (!meant.calls.every(isEdit)) {
    const isOther = meant.calls.some(({ tool }) => tool === "record" || tool === "rerecord");
    return against === "protests" && isOther ? takenBack(change) : null;
  }
  // "no, don't blur it, cut the error": what it takes off by name it takes off.
  const now = understand(rest, context);
  if (now.kind === "calls" && now.calls.some((call) => call.tool === "remove_edit" && hasMade(change, call.input.type)))
    return now;
  const types = new Set<string>(change.added.map(({ type }) => type));
  const isSame = meant.calls.some(({ tool }) => types.has(tool));
  const isSingle = meant.calls.every(({ tool }) => single.some((one) => one === tool));
  const replaces = against === "protests" || (isSame && (against === "corrects" || isSingle));
  if (!replaces || besides.test(own)) return null;
  return instead(change, edit ? meant.calls.map((call) => overSame(call, edit, own)) : meant.calls);
}

/** "no, slower", "no, that part faster": the same part, and the same speed, unless another is named. */
function overSame(call: EditCall, edit: Operation, own: string): EditCall {
  if (call.tool !== "speed" || (edit.type !== "speed" && edit.type !== "trim")) return call;
  const { startMs, endMs } = edit;
  if (call.input.startMs === undefined) return { tool: "speed", input: { ...call.input, startMs, endMs } };
  const isSaid = /\d|half|twice|double|more|even|much|halb|doppelt|noch|viel|doble|mitad/i.test(own);
  if (edit.type === "trim") return call;
  const isSameWay = call.input.rate > 1 === edit.rate > 1;
  return isSaid || !isSameWay ? call : { tool: "speed", input: { ...call.input, rate: edit.rate } };
}

const samePart =
  /(?:for |in |at |nur |only |just )*(?:that|this|the same|dies(?:e[nrms]?)?|de[rnm]|genau de[rn]|es[ae]|ese mismo) (?:part|bit|section|stretch|piece|moment|teil|stück|abschnitt|stelle|parte|trozo|tramo)(?!\p{L})(?!\s+(?:mit|wo|wenn|where|when|with|of|from|von|vom|am|at|in|donde|cuando|con|del?|que)(?!\p{L}))/iu;

/** "just that part faster": the part that the last edit was about, in the times of the video before it. */
function withPart(rest: string, edit: Operation | undefined): string {
  const span = edit && samePart.test(rest) ? spanOf(edit) : null;
  return span ? rest.replace(samePart, ` from ${timecode(span.startMs)} to ${timecode(span.endMs)}`).trim() : rest;
}

function spanOf(edit: Operation): { startMs: number; endMs: number } | null {
  if (!("startMs" in edit)) return null;
  return { startMs: edit.startMs, endMs: "endMs" in edit ? edit.endMs : edit.startMs + edit.durationMs };
}

function timecode(ms: number): string {
  const tenths = Math.round(ms / 100);
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, "0")}`;
}

const wholeVideo =
  /^(?:(?:i |we )?(?:want(?:ed)?|need|keep|show|leave|give me|with|for|in|on|ich will|ich möchte|behalte?|quiero|deja)[\s,]+)*(?:(?:the |das |den )?(?:whole|entire|full|complete|ganzen?|gesamten?|komplette[ns]?) (?:video|thing|clip|recording|film|ding)|todo el v[ií]deo|el v[ií]deo (?:entero|completo)|(?<=(?:keep|behalte?|deja|quiero|want|ich will) )(?:everything|alles|todo)|all of it|everywhere|überall|en todo el v[ií]deo)(?: back| zurück| de vuelta)?(?:[\s,.;]+(?:but|and|just|only|aber|und|nur|pero|y|s[oó]lo)(?!\p{L}))*[\s,.;]*/iu;

/** "no, the whole video": what was cut away comes back; a speed or a caption holds for all of it. What is said beside it is done. */
function allOfIt(edit: Operation, rest: string, change: LastChange, then: ThreadContext): Understanding | null {
  const meant = rest === "" ? null : understand(rest, then);
  if (meant) return meant.kind === "calls" && meant.calls.every(isEdit) ? instead(change, meant.calls) : null;
  switch (edit.type) {
    case "trim":
    case "cut":
    case "split":
    case "crop":
      return instead(change, []);
    case "speed":
      return instead(change, [{ tool: "speed", input: { rate: edit.rate } }]);
    case "caption": {
      const all = understand(`caption "${edit.text.replaceAll('"', "'")}" for the whole video`, then);
      return all.kind === "calls" ? instead(change, all.calls) : null;
    }
    default:
      return null;
  }
}
