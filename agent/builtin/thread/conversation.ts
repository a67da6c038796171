import { waitsForYes } from "../../confirmation.ts";
import type { ThreadContext } from "../../context.ts";
import { isView, openView } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { DECLINED } from "../chat.ts";
import { HELD_BACK, withoutHeldBack } from "../heldBack.ts";
import { declinesAll, withoutDeclined } from "../notWanted.ts";
import { type StateAnswer, stateAnswer } from "../questions/answers.ts";
import { withOwnCorrections } from "../selfCorrected.ts";
import { isNotUnderstood } from "../standing.ts";
import { type Understanding, understand } from "../understand.ts";
import { aboutEdits } from "./aboutEdits.ts";
import { corrected } from "./corrected.ts";
import { editTimeChanged } from "./editTimes.ts";
import { followUp, plainFollowUp } from "./followUp.ts";
import { takenBackAtItsEnd } from "./lastWord.ts";
import { boldIn, offerNamed } from "./offered.ts";
import { pullRequestChosen } from "./whichAnswer.ts";

/** A message in its thread, as its own words leave it: what it corrects itself, puts off and declines is heard first. */
export function understandInThread(said: string, context: ThreadContext): Understanding {
  const now = withoutHeldBack(said);
  if (now === null || (now !== said && !/\p{L}/u.test(now))) return { kind: "say", why: "chat", text: HELD_BACK };
  if (declinesAll(now)) return { kind: "say", why: "chat", text: DECLINED };
  const text = withoutDeclined(withOwnCorrections(now));
  if (text === said) return inThread(said, context);
  const meant = inThread(text, withLastMessage(context, text));
  return now !== said && meant.kind === "say" ? { kind: "say", why: "chat", text: HELD_BACK } : meant;
}

/** By itself, as the answer to the question that Aura asked last, or as more of the same. */
function inThread(text: string, context: ThreadContext): Understanding {
  const confirmed = waitsForYes(context, text) ? pendingQuestion(context, text) : null;
  const asked = confirmed && understand(confirmed.asked, context);
  // "yes" to an address: what was asked for is done now, the sending of it alone.
  if (asked?.kind === "calls") {
    const sendings = asked.calls.filter((call) => call.tool === "share" || call.tool === "schedule_digest");
    if (sendings.length > 0) return { kind: "calls", calls: sendings };
  }
  const told = stateAnswer(text, context);
  if (told) return withAnswers(told, context);
  if (nothingAtAll.test(text)) return { kind: "say", why: "chat", text: DECLINED };
  const plain = plainFollowUp(text, context);
  if (plain) return plain;
  const ofEdits = aboutEdits(text, context) ?? editTimeChanged(text, context) ?? takenBackAtItsEnd(text, context);
  if (ofEdits) return ofEdits;
  const waits = pendingQuestion(context, text);
  const time = waits && aboutTime.test(waits.question) ? bareTime(text) : null;
  const timed = waits && time && answered(waits, time, context);
  if (timed) return timed;
  const chosen = waits && recordingChosen(waits, text, context);
  if (chosen) return chosen;
  const direct = directAnswer(text, context);
  if (direct) return direct;
  const alone = understand(text, context);
  // "the caption" is an answer, although a caption without its words is a wish that lacks something.
  const mayAnswer =
    alone.kind === "say" &&
    (alone.why === "chat" || (alone.why === "asks" && /^\s*(the|das|den|die|der|el|la)\s/i.test(text)));
  const isAside = thanking.test(text) || (/\?\s*$/.test(text) && alone.kind === "say" && !isNotUnderstood(alone.text));
  const pending = pendingQuestion(context, text);
  const follows = pending ? null : followUp(text, () => lastCall(text, context), context);
  if (follows) return follows;
  const replaced = pending ? null : corrected(text, context);
  if (replaced) return replaced;
  if (!mayAnswer || isAside) return alone;
  return (pending && answered(pending, text, context)) ?? moreOfTheSame(text, context) ?? alone;
}

