import type { ThreadContext } from "../../../context.ts";
import type { ToolCall, ToolName } from "../../../tools/inputs.ts";
import { DECLINED } from "../../chat.ts";
import { rehearse, timedEditsOf } from "../../rehearse.ts";
import { type Understanding, understand } from "../../understand.ts";
import { timesNow } from "../timesNow.ts";
import { inTurnOf } from "./answeredInTurn.ts";
import { type Asked, element, type Filled, namesOf, readers } from "./answerSlots.ts";
import {
  agrees,
  clausesOf,
  isCourtesy,
  isOfWaiting,
  isRequest,
  isUndecided,
  type Refusal,
  refusalIn,
} from "./answerWords.ts";
import { type OpenQuestion, questionOf } from "./openQuestion.ts";

/** Reads a message as the answer to Aura's open question; null when it is none. */
export function answered(open: readonly OpenQuestion[], text: string, context: ThreadContext): Understanding | null {
  const [question, ...later] = open;
  if (!question) return null;
  if (isUndecided(text)) return { kind: "say", why: "asks", text: `Take your time. ${question.text}`, open: [...open] };
  const inTurn = later.length > 0 ? inTurnOf(open, text, context) : null;
  if (inTurn) {
    const waits = inTurn.answered.flatMap((one) => timed(one.waits, one.version, context));
    return closed(inTurn.filled, { ...question, waits, alongside: false }, inTurn.left, context);
  }
  const read = readers[question.slot](question, text, context);
  // "yes" to "shall I add a caption?": what it says is asked next.
  const [offer, ...others] = question.offers;
  const next = !read && offer && others.length === 0 && agrees(text) ? understand(offer.value, context) : null;
  if (next?.kind === "say" && next.why === "asks" && next.open) return withWaiting(next, question, later);
  // "yes" to "which one?"
  if (!read && agrees(text)) return { kind: "say", why: "asks", text: question.text, open: [...open] };
  if (read?.kind !== "calls") return read && withWaiting(read, question, later);
  const { version, waits } = question;
  return closed(read, { ...question, waits: timed(waits, version, context) }, later, context);
}

/** Reads a message as a no to it: "skip the blur, just the caption", "none of them", "never mind". */
export function refusedAnswer(
  open: readonly OpenQuestion[],
  text: string,
  context: ThreadContext,
): Understanding | null {
  const [question, ...later] = open;
  const refused = question && refusedIn(question, text, context);
  return refused ? withRefused(refused, question, later, context) : null;
}

const timed = (calls: readonly ToolCall[], version: number | undefined, context: ThreadContext): ToolCall[] =>
  calls.map((call) => ({ ...call, input: timesNow(call.input, version, context) }) as ToolCall);

const publishing: readonly ToolName[] = ["export", "share", "review", "schedule_digest"];
const publishesLast = (calls: readonly ToolCall[]): ToolCall[] => [
  ...calls.filter(({ tool }) => !publishing.includes(tool)),
  ...calls.filter(({ tool }) => publishing.includes(tool)),
];

/** The question is answered: what waited for it is done, or waits for the next one. */
function closed(
  answer: Filled,
  question: OpenQuestion,
  later: readonly OpenQuestion[],
  context: ThreadContext,
): Understanding {
  const [next, ...others] = [...(answer.open ?? []), ...later];
  const waits = question.alongside ? atItsTime(question.waits, answer.calls, context) : question.waits;
  const calls = publishesLast([...answer.calls, ...(next ? [] : waits)]);
  const objection = rehearse(context, calls);
  if (objection !== null) return { kind: "say", why: "asks", text: objection };
  const { open: _, ...plain } = answer;
  if (!next) return { ...plain, calls };
  return { ...plain, calls, open: [{ ...next, waits: [...waits, ...next.waits] }, ...others] };
}

/** "… and a caption at the same time": as what was asked about. */
function atItsTime(waits: readonly ToolCall[], answer: readonly ToolCall[], context: ThreadContext): ToolCall[] {
  const edit = timedEditsOf(context, answer).at(-1);
  if (!edit) return [...waits];
  const { startMs, durationMs } = edit;
  const isTimed = ({ tool }: ToolCall): boolean => ["caption", "zoom", "redact"].includes(tool);
  return waits.map((call) =>
    isTimed(call) ? ({ ...call, input: { ...call.input, startMs, durationMs } } as ToolCall) : call,
  );
}

