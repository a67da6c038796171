import type { ThreadContext } from "../context.ts";
import { isView, openView } from "../resolve/view.ts";
import type { ToolCall, ToolName } from "../tools/inputs.ts";
import { listed } from "../words.ts";
import { captionTimeAsked } from "./fill/caption.ts";
import { intents } from "./grammar/row.ts";
import { oneShape } from "./oneShape.ts";
import { type Objection, objectionTo } from "./rehearse.ts";
import { boldIn, type Lack, type OpenQuestion, questionOf } from "./thread/answers/openQuestion.ts";
import type { FilledWish } from "./thread/newVideo.ts";
import { settled } from "./thread/settle.ts";
import type { Understanding } from "./understand.ts";
import { verbOf, wishOf } from "./verbs.ts";
import type { Wish } from "./wishes/wish.ts";

/** A wish that goes through, and one that lacks something or has something in its way. */
type Clear = { wish: Wish; calls: ToolCall[] };
type Unclear = { wish: Wish; text: string; lack: Lack | undefined };

/**
 * The wishes as calls that go through in this thread. What is not clear is asked for, one thing at a time; what is clear and
 * does not hang on it is done at once, and the rest waits for the answer.
 */
export function granted(wishes: readonly FilledWish[], context: ThreadContext): Understanding {
  const asked = wishes.length > 1 ? wishes.filter(({ wish }) => wish.row.intent !== "leave") : wishes;
  const meant = oneShape(withTimesAsked(asked), context);
  const { clear, unclear, told } = sorted(meant, context);
  const inTheWay = !isView(openView(context)) && (told[0] ?? unclear[0]?.text);
  if (inTheWay && wishes.every(({ filled }) => filled.kind === "calls"))
    return { kind: "say", why: "asks", text: inTheWay };
  const first = clear.filter((one) => unclear.every((other) => mayComeBefore(one, other, meant)));
  const calls = callsOf(first, context);
  const open = questions(
    unclear,
    clear.filter((one) => !first.includes(one)),
    context,
  );
  const beside = [
    ...told,
    ...meant.flatMap(({ filled }) => ("beside" in filled && filled.beside ? [filled.beside] : [])),
  ];
  if (calls.length > 0) return { kind: "calls", calls, ...(open[0] ? { open } : {}), ...(beside[0] ? { beside } : {}) };
  const text = [...beside, open[0]?.text ?? ""].filter(Boolean).join(" ") || "That leaves the video as it is.";
  return { kind: "say", why: "asks", text, ...(open[0] ? { open } : {}) };
}

/** 'add captions "One" and "Two"': more than one at the start covers the other. */
function withTimesAsked(wishes: readonly FilledWish[]): readonly FilledWish[] {
  const untimed = wishes.flatMap(({ filled }) =>
    filled.kind === "calls" && filled.calls.length === 1 && isUntimed(filled.calls[0]) ? [filled] : [],
  );
  if (untimed.length < 2) return wishes;
  return wishes.map((one) => {
    const [call] =
      untimed.some((filled) => filled === one.filled) && one.filled.kind === "calls" ? one.filled.calls : [];
    if (call?.tool !== "caption") return one;
    const { text, ...input } = call.input;
    return { wish: one.wish, filled: captionTimeAsked(text, input) };
  });
}
const isUntimed = (call: ToolCall | undefined): boolean =>
  call?.tool === "caption" && call.input.startMs === undefined && call.input.position === undefined;

const callsOf = (wishes: readonly Clear[], context: ThreadContext): ToolCall[] =>
  settled(
    wishes.flatMap(({ calls }) => calls),
    context,
  );

/** Which wishes go through together, which do not, and what there is to say of those that nothing can be asked about. */
function sorted(meant: readonly FilledWish[], context: ThreadContext) {
  const unclear: Unclear[] = [];
  const told: string[] = [];
  const asked = meant.flatMap(({ wish, filled }) => (filled.kind === "calls" ? [{ wish, calls: filled.calls }] : []));
  const isWhole = objectionTo(context, callsOf(asked, context)) === null;
  const clear: Clear[] = isWhole ? asked : [];
  for (const { wish, filled } of meant) {
    if (filled.kind === "ask") unclear.push({ wish, text: filled.question, lack: filled.lack });
    else if (!isWhole) {
      const one = { wish, calls: filled.calls };
      const objection = objectionTo(context, callsOf([...clear, one], context));
      if (objection === null) clear.push(one);
      else if (objection.text.endsWith("?")) unclear.push({ wish, text: objection.text, lack: lackOf(objection) });
      else told.push(objection.text);
    }
  }
  return { clear, unclear, told };
}