/** What was asked is answered, and what was asked for beside it is done: the reply after the deeds tells both. */
function withAnswers({ answers, rest }: StateAnswer, context: ThreadContext): Understanding {
  const said = answers.join(" ");
  const left = rest === "" ? null : understandInThread(rest, withLastMessage(context, rest));
  if (left === null || left.kind === "calls") return left ?? { kind: "say", why: "chat", text: said };
  return left.why === "chat" || refusing.test(rest)
    ? { kind: "say", why: "chat", text: said }
    : { ...left, text: `${said} ${left.text}` };
}

/** "no, I don't want to send it yet, I was just asking …" */
const refusing = /\b(?:don['’]?t|do not|didn['’]?t|did not|not) (?:want|ask|mean|need|say)|\bnicht|\bno quiero\b/i;

/** The thread as if the person had said this alone. */
function withLastMessage(context: ThreadContext, content: string): ThreadContext {
  const last = context.messages.at(-1);
  if (last?.role !== "user") return context;
  return { ...context, messages: [...context.messages.slice(0, -1), { ...last, content }] };
}

const nothingAtAll =
  /^\s*(?:no[,. ]+)*(?:(?:i|we) (?:don['’]?t|do not) (?:want|wanna|need)(?: to)?|not going to) (?:send|post|share|publish|mail|export|upload)(?: it| this| that| anything| the video)?(?: yet| now| at all| any ?more| to anyone| anywhere)*[\s.!]*$|^\s*(?:please |no[,.]? |actually[,]? )*(?:don'?t|do not) (?:do|change|touch|edit) anything(?: (?:yet|now|else|please))?[\s.!]*$/i;
const aboutTime = /Which (?:time do you mean|part should I)/;

/** "ok just the first 2 seconds then" → "the first 2 seconds"; null when more is said than a time. */
function bareTime(text: string): string | null {
  const said = text
    .replace(/^(?:\s*(?:ok(?:ay)?|just|only|maybe|then|well|hmm?|sorry|i mean)\b[,\s]*)+/i, "")
    .replace(/[,\s]+(?:then|please|instead)[\s.!]*$/i, "")
    .trim();
  const isTime = /^(?:the )?(?:first|last) (?:\w+ )?(?:seconds?|s|half|third|minute)\b|^(?:from )?\d/i.test(said);
  return isTime && said.split(/\s+/).length <= 8 ? said : null;
}

/** Thanks, and questions that have an answer, leave Aura's own question open. */
const thanking =
  /^\s*(?:ok(?:ay)?[,.!]?\s+)?(?:thanks?|thank (?:you|u)|thx|ty|cheers|never ?mind|nvm|danke|vielen dank|gracias|egal|da igual)\b[\s\p{L}!.,]{0,20}$/iu;

const aThing = /^\s*(?:the|den|die|das|el|la)(?: [\p{L}\p{N}-]+){1,4}[\s.!]*$/iu;

function answered(pending: Pending, text: string, context: ThreadContext): Understanding | null {
  const together = readings(pending, text).map((combined) => understand(combined, context));
  const settled = together.find((one) => one.kind === "calls");
  if (settled) return settled;
  // "yes" to an offer that needs one more thing, or the name of another thing that is not there: the next question.
  const goesOn = yes.test(text) || aThing.test(text);
  return (goesOn && together.find((one) => one.kind === "say" && one.why === "asks")) || null;
}

/** The pull request that an answer names among those that were offered, recorded as it was asked for. */
function recordingChosen({ asked, question }: Pending, text: string, context: ThreadContext): Understanding | null {
  const pr = pullRequestChosen(question, text, context);
  if (pr === null) return null;
  const whole = understand(`${asked} PR ${pr}`, context);
  const isOther = (call: ToolCall): boolean => call.tool === "record" && call.input.pr !== pr;
  const kept = whole.kind === "calls" ? whole.calls.filter((call) => !isOther(call)) : [];
  if (kept.some(({ tool }) => tool === "record")) return { kind: "calls", calls: kept };
  return { kind: "calls", calls: [{ tool: "record", input: { kind: "pr", pr } }] };
}

/** Answers that mean something else by themselves: "Jane Doe at acme.com" is a person, "drop the first part" a half. */
function directAnswer(text: string, context: ThreadContext): Understanding | null {
  const pending = pendingQuestion(context, text);
  if (!pending) return null;
  const isWho = /^Who is it for/.test(pending.question) && !/\b(?:record|make|film|capture)\b/i.test(text);
  const isHalf = /^Which part should go/.test(pending.question) && half.test(text);
  const isCaption = /^What should the caption say/.test(pending.question) && !command.test(text);
  const wish = isCaption
    ? (readings(pending, text)[0] ?? null)
    : isWho
      ? `record a demo for ${text.replace(/^\s*(?:it'?s |for )+/i, "")}`
      : isHalf
        ? `${pending.asked} and drop the ${half.exec(text)?.[1]} part`
        : null;
  const understood = wish ? understand(wish, context) : null;
  return understood?.kind === "calls" ? understood : null;
}
/** Words that a caption hardly begins with, when somebody was asked for one. */
const command =
  /^\W*(?:undo|never ?mind|nvm|cancel|stop|no|nope|none|nothing|forget|skip|leave|wait|zoom|cut|trim|blur|hide|export|record|remove|crop|slow|shorten|speed|approve|send|thanks?|what|how|why|which|who|when|where|can|could|do|does|is|are|nein|abbrechen|nada|cancela)\b|^\W*(?:please |just )?(?:use|apply|switch|change|go back|play)\b|^\W*(?:please |just )?(?:make|put|add) (?:it|the|a)\b|\?\s*$/i;
const half = /^\W*(?:drop |remove |cut |delete |lose )?(?:the )?(first|second|last)(?: (?:one|half|part|bit))?\W*$/i;

const alsoWords =
  /\b(?:too|also|as well|likewise|(?:the )?same(?: thing)? (?:for|on|with|to)|do that (?:for|on|with)|auch|ebenso|das gleiche (?:für|mit|bei)|tambi[eé]n|lo mismo (?:para|con|en))\b/gi;

/** "the email field too", "same for the sign-in button": the last wish once more, for something else. */
function moreOfTheSame(text: string, context: ThreadContext): Understanding | null {
  const rest = text
    .replace(alsoWords, " ")
    .replace(/^\W*(?:and|und|y)\b/i, " ")
    .replace(/[\s,.!]+/g, " ")
    .trim();
  if (rest === "" || !text.match(alsoWords)) return null;
  const last = lastCall(text, context);
  const verb = last && verbOf(last);
  const again = verb ? alike(understand(`${verb} ${rest}`, context), last, context) : null;
  return again?.kind === "calls" || (again?.kind === "say" && again.why === "asks") ? again : null;
}

/** The last thing that was asked for in the thread and understood; the newest few messages are looked through. */
function lastCall(text: string, context: ThreadContext): ToolCall | undefined {
  const asked = context.messages.filter((message) => message.role === "user" && message.content !== text).slice(-4);
  // What a message did may be in the way of reading it again: the version before knows it as it was meant.
  const earlier = context.versions.findLast(({ version }) => version < (context.currentVersion ?? 0));
  const contexts = earlier ? [context, { ...context, currentVersion: earlier.version }] : [context];
  for (const message of asked.toReversed()) {
    for (const then of contexts) {
      const before = understand(message.content, then);
      if (before.kind === "calls") return before.calls.at(-1);
    }
  }
  return undefined;
}

/** As close as the zoom before, where that is not the usual one. */
function alike(again: Understanding, last: ToolCall | undefined, context: ThreadContext): Understanding {
  const view = openView(context);
  const zoom = isView(view) ? view.seen.operations.findLast(({ type }) => type === "zoom") : undefined;
  const isSpecial = last?.tool === "zoom" && last.input.intensity !== undefined;
  if (again.kind !== "calls" || !isSpecial || zoom?.type !== "zoom") return again;
  const { intensity } = zoom;
  const calls = again.calls.map((call) =>
    call.tool === "zoom" ? { ...call, input: { intensity, ...call.input } } : call,
  );
  return { kind: "calls", calls };
}

function verbOf(call: ToolCall): string | null {
  switch (call.tool) {
    case "zoom":
      return "zoom on";
    case "redact":
      return "blur";
    case "cut":
      return "cut out";
    case "speed":
      return `play at ${call.input.rate}x`;
    case "share":
      return "send it to";
    default:
      return null;
  }
}

type Pending = { asked: string; question: string };

/** The question that the last reply ended with, and the message that it answered. */
function pendingQuestion({ messages }: ThreadContext, text: string): Pending | null {
  // The person's message may be among the thread's already.
  const earlier =
    messages.at(-1)?.role === "user" && messages.at(-1)?.content === text ? messages.slice(0, -1) : messages;
  const reply = earlier.at(-1);
  const asked = earlier.slice(0, -1).findLast((message) => message.role === "user");
  if (reply?.role !== "assistant" || !asked || !/\?\s*$/.test(reply.content)) return null;
  // What was not understood leaves nothing that an answer could complete.
  if (isNotUnderstood(reply.content)) return null;
  return { asked: asked.content, question: reply.content };
}

const yes =
  /^\s*(yes|yep|yeah|yup|sure|ok|okay|please|please do|do it|do that|go ahead|ja|klar|gern|si|sí|vale|claro)[\s.!]*(please|bitte|por favor)?[\s.!]*$/i;
const ordinals: readonly [RegExp, number][] = [
  [/^\W*(?:the )?(?:first|former|1st|erste[nrs]?|primer[ao]?)(?: one)?\W*$/i, 0],
  [/^\W*(?:the )?(?:second|2nd|zweite[nrs]?|segund[ao])(?: one)?\W*$/i, 1],
  [/^\W*(?:the )?(?:third|3rd|dritte[nrs]?|tercer[ao]?)(?: one)?\W*$/i, 2],
  [/^\W*(?:the )?(?:last|latter|letzte[nrs]?|ultim[ao])(?: one)?\W*$/i, -1],
];

/** What the answer may stand for in the earlier message, the likeliest first. */
function readings({ asked, question }: Pending, text: string): string[] {
  const answer = chosen(question, text);
  if (/^What should the caption say/.test(question)) {
    const wish = /caption|text|title|untertitel|titel|texto/i.test(asked) ? asked : "add a caption";
    return [
      `${wish} saying "${text
        .trim()
        .replace(/^["“”'](.*)["“”']$/, "$1")
        .replaceAll('"', "'")}"`,
    ];
  }
  if (/^Which part should go/.test(question)) return [`${asked} and drop the ${text}`];
  const offered = boldIn(question);
  if (yes.test(text)) return offered.length === 1 ? [offered[0] ?? "", `${asked}, no wait, ${offered[0]}`] : [];
  const instead = inPlaceOfUnknown(asked, question, answer);
  return [
    ...(instead ? [instead] : []),
    `${asked}, no wait, ${answer}`,
    `${asked} ${answer}`,
    `${asked} to ${answer}`,
    `${asked} at ${answer}`,
  ];
}

/** "I do not see “the delivery choice”": the wish with the thing that was chosen in the place of those words. */
function inPlaceOfUnknown(asked: string, question: string, answer: string): string | null {
  const unknown = /^I do not see “([^”]+)”/.exec(question)?.[1] ?? "";
  const at = unknown === "" ? -1 : asked.toLowerCase().indexOf(unknown.toLowerCase());
  const isThing = boldIn(question).includes(answer);
  return at < 0 || !isThing ? null : `${asked.slice(0, at)}${answer}${asked.slice(at + unknown.length)}`;
}

function chosen(question: string, text: string): string {
  const offered = boldIn(question);
  const place = ordinals.find(([pattern]) => pattern.test(text))?.[1];
  return place === undefined ? (offerNamed(question, text) ?? text) : (offered.at(place) ?? text);
}
