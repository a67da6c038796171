import type { Operation, OperationType } from "../../convex/model/operations.ts";
import type { Span } from "../../convex/model/recording.ts";
import type { ThreadContext } from "../context.ts";
import type { LastChange } from "../resolve/changeOf.ts";
import { isView, lengthOf, openView } from "../resolve/view.ts";
import { type EditCall, isEdit, type ToolCall } from "../tools/inputs.ts";
import { adjusted } from "./amend.ts";
import { clauseOf } from "./clause.ts";
import { again } from "./editTimes.ts";
import { rangeIn } from "./fill/speed.ts";
import { justChanged, NOT_SEEN } from "./lastChange.ts";
import { type Against, notFirst, withoutDenied, withoutProtest } from "./protest.ts";
import { read } from "./read.ts";
import { Reading } from "./reading.ts";
import { rehearse } from "./rehearse.ts";
import { type Understanding, understand } from "./understand.ts";

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
  if (edit && edit.type !== "cut" && (tooMuch.test(plain) || tooMuch.test(rest)))
    return adjusted(edit, { isLess: true, isLittle: false }, context);
  const length = edit?.type === "cut" ? otherLength(plain, rest, edit) : null;
  if (length !== null && edit?.type === "cut")
    return instead(change, [{ tool: "cut", input: cutOf(edit, length, before(context, change)) }]);
  const kept = keepsIt.exec(rest)?.[0];
  if (kept) return against === "nothing" ? null : besideKept(rest.slice(kept.length), context);
  const meant = inItsPlace(against, rest, change, context);
  const objection = meant?.kind === "calls" ? rehearse(context, meant.calls) : null;
  return objection === null ? meant : { kind: "say", why: "asks", text: objection };
}

const isContent =
  /^(?:(?:that|this|it)(?:'?s| is| was) |all |es |das (?:ist|war) |est[aá] )?(?:so |very |really |just |sehr |muy )?(?:thanks?|thank|great|perfect|fine|good|nice|lovely|ok|okay|problem|worries|need|super|toll|prima|danke|passt|gut|gracias|perfecto|bien|genial)(?!\p{L})(?! (?:idea|point))/iu;

const keepsIt =
  /^(?:keep|leave|behalte|lass|deja|mant[eé]n) (?:the|that|it|das|den|die|es|el|la|lo)(?!\p{L})[^,;.]{0,40}[,;.]\s*(?=\p{L})/iu;

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
  const whole = wholeVideo.exec(own);
  if (whole && edit && against !== "nothing") return allOfIt(edit, own.slice(whole[0].length), change, then);
  const narrowed = edit && onlyPart.exec(own)?.groups?.what;
  if (narrowed) return onlyOf(edit, narrowed, change, then) ?? notThere(edit, narrowed);
  if (against === "nothing") return null;
  if (own === "") return against === "protests" ? takenBack(change) : null;
  return saidInstead(own, against, change, then);
}

const tooMuch =
  /^(?:(?:it'?s|that'?s|is|(?:that|it|this) (?:was|is)|that cuts?|es (?:ist|war)|das (?:ist|war)|es|fue|est[aá]) )?(?:(?:a bit |a little |way |much |still |etwas |viel |un poco )*(?:too|zu|demasiado)|not (?:so|that|quite so|quite that)|nicht so|no tan(?:to)?)(?: (?:much|strong|close|near|big|large|viel|stark|nah|nahe|groß|gross|fuerte|cerca|grande|mucho|fast|quick|schnell|r[aá]pido))?$/iu;

const lengthSaid =
  /^(?<only>(?:(?:only|just|nur|blo(?:ß|ss)|s[oó]lo|make (?:it|that)|rather|lieber|mejor|cut|schneide?)[\s,]+)*)(?:the (?:first|last) )?(?<n>\d+(?:[.,]\d+)?|an?|one|two|three|four|five|half a|eine?|zwei|drei|vier|una?|dos|tres|cuatro|medio)[ -]?(?:s|secs?|seconds?|sekunden?|segundos?)(?<enough>(?: (?:is|are|would be|w[aä]ren?|ser[ií]an?))?(?: (?:enough|fine|plenty|better|reichen?|reicht|genug|besser|bastan?|mejor|suficiente|instead|then|only|please))*)$/iu;
const counts: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  zwei: 2,
  drei: 3,
  vier: 4,
  dos: 2,
  tres: 3,
  cuatro: 4,
  "half a": 0.5,
  medio: 0.5,
};