/** What would make a call go through. */
function lackOf({ call, offers, aboutTime }: Objection): Lack | undefined {
  const { tool } = call;
  const { startMs: _, endMs: __, durationMs: ___, ...input } = call.input as Record<string, unknown>;
  if (offers) return { slot: "element", tool, input: call.input, say: verbOf(call) ?? "", offers };
  const say = aboutTime ? wishOf(call) : verbOf(call);
  return say === null ? undefined : { tool, input: aboutTime ? input : {}, say };
}

function questions(unclear: readonly Unclear[], waiting: readonly Clear[], context: ThreadContext): OpenQuestion[] {
  const view = openView(context);
  const version = isView(view) ? { version: view.seen.version } : {};
  return unclear.map(({ text, lack }, at) => {
    const offered = { offers: boldIn(text).map((name) => ({ name, value: name })) };
    const waits = at === 0 ? callsOf(waiting, context) : [];
    const isAlongside = at === 0 && waiting.some(({ wish }) => isTogether(wish));
    return {
      ...questionOf(
        beforeRest(at === 0 ? withOthers(text, unclear) : text, waits),
        { ...offered, ...lack },
        { waits, ...version },
      ),
      ...(isAlongside ? { alongside: true } : {}),
    };
  });
}

/** "When should “One” come? And “Two”?": captions that lack the same, each of which may be answered at once. */
function withOthers(text: string, [first, ...others]: readonly Unclear[]): string {
  const alike = others.flatMap(({ lack }) =>
    lack?.tool === "caption" ? (/"(.+)"/.exec(lack.say ?? "")?.[1] ?? []) : [],
  );
  const isOfCaptions = first?.lack?.tool === "caption" && alike.length === others.length && others.length > 0;
  return isOfCaptions
    ? `${text} And ${listed(
        alike.map((words) => `“${words}”`),
        "and",
      )}?`
    : text;
}

const outgoing: Partial<Record<ToolName, string>> = { export: "export it", share: "send it", review: "review it" };

/** "Before I export it: which one should I blur …?" */
function beforeRest(text: string, waits: readonly ToolCall[]): string {
  const deeds = waits.flatMap(({ tool }) => outgoing[tool] ?? []);
  if (deeds.length === 0) return text;
  const own = /^I\b/.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return `Before I ${listed([...new Set(deeds)], "and")}: ${own}`;
}

const leavesVideo = intents("share share_what export bad_format record record_what rerecord");
const givesOut: readonly ToolName[] = ["export", "share", "review", "schedule_digest", "record", "rerecord"];
const changesTime = intents("cut cut_what trim split speed shorten lengthen");

/** Nothing is given out before its edits are settled, and nothing is done that hangs on what is not clear yet. */
function mayComeBefore(one: Clear, unclear: Unclear, all: readonly FilledWish[]): boolean {
  const { intent } = unclear.wish.row;
  const isEdit = !leavesVideo.includes(intent);
  if (isEdit && one.calls.some(({ tool }) => givesOut.includes(tool))) return false;
  if (changesTime.includes(intent) && one.calls.some(({ tool }) => tool === "shorten")) return false;
  const at = (wish: Wish): number => all.findIndex((other) => other.wish === wish);
  return at(one.wish) < at(unclear.wish) || !isTogether(one.wish);
}

/** "… and a caption at the same time", '… and write "New" on it' */
export const isTogether = ({ reading }: Wish): boolean => together.test(reading.source);
const together =
  /\b(?:same|that|this) (?:time|moment|point)\b|(?<!\b(?:is|are|was|were|gets|['’]s) )\bthere\b|\b(?:under|below|beneath|above|beside|next to) it\b|\bsimultaneously|(?<=["”] )(?:on|over) (?:it|that)\b|\bgleichzeitig|\b(?:selben|gleichen) Zeit|mismo tiempo|a la vez/i;
