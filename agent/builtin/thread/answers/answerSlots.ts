import type { ThreadContext } from "../../../context.ts";
import { inputs, type ToolCall, type ToolName } from "../../../tools/inputs.ts";
import { asksLettering } from "../../lacking.ts";
import { type Understanding, understand } from "../../understand.ts";
import { clauseOf } from "../../words/clause.ts";
import { read } from "../../words/read.ts";
import { Reading } from "../../words/reading.ts";
import { anotherLike } from "../more/anotherLike.ts";
import { editsPlaced } from "../orders/namedEdits.ts";
import { timesNow } from "../timesNow.ts";
import { ofAll } from "../topic/ofTopic.ts";
import { agrees, clausesOf, isRequest, isUndecided, pointedAt, speaksOfOther } from "./answerWords.ts";
import type { OpenQuestion } from "./openQuestion.ts";
import { pullRequestChosen } from "./pullRequestChosen.ts";

/** How an answer is read, by what is missing. */

/** What answers the question itself, and what else was said beside it. */
export type Filled = Extract<Understanding, { kind: "calls" }>;
type Reader = (question: OpenQuestion, text: string, context: ThreadContext) => Filled | Asked | null;
/** The answer leads to another question about the same. */
export type Asked = Extract<Understanding, { kind: "say" }>;

export const readers: Record<OpenQuestion["slot"], Reader> = { element, text: caption, pullRequest, words };

/** An element: among those that were offered first, then among all there are. */
export function element(question: OpenQuestion, text: string, context: ThreadContext): Filled | null | Asked {
  const clauses = clausesOf(text, namesOf(question));
  // "blur the email and the phone" asks for both, whatever was offered.
  const isOfOther = isOtherRequest(clauses[0] ?? "", question, context) && isOtherRequest(text, question, context);
  if (isOfOther && clauses.slice(1).every((clause) => !pointsItself(clause))) return null;
  const answers = clauses.filter((clause) => !isOtherRequest(clause, question, context));
  const isYes = question.offers.length === 1 && answers.length > 0 && answers.every(agrees);
  if (!isYes && (theOther.test(text) || whichThereAre.test(text)))
    return { kind: "say", why: "asks", text: question.text };
  const pointed = isYes ? { offers: question.offers, rest: [] } : pointedAt(answers, question, context);
  if (!pointed) return amongAll(question, { text, clauses, answers }, context);
  const own = clauses.filter((clause) => !answers.includes(clause));
  const rest = [...own, ...pointed.rest];
  const [only, ...more] = pointed.offers;
  // "the title a bit later, when the code is typed" is about something else.
  const isOther = (clause: string): boolean =>
    speaksOfOther(clause, question.tool) && understand(clause, context).kind !== "calls";
  if (!only || rest.some(isOther)) return null;
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
  // Where nothing was offered, what is said is the thing, known or not.
  const mayBeThing = question.offers.length === 0 && own.kind === "say" && own.why === "chat" && !onlyThanks.test(text);
  const named = mayBeThing ? understand(`${question.say} ${text}`, context) : null;
  if (named?.kind === "calls" && isRestated(named, question)) return named;
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
  return named?.kind === "say" && named.why === "asks" && named.text !== question.text ? named : null;
}

/** "use the first", "for your question: the phone": an answer that says so. */
const pointsItself = (clause: string): boolean => /\b(?:first|last|second|third|one|both|all|question)\b/i.test(clause);

/** Of those that were offered none is the other one. */
const theOther = /^\W*(?:the other(?: one)?|das andere|de[rn] anderen?|die andere|el otro|la otra)\W*$/iu;

const whichThereAre =
  /^\W*(?:what|which)(?: ones?)?(?: are| do)?(?: the| you| we| my)? ?(?:options|choices|there|have|elements|can i (?:choose|pick).*)(?: again| have)?\W*$/i;