/** Another question in its place, for which the same waits. */
function withWaiting(asked: Asked, question: OpenQuestion, later: readonly OpenQuestion[]): Asked {
  const [next = { ...question, text: asked.text }, ...others] = asked.open ?? [];
  return { ...asked, open: [{ ...next, waits: question.waits }, ...others, ...later] };
}

type Refused = { how: Refusal; rest: Filled | null };

/** "skip the blur, just the caption", "none of them", "never mind"; null for a no that another answer follows. */
function refusedIn(question: OpenQuestion, text: string, context: ThreadContext): Refused | null {
  const clauses = clausesOf(text, namesOf(question)).filter((clause) => !isCourtesy(clause));
  const waiting = question.waits.map(({ tool }) => tool);
  const heard = clauses.map((clause) => refusalIn(clause, question.tool, waiting));
  const how =
    (["all", "one", "plain"] as const).find((one) => heard.includes(one)) ?? refusalIn(text, question.tool, waiting);
  if (!how) return null;
  const rest = clauses.filter((_, at) => !heard[at]);
  if (rest.length > 0 && rest.every((clause) => isOfWaiting(clause, waiting))) return { how: "one", rest: null };
  if (rest.length === 0 || how === "one") return { how, rest: callsOf(rest, context) };
  if (question.slot === "element" && element(question, rest.join(", "), context)) return null;
  const others = callsOf(rest, context);
  return others && rest.every((clause) => question.slot !== "text" || isRequest(clause, context))
    ? { how, rest: others }
    : null;
}

function callsOf(rest: readonly string[], context: ThreadContext): Filled | null {
  const meant = rest.length > 0 ? understand(rest.join(", "), context) : null;
  return meant?.kind === "calls" ? meant : null;
}

function withRefused(
  { how, rest }: Refused,
  question: OpenQuestion,
  later: OpenQuestion[],
  context: ThreadContext,
): Understanding {
  const said = rest?.calls ?? [];
  const isSaid = ({ tool }: ToolCall): boolean => said.some((call) => call.tool === tool);
  const waits = timed(question.waits, question.version, context).filter((call) => !isSaid(call));
  if (how === "all") return rest ?? declined;
  const isAskedStill = question.offers.some(({ value }) => value === "");
  if (how === "plain" && isAskedStill && !rest) return declined;
  if (how === "plain" && !rest && waits.length > 0 && later.length === 0) return askStill(waits);
  const answer = rest ?? { kind: "calls" as const, calls: [] };
  const [next] = [...(answer.open ?? []), ...later];
  if (said.length === 0 && (next || waits.length === 0)) {
    if (!next) return { kind: "say", why: "chat", text: nothingOf[question.tool ?? "status"] ?? DECLINED };
    return {
      kind: "say",
      why: "asks",
      text: next.text,
      open: [{ ...next, waits: [...waits, ...next.waits] }, ...later.slice(1)],
    };
  }
  return closed(answer, { ...question, waits, alongside: false }, later, context);
}

const nothingOf: Partial<Record<ToolName, string>> = {
  zoom: "All right, no zoom there.",
  redact: "All right, I do not blur that.",
  caption: "All right, no caption.",
  crop: "All right, the shape stays as it is.",
  share: "All right, I send nothing.",
};
const declined: Understanding = { kind: "say", why: "chat", text: DECLINED };

const names: Partial<Record<ToolName, string>> = {
  review: "approve",
  schedule_digest: "mail the digest",
  share: "send",
};

/** What waited was asked for together with what is not wanted: that it is wanted without it goes not without saying. */
function askStill(waits: ToolCall[]): Understanding {
  const name = names[waits[0]?.tool ?? "export"] ?? (waits[0]?.tool === "export" ? "export" : "do the rest");
  const text = `All right, not that. Shall I still **${name}**${name === "do the rest" ? "" : " it"}?`;
  return { kind: "say", why: "asks", text, open: [questionOf(text, { offers: [{ name, value: "" }] }, { waits })] };
}