/** "that was too much", "one second is enough", right after a cut: how long it is to be. */
function otherLength(plain: string, rest: string, { startMs, endMs }: Span): number | null {
  const own = rest.replace(
    /^(?:(?:that|it|this|das|eso)(?:'?s| is| was| cuts?| war| ist| es| fue)? )?(?:a bit |way |viel )?(?:too much|too long|zu viel|zu lang|demasiado)[\s,.;!]+(?=\S)/iu,
    "",
  );
  const said = lengthSaid.exec(own)?.groups;
  if (said && (own !== plain || said.only !== "" || said.enough !== "")) {
    const n = said.n?.toLowerCase() ?? "";
    return 1000 * (counts[n] ?? (/^\d/.test(n) ? Number(n.replace(",", ".")) : 1));
  }
  return tooMuch.test(plain) || tooMuch.test(rest) ? Math.round((endMs - startMs) / 2) : null;
}

/** The same cut, at the same end of the video, of another length. */
function cutOf({ startMs, endMs }: Span, lengthMs: number, then: ThreadContext): Span {
  const view = openView(then);
  const isAtEnd = isView(view) && startMs > 0 && endMs >= lengthOf(view.seen.map) - 100;
  return isAtEnd ? { startMs: Math.max(0, endMs - lengthMs), endMs } : { startMs, endMs: startMs + lengthMs };
}

const ofTime: readonly OperationType[] = ["speed", "zoom", "caption", "redact", "cut", "trim"];

/** "only the unicorn": no part of this video. To keep that part alone would be another deed than the one spoken of. */
const notThere = ({ type }: Operation, what: string): Understanding | null =>
  ofTime.includes(type) && !/\d/.test(what)
    ? {
        kind: "say",
        why: "chat",
        text: `${NOT_SEEN}“${what.slice(0, 60)}” in this video. Say for example **only from 0:05 to 0:12**.`,
      }
    : null;

const takenBack = ({ previous: { version } }: LastChange): Understanding => ({
  kind: "calls",
  calls: [{ tool: "revert", input: { to: version === 1 ? "original" : version } }],
});

/** The thread as it was before the last edit: what is said in its place is read there. */
const before = (context: ThreadContext, { base }: LastChange): ThreadContext => ({
  ...context,
  currentVersion: base.version,
  seenVersion: null,
});

/** Calls in the place of the last edit; their times are those of the version before it. */
const instead = ({ base: { version } }: LastChange, calls: readonly ToolCall[]): Understanding => ({
  kind: "calls",
  calls: [{ tool: "revert", input: { to: version === 1 ? "original" : version } }, ...calls],
});

const besides = /(?:^|\s)(?:also|too|as well|another|auch|noch|tambi[eé]n|adem[aá]s)(?!\p{L})/iu;
/** Of these a video has one: another takes its place. */
const single: readonly OperationType[] = ["speed", "crop", "style_preset", "cursor_emphasis", "trim"];

function saidInstead(own: string, against: Against, change: LastChange, then: ThreadContext): Understanding | null {
  const meant = understand(own, then);
  const edit = change.added.at(-1);
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
  /(?:for |in |at |nur |only |just )*(?:that|this|the same|dies(?:e[nrms]?)?|de[rnm]|genau de[rn]|es[ae]|ese mismo) (?:part|bit|section|stretch|piece|moment|teil|stück|abschnitt|stelle|parte|trozo|tramo)(?!\p{L})/iu;

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

const onlyPart =
  /^(?:(?:do|make|have) (?:it|that|this)\s+)?(?:(?:only|just|merely|nur|blo(?:ß|ss)|lediglich|s[oó]lo|solamente|[uú]nicamente)\s+(?<what>.+?)(?:\s+(?:please|bitte|por favor|then|instead))?|(?<what>(?:for|in|at|during|while|when|within|während|bei[m]?|am|im|durante|en|al) .+?|the .{2,40}?)\s+(?:only|nur|solamente))$/iu;
const slightly =
  /^(?:(?:a |ein )?(?:very )?(?:little|bit|tad|touch|slight(?:ly)?|bisschen|wenig|etwas|leicht|un po(?:co|quito)|ligeramente))(?: bit)?$/iu;

/** "actually only while they type": the last edit, for that part alone. */
function onlyOf(edit: Operation, what: string, change: LastChange, then: ThreadContext): Understanding | null {
  if (slightly.test(what)) return adjusted(edit, { isLess: true, isLittle: false }, then);
  const own = understand(what, then);
  const isWish = own.kind === "calls" && own.calls.every(isEdit) && !own.calls.every(({ tool }) => cuts.has(tool));
  if (isWish) return instead(change, own.calls);
  if (/^\d+(?:[.,]\d+)?\s*(?:x|×|s|secs?|seconds?|sekunden|segundos)?$/i.test(what)) return null;
  const reading = new Reading(clauseOf(read(what, then)), then, what);
  const range = rangeIn(reading);
  const span = range && { startMs: Math.round(range.startMs), endMs: Math.round(range.endMs) };
  const rate = change.added.flatMap((one) => (one.type === "speed" ? [one.rate] : [])).at(-1);
  if (span && rate) return instead(change, [{ tool: "speed", input: { rate, ...span } }]);
  switch (edit.type) {
    case "cut":
      return span ? instead(change, [{ tool: "cut", input: span }]) : null;
    case "trim":
      return span ? instead(change, [{ tool: "trim", input: span }]) : null;
    case "caption":
      return span ? instead(change, [during(edit, span, what)]) : null;
    case "zoom":
    case "redact": {
      const thing = opensTime.test(what) ? null : other(edit.type, what, change, then);
      return thing?.kind === "calls" || !span ? thing : instead(change, [during(edit, span, what)]);
    }
    case "crop":
      return other("crop", what, change, then);
    case "style_preset":
    case "cursor_emphasis":
      return span ? { kind: "say", why: "chat", text: holdsForAll } : null;
    default:
      return null;
  }
}

const opensTime =
  /^(?:while|when|where|during|at|in|for|from|until|till|before|after|bei[m]?|wenn|während|solange|am|im|ab|bis|vor|nach|cuando|mientras|durante|al|en|desde|hasta|antes|después)(?!\p{L})/iu;
const opensThing =
  /^(?:the|that|this|those|der|die|das|den|dem|diese[nrms]?|el|la|los|las|lo|es[ae]|est[ea]|on|to|of|first|last|\d)(?!\p{L})/iu;
const cuts: ReadonlySet<string> = new Set(["trim", "cut", "shorten", "split"]);
const holdsForAll = "That holds for the whole video: I cannot change it for a part. **Undo** takes it back.";

/** "at the end", "am Schluss", "al final". */
const atItsEnd = /(?<!\p{L})(?:end|ending|ende|schluss|final)$/iu;

type Timed = Extract<Operation, { startMs: number; durationMs: number }>;

function during(edit: Timed, span: Span, what: string): ToolCall {
  const lengthMs = span.endMs - span.startMs;
  // What is covered stays so for all of it; a caption or a zoom is as long as it was.
  const durationMs = edit.type === "redact" || /\d/.test(what) ? lengthMs : Math.min(lengthMs, edit.durationMs);
  const time = { startMs: atItsEnd.test(what) ? span.endMs - durationMs : span.startMs, durationMs };
  return again(edit, time);
}

const verbs: Partial<Record<OperationType, string>> = { zoom: "zoom on", redact: "blur", crop: "crop to" };

/** "only the price": the same for another thing. */
function other(type: OperationType, what: string, change: LastChange, then: ThreadContext): Understanding | null {
  const verb = verbs[type];
  const meant = verb ? understand(`${verb} ${what}`, then) : null;
  if (meant?.kind === "calls" && meant.calls.every(isEdit)) return instead(change, meant.calls);
  return meant?.kind === "say" && meant.why === "asks" ? meant : null;
}