/** The words of a caption: as they stand, unless they plainly ask for something else. */
function caption(question: OpenQuestion, text: string, context: ThreadContext): Filled | Asked | null {
  const quoted = /["“”„](?<words>[^"“”„]{1,300})["“”]/.exec(text);
  if (quoted) {
    const whole = understand(`add a caption ${text.replace(quoted[0], `"${quoted.groups?.words}"`)}`, context);
    if (whole.kind === "say") return whole.open ? whole : null;
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
  // "they are too small to read"
  if (asksLettering(readingOf(text, context)) || ofEdit.test(text)) return null;
  // "the last caption should say …": one that is there.
  if (ofNamed.test(text) && editsPlaced(context).some(({ edit }) => edit.type === "caption")) return null;
  const corrects = /^\W*(?:no|nope|nein)[,.!]\s*(?=\p{L})/iu.test(text);
  const asks = corrects || (isRequest(text, context) && !sayings.test(text));
  if (asks && isDoable(understand(text, context))) return null;
  const own = text
    .replace(leadingToText, "")
    .replace(/[,\s]+(?:please|pls|bitte|por favor)[\s.!]*$/i, "")
    .trim();
  if (own === "") return null;
  const [wording, ...wishes] = wordingAndWishes(own, context);
  if (wording !== undefined && wishes.length > 0)
    return beside({ kind: "calls", calls: merged(question, { text: wording }, context) }, wishes, context);
  const [before, when] = own.split(timeAtTheEnd);
  const placed = before && when ? understand(`add a caption "${before}" ${when}`, context) : null;
  const [first] = placed?.kind === "calls" ? placed.calls : [];
  const isPlaced = first?.tool === "caption" && ("startMs" in first.input || "position" in first.input);
  return { kind: "calls", calls: merged(question, isPlaced ? first.input : { text: own }, context) };
}

/** "make it larger" */
const ofEdit =
  /^\W*(?:make|move|put|keep|hold|show|place|mach|setz|haz|pon) (?:it|that|this|them|es|ihn|lo)\b(?! (?:say|read))/iu;

const readingOf = (text: string, context: ThreadContext): Reading =>
  new Reading(clauseOf(read(text, context)), context, text);

/** "15% off and zoom on the discount": what follows the wording and is plainly asked for. */
function wordingAndWishes(text: string, context: ThreadContext): string[] {
  const clauses = clausesOf(text, []);
  const isWish = (clause: string): boolean =>
    isRequest(clause, context) && !sayings.test(clause) && understand(clause, context).kind === "calls";
  const last = clauses.findLastIndex((clause) => !isWish(clause));
  const [first, ...others] = clauses.slice(last + 1);
  const end = first === undefined ? -1 : text.lastIndexOf(first);
  const wording = text.slice(0, Math.max(0, end)).replace(/(?:[\s,.;]|\b(?:and|then|und|dann|y)\b)+$/iu, "");
  return last < 0 || first === undefined || wording === "" ? [text] : [wording, first, ...others];
}

/** "Hello there, at the end" */
const timeAtTheEnd =
  /,\s*(?=(?:and |please )*(?:at|from|until|when|while|during|on|am|ab|bei|wenn|oben|unten|al|desde|hasta|durante|cuando|arriba|abajo)\s[^,]{2,40}$)/iu;
/** What a caption begins with rather than a request: "Save time", "See it live". */
const sayings = /^\W*(?:save|get|see|show|share|start|begin|watch|focus|meet|try|spar|mehr|ahorra|prueba)\b/i;
const leadingToText =
  /^\W*(?:(?:it|that|the (?:caption|text|title)|es|der text) (?:should|could|must|soll(?:te)?) (?:just |only )?(?:say|read|be|sagen|heißen|lauten)|(?:just )?(?:make it )?say|que diga|debe decir|make it read)(?::\s*|\s+)/iu;
const ofNamed =
  /^\W*(?:(?:in|on) )?the (?:\p{L}+ ){1,3}(?:captions?|texts?|titles?|ones?) (?:should|must|has to|needs to) (?:say|read)\b/iu;
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
  const others = clauses.filter((clause) => !yes.includes(clause) && isOtherRequest(clause, question, context));
  const own = clauses.filter((clause) => !yes.includes(clause) && !others.includes(clause));
  const pointed = yes.length > 0 ? { offers, rest: own } : pointedAt(own, question, context);
  const [only] = pointed?.offers ?? [];
  if (only && pointed) {
    // "yes but only a bit": so much of what was offered.
    const degrees = pointed.rest.filter((clause) => degree.test(clause));
    const rest = pointed.rest.filter((clause) => !degrees.includes(clause));
    const wish = [say, only.value, ...degrees].join(" ").trim();
    // "zoom, same as on Porcini"
    const alike = rest.length > 0 ? anotherLike([wish, ...rest].join(", "), context) : null;
    if (alike?.kind === "calls") return beside(alike, others, context);
    // "mp4 then, 720p": what is said beside it may be more of the same.
    const more = rest.length > 0 ? completed(question, [wish, ...rest].join(", "), context) : null;
    const isOne = more?.kind === "calls" && more.calls.length === 1 && more.calls[0]?.tool === question.tool;
    if (isOne) return beside(more, others, context);
    const meant = wish === "" ? { kind: "calls" as const, calls: [] } : completed(question, wish, context);
    if (meant?.kind === "calls") return beside(meant, [...rest, ...others], context);
  }
  const whole = understand(text, context);
  const asks = isRequest(text, context) && isDoable(whole);
  if (asks) return whole.kind === "calls" && isRestated(whole, question) ? whole : null;
  if (say === "") return null;
  const tried = [bare(text), text].map((words) => completed(question, `${say} ${words}`, context));
  const found = tried.find((one) => one?.kind === "calls");
  if (found) return found;
  const [first] = tried;
  return whole.kind === "say" && whole.why === "chat" && aThing.test(text) && first?.kind === "say" ? first : null;
}

const degree =
  /^(?:(?:only|just|maybe|nur|solo|s[oó]lo) )?(?:(?:a |ein )?(?:tiny |little |klein )?(?:bit|little|tad|touch|bisschen|wenig)|slightly|etwas|leicht|un poco|un poquito|ligeramente)(?: (?:please|bitte|por favor))?$/iu;

export function completed(question: OpenQuestion, wish: string, context: ThreadContext): Filled | Asked | null {
  const meant = understand(wish, context);
  if (meant.kind === "say") return meant.why === "asks" ? meant : null;
  const [first, ...others] = meant.calls;
  if (question.tool === undefined) return meant;
  // "which part?": not all of it, unless that is said.
  if (question.say.startsWith("play at ") && first?.tool === "speed" && !first.input.endMs && !ofAll.test(wish))
    return null;
  if (first?.tool !== question.tool) return isRestated(meant, question) ? meant : null;
  return { ...meant, calls: [...merged(question, first.input, context), ...others] };
}

/** "ok just the first 2 seconds then" → "the first 2 seconds" */
const bare = (text: string): string =>
  text
    .replace(/^(?:\s*(?:ok(?:ay)?|just|only|maybe|then|well|hmm?|sorry|i mean|no|the one|at)\b[,\s]*)+/i, "")
    .replace(/[,\s]+(?:then|please|instead|thanks?|bitte)[\s.!]*$/i, "");

const aThing = /^\s*(?:the|den|die|das|el|la)(?: [\p{L}\p{N}-]+){1,4}[\s.!]*$/iu;
export const namesOf = ({ offers }: OpenQuestion): string[] => offers.flatMap(({ name, value }) => [name, value]);
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
