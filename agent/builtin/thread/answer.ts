import type { ThreadContext } from "../../context.ts";
import { inputs, type ToolCall, type ToolName } from "../../tools/inputs.ts";
import { DECLINED } from "../chat.ts";
import { rehearse, timedEditsOf } from "../rehearse.ts";
import { type Understanding, understand } from "../understand.ts";
import { agrees, clausesOf, isRequest, isUndecided, pointedAt, type Refusal, refusalIn } from "./answerWords.ts";
import { type OpenQuestion, questionOf } from "./openQuestion.ts";
import { pullRequestChosen } from "./pullRequestChosen.ts";
import { timesNow } from "./timesNow.ts";

/** What answers the question itself, and what else was said beside it. */
type Filled = Extract<Understanding, { kind: "calls" }>;
type Reader = (question: OpenQuestion, text: string, context: ThreadContext) => Filled | Asked | null;
/** The answer leads to another question about the same. */
type Asked = Extract<Understanding, { kind: "say" }>;

/** Reads a message as the answer to Aura's open question; null when it is none. */
export function answered(open: readonly OpenQuestion[], text: string, context: ThreadContext): Understanding | null {
  const [question, ...later] = open;
  if (!question) return null;
  if (isUndecided(text)) return { kind: "say", why: "asks", text: `Take your time. ${question.text}`, open: [...open] };
  const read = readers[question.slot](question, text, context);
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

const readers: Record<OpenQuestion["slot"], Reader> = { element, text: caption, pullRequest, words };

/** An element: among those that were offered first, then among all there are. */
function element(question: OpenQuestion, text: string, context: ThreadContext): Filled | null | Asked {
  const clauses = clausesOf(text, namesOf(question));
  const answers = clauses.filter((clause) => !isOtherRequest(clause, question, context));
  const isYes = question.offers.length === 1 && answers.every(agrees);
  if (!isYes && theOther.test(text)) return { kind: "say", why: "asks", text: question.text };
  const pointed = isYes ? { offers: question.offers, rest: [] } : pointedAt(answers, question, context);
  if (!pointed) return amongAll(question, { text, clauses, answers }, context);
  const own = clauses.filter((clause) => !answers.includes(clause));
  const rest = [...own, ...pointed.rest];
  const [only, ...more] = pointed.offers;
  if (!only) return null;
  const described = more.length === 0 && rest.length > 0 ? `${question.say} "${only.name}", ${rest.join(", ")}` : null;
  const whole = described === null ? null : understand(described, context);
  if (whole?.kind === "calls" && whole.calls[0]?.tool === question.tool) {
    const [first, ...others] = whole.calls;
    return { ...whole, calls: [...merged(question, { ...first?.input, target: only.value }, context), ...others] };
  }
  const calls = pointed.offers.flatMap(({ value }) => merged(question, { target: value }, context));
  return beside({ kind: "calls", calls }, rest, context);
}

function amongAll(
  question: OpenQuestion,
  { text, clauses, answers }: { text: string; clauses: string[]; answers: string[] },
  context: ThreadContext,
): Filled | Asked | null {
  const own = understand(text, context);
  if (own.kind === "calls" && isRestated(own, question)) return own;
  for (const clause of answers) {
    if (understand(clause, context).kind === "calls") continue;
    const found = understand(`${question.say} ${clause}`, context);
    if (found.kind === "say" && found.why === "asks" && aThing.test(clause) && clauses.length === 1) return found;
    const [first] = found.kind === "calls" ? found.calls : [];
    const input = first?.tool === question.tool ? first?.input : undefined;
    if (!input || !("target" in input || "centerX" in input || "x" in input)) continue;
    const rest = clauses.filter((one) => one !== clause);
    return beside({ kind: "calls", calls: merged(question, input, context) }, rest, context);
  }
  return null;
}

/** Of those that were offered none is the other one. */
const theOther = /^\W*(?:the other(?: one)?|das andere|de[rn] anderen?|die andere|el otro|la otra)\W*$/iu;

/** The words of a caption: as they stand, unless they plainly ask for something else. */
function caption(question: OpenQuestion, text: string, context: ThreadContext): Filled | null {
  const quoted = /["“”„](?<words>[^"“”„]{1,300})["“”]/.exec(text);
  if (quoted) {
    const whole = understand(`add a caption ${text.replace(quoted[0], `"${quoted.groups?.words}"`)}`, context);
    if (whole.kind !== "calls") return null;
    const [first, ...others] = whole.calls;
    if (first?.tool !== "caption") return null;
    return { ...whole, calls: [...merged(question, first.input, context), ...others] };
  }
  if (
    agrees(text) ||
    isUndecided(text) ||
    onlyThanks.test(text) ||
    /^\W*(?:what|how|why|which|who|was|wie|warum|qu[eé]|c[oó]mo)\b.*\?\s*$/iu.test(text)
  )
    return null;
  const corrects = /^\W*(?:no|nope|nein)[,.!]\s*(?=\p{L})/iu.test(text);
  const asks = corrects || (isRequest(text, context) && !sayings.test(text));
  if (asks && isDoable(understand(text, context))) return null;
  const own = text
    .replace(leadingToText, "")
    .replace(/[,\s]+(?:please|pls|bitte|por favor)[\s.!]*$/i, "")
    .trim();
  if (own === "") return null;
  const [before, when] = own.split(timeAtTheEnd);
  const placed = before && when ? understand(`add a caption "${before}" ${when}`, context) : null;
  const [first] = placed?.kind === "calls" ? placed.calls : [];
  const isPlaced = first?.tool === "caption" && ("startMs" in first.input || "position" in first.input);
  return { kind: "calls", calls: merged(question, isPlaced ? first.input : { text: own }, context) };
}

/** "Hello there, at the end" */
const timeAtTheEnd =
  /,\s*(?=(?:and |please )*(?:at|from|until|when|while|during|on|am|ab|bei|wenn|oben|unten|al|desde|hasta|durante|cuando|arriba|abajo)\s[^,]{2,40}$)/iu;
/** What a caption begins with rather than a request: "Save time", "See it live". */
const sayings = /^\W*(?:save|get|see|show|share|start|begin|watch|focus|meet|try|spar|mehr|ahorra|prueba)\b/i;
const leadingToText =
  /^\W*(?:(?:it|that|the (?:caption|text|title)|es|der text) (?:should|could|must|soll(?:te)?) (?:just |only )?(?:say|read|be|sagen|heißen|lauten)|(?:just )?(?:make it )?say|que diga|debe decir|make it read)(?::\s*|\s+)/iu;
const onlyThanks =
  /^\W*(?:ok(?:ay)?[,.!]?\s+)?(?:thanks?|thank (?:you|u)|thx|ty|cheers|danke|vielen dank|gracias)\b[\s\p{L}!.,]{0,20}$/iu;

function pullRequest(question: OpenQuestion, text: string, context: ThreadContext): Filled | null {
  if (onlyThanks.test(text) || (isRequest(text, context) && understand(text, context).kind === "calls")) return null;
  const chosen = pullRequestChosen(question.offers, text, context);
  return chosen && { kind: "calls", calls: merged(question, chosen, context) };
}

/** Words that complete what was asked for: a part, a time, an address, a format; or one of the wishes that were offered. */
function words(question: OpenQuestion, text: string, context: ThreadContext): Filled | Asked | null {
  const { offers, say } = question;
  const clauses = clausesOf(text, namesOf(question));
  const yes = offers.length === 1 ? clauses.filter(agrees) : [];
  const pointed =
    yes.length > 0
      ? { offers, rest: clauses.filter((clause) => !yes.includes(clause)) }
      : pointedAt(
          clauses.filter((clause) => !isOtherRequest(clause, question, context)),
          question,
          context,
        );
  const [only] = pointed?.offers ?? [];
  if (only && pointed) {
    const wish = `${say} ${only.value}`.trim();
    const meant = wish === "" ? { kind: "calls" as const, calls: [] } : completed(question, wish, context);
    if (meant?.kind === "calls") return beside(meant, pointed.rest, context);
  }
  const own = understand(text, context);
  const asks = isRequest(text, context) && isDoable(own);
  if (asks) return own.kind === "calls" && isRestated(own, question) ? own : null;
  if (say === "") return null;
  const tried = [bare(text), text].map((words) => completed(question, `${say} ${words}`, context));
  const found = tried.find((one) => one?.kind === "calls");
  if (found) return found;
  const [first] = tried;
  return own.kind === "say" && own.why === "chat" && aThing.test(text) && first?.kind === "say" ? first : null;
}

function completed(question: OpenQuestion, wish: string, context: ThreadContext): Filled | Asked | null {
  const meant = understand(wish, context);
  if (meant.kind === "say") return meant.why === "asks" ? meant : null;
  const [first, ...others] = meant.calls;
  if (question.tool === undefined) return meant;
  if (first?.tool !== question.tool) return isRestated(meant, question) ? meant : null;
  return { ...meant, calls: [...merged(question, first.input, context), ...others] };
}

/** "ok just the first 2 seconds then" → "the first 2 seconds" */
const bare = (text: string): string =>
  text
    .replace(/^(?:\s*(?:ok(?:ay)?|just|only|maybe|then|well|hmm?|sorry|i mean|no|the one|at)\b[,\s]*)+/i, "")
    .replace(/[,\s]+(?:then|please|instead|thanks?|bitte)[\s.!]*$/i, "");

const aThing = /^\s*(?:the|den|die|das|el|la)(?: [\p{L}\p{N}-]+){1,4}[\s.!]*$/iu;
const namesOf = ({ offers }: OpenQuestion): string[] => offers.flatMap(({ name, value }) => [name, value]);
const isDoable = (meant: Understanding): boolean => meant.kind === "calls" || meant.why === "asks";

const alike: readonly (readonly ToolName[])[] = [
  ["cut", "trim", "split"],
  ["shorten", "speed"],
];

/** The same wish once more, in whole: that answers, too. */
function isRestated({ calls }: Filled, { tool }: OpenQuestion): boolean {
  const [first] = calls;
  if (!first || tool === undefined) return false;
  return first.tool === tool || alike.some((group) => group.includes(first.tool) && group.includes(tool));
}

/** "blur the discount", said to "which one should I zoom on?" */
function isOtherRequest(clause: string, question: OpenQuestion, context: ThreadContext): boolean {
  if (!isRequest(clause, context)) return false;
  const meant = understand(clause, context);
  return meant.kind === "calls" && !isRestated(meant, question);
}

/** The call that lacked something, with it. */
function merged({ tool, input, version }: OpenQuestion, said: object, context: ThreadContext): ToolCall[] {
  if (!tool) return [];
  const whole = { ...timesNow(input, version, context), ...said };
  const parsed = inputs[tool].safeParse(whole);
  return parsed.success ? [{ tool, input: parsed.data } as ToolCall] : [];
}

/** With the wishes that stand beside the answer; a question of theirs comes after it. */
function beside(answer: Filled, rest: readonly string[], context: ThreadContext): Filled {
  const own = rest.length > 0 ? understand(rest.join(", "), context) : null;
  if (own?.kind === "calls") return { ...own, calls: [...answer.calls, ...own.calls] };
  return own?.open ? { ...answer, open: own.open } : answer;
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
  const [next = { ...question, text: asked.text }] = asked.open ?? [];
  return { ...asked, open: [{ ...next, waits: question.waits }, ...later] };
}

type Refused = { how: Refusal; rest: Filled | null };

/** "skip the blur, just the caption", "none of them", "never mind"; null for a no that another answer follows. */
function refusedIn(question: OpenQuestion, text: string, context: ThreadContext): Refused | null {
  const clauses = clausesOf(text, namesOf(question));
  const waiting = question.waits.map(({ tool }) => tool);
  const heard = clauses.map((clause) => refusalIn(clause, question.tool, waiting));
  const how =
    (["all", "one", "plain"] as const).find((one) => heard.includes(one)) ?? refusalIn(text, question.tool, waiting);
  if (!how) return null;
  const rest = clauses.filter((_, at) => !heard[at]);
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
