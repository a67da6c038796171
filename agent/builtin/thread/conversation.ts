import type { ThreadContext } from "../../context.ts";
import { editName } from "../../resolve/history.ts";
import type { ToolCall, ToolName } from "../../tools/inputs.ts";
import { DECLINED } from "../chat.ts";
import { HELD_BACK, withoutHeldBack } from "../heldBack.ts";
import { declinesAll, withoutDeclined } from "../notWanted.ts";
import { onlyAsks, type StateAnswer, stateAnswer } from "../questions/answers.ts";
import { withoutRetreats } from "../questions/onlyAsked.ts";
import { withOwnCorrections } from "../selfCorrected.ts";
import { cannotTell, isNotUnderstood } from "../standing.ts";
import { type Understanding, understand } from "../understand.ts";
import { answered, refusedAnswer } from "./answers/answer.ts";
import { lengthWished } from "./answers/lengthWished.ts";
import { earlierMessages, type OpenQuestion, questionOf } from "./answers/openQuestion.ts";
import { openQuestions, stillOpen } from "./answers/stillOpen.ts";
import { takenUp } from "./answers/takenUp.ts";
import { approvalBack } from "./approvalBack.ts";
import { inTurn } from "./inTurn.ts";
import { justChanged } from "./lastChange.ts";
import { takenBackAtItsEnd } from "./lastWord.ts";
import { anotherCaption } from "./more/anotherCaption.ts";
import { exportedAgain, sizedAgain } from "./more/exportedAgain.ts";
import { lastCall, moreOfTheSame } from "./more/moreOfTheSame.ts";
import { otherTimes } from "./more/otherTimes.ts";
import { otherTimesOfPart } from "./more/otherTimesOfPart.ts";
import { alsoEdits } from "./orders/alsoEdits.ts";
import { kindNamed } from "./orders/namedEdits.ts";
import { ordered, saysBack } from "./orders/orders.ts";
import { corrected } from "./remarks/corrected.ts";
import { cutTold } from "./remarks/cutTold.ts";
import { edgesMoved } from "./remarks/edgesMoved.ts";
import { excepted } from "./remarks/excepted.ts";
import { followUp, plainFollowUp } from "./remarks/followUp.ts";
import { inPlaceOf } from "./remarks/inPlaceOf.ts";
import { meantEdit } from "./remarks/meantEdit.ts";
import { partOfIt } from "./remarks/partOfIt.ts";
import { cropMoved } from "./remarks/recropped.ts";
import { takesIn } from "./remarks/takesIn.ts";
import { asAnswered, coveredAlready } from "./topic/asAnswered.ts";
import { beyond, moreBeyond } from "./topic/beyond.ts";
import { ofTopic } from "./topic/ofTopic.ts";
import { saidOfAnswer } from "./topic/saidOfAnswer.ts";

/** A message in its thread, as its own words leave it: what it corrects itself, puts off and declines is heard first. */
export function understandInThread(message: string, context: ThreadContext): Understanding {
  const meantSo = withoutDismissal(message.replace(othersStay, "").replace(noBeforeDeed, "$&,"), context);
  const said = withoutRetreats(meantSo);
  if (said === "" && meantSo.trim() !== "") return { kind: "say", why: "chat", text: afterRetreat(message, context) };
  if (said !== message) return understandInThread(said, withLastMessage(context, said));
  const open = openQuestions(context, said);
  const refused = refusedAnswer(open, said, context);
  if (refused) return refused;
  const now = withoutHeldBack(said);
  if (now === null || (now !== said && !/\p{L}/u.test(now))) return { kind: "say", why: "chat", text: HELD_BACK };
  if (declinesAll(now)) return { kind: "say", why: "chat", text: DECLINED };
  const text = withoutDeclined(withOwnCorrections(now));
  if (text === said) return stillOpen(said, read(said, open, context), open);
  const meant = stillOpen(text, read(text, open, withLastMessage(context, text)), open);
  return now !== said && meant.kind === "say" ? { kind: "say", why: "chat", text: HELD_BACK } : meant;
}

/** "ok forget it. add a caption": after a question it is that question, and no edit. */
function withoutDismissal(message: string, context: ThreadContext): string {
  const before = earlierMessages(context, message).findLast(({ role }) => role === "user")?.content;
  const rest = message.replace(dismissal, "");
  return rest !== message && rest !== "" && before !== undefined && onlyAsks(before) ? rest : message;
}
const dismissal =
  /^\W*(?:(?:ok(?:ay)?|oh|no|well|hm+|ach|bueno)[,.\s]+)*(?:never ?mind|nvm|forget (?:it|that|about it)|(?:it )?doesn['’]?t matter|egal|vergiss es|da igual|olv[ií]dalo)(?: then)?(?=\W)[\s,.!;–—-]*/iu;

/** To "I was only asking": what was done all the same is to be had back. */
const afterRetreat = (message: string, context: ThreadContext): string =>
  justChanged(context, message) ? "Sorry, I took that for a wish: **undo** takes it back." : DECLINED;

/** "only the first 8 seconds, the rest at normal speed": what "only" says already. */
const othersStay =
  /(?<=\b(?:only|just|nur|solo)\b.{3,80})[,;]\s*(?:(?:and |but |with )?(?:the rest|everything else|all else|the others?)(?: \p{L}+)? ?(?:at|in|with) (?:the )?(?:normal|usual|original|regular) (?:speed|pace)|(?:and )?nothing else)(?:[\s,]+(?:please|pls|bitte|por favor))?(?=\s*[.!]*\s*$)/iu;

/** "no bring it back": against what was done, unlike "no zoom". */
const noBeforeDeed =
  /^\s*(?:(?:oh|hm+|ah|ok)[\s,]+)?(?:no|nope|nah)(?= (?:wait|bring|put|keep|leave|undo|go back|only|just|i (?:mean|meant|want|wanted))(?!\p{L}))/iu;

/** As a whole, or its parts one after the other where that says more, and leaves nothing to be asked. */
function read(text: string, open: readonly OpenQuestion[], context: ThreadContext): Understanding {
  const meant = readWhole(text, open, context);
  if ((meant.kind === "say" && meant.why === "refuses") || text.length > LONGEST_IN_TURN) return meant;
  return inTurn(text, context, meant, (part, then) => read(part, [], then)) ?? meant;
}
const LONGEST_IN_TURN = 200;

/** As a question, as the answer to the one that Aura asked, as more or other of what was done, or by itself. */
function readWhole(text: string, open: readonly OpenQuestion[], context: ThreadContext): Understanding {
  const told = stateAnswer(text, context);
  // "where's the zoom? bring it back"
  if (told && saysBack(told.rest, context))
    return ordered(text, context) ?? withAnswers({ ...told, rest: "" }, context);
  if (told) return withAnswers(told, context);
  if (nothingAtAll.test(text)) return { kind: "say", why: "chat", text: DECLINED };
  const meant = ofTopic(readAsWish(text, open, context), text, context);
  const isDeed = meant.kind === "calls" && open.length === 0 && !meant.calls.every(({ tool }) => telling.has(tool));
  return isDeed && onlyAsks(text) ? { kind: "say", why: "chat", text: cannotTell(context) } : meant;
}

const telling: ReadonlySet<string> = new Set<ToolName>(["status", "list_digests", "preferences"]);

function readAsWish(text: string, open: readonly OpenQuestion[], context: ThreadContext): Understanding {
  const ofThread =
    beyond(text, context) ??
    saidOfAnswer(text, context) ??
    answered(open, text, context) ??
    excepted(text, context) ??
    coveredAlready(text, context) ??
    partOfIt(text, context) ??
    cropMoved(text, context) ??
    asAnswered(text, context, (own) => understandInThread(own, withLastMessage(context, own))) ??
    takenUp(text, context) ??
    exportedAgain(text, context) ??
    lengthWished(text, context) ??
    approvalBack(text, context) ??
    anotherCaption(text, context) ??
    otherTimes(text, context) ??
    otherTimesOfPart(text, context) ??
    edgesMoved(text, context) ??
    cutTold(text, context) ??
    plainFollowUp(text, context) ??
    takesIn(text, context) ??
    ordered(text, context) ??
    inPlaceOf(text, context) ??
    alsoEdits(text, context) ??
    takenBackAtItsEnd(text, context);
  if (ofThread) return ofThread;
  const alone = understand(text, context);
  const afterEdit =
    meantEdit(text, context) ?? followUp(text, () => lastCall(text, context), context) ?? corrected(text, context);
  if (afterEdit) return afterEdit;
  if (alone.kind === "calls" || alone.why !== "chat") return alone;
  const unread = isNotUnderstood(alone.text) ? (moreBeyond(text, context) ?? sizedAgain(text, context)) : null;
  return moreOfTheSame(text, context) ?? unread ?? alone;
}

/** What was asked is answered, and what was asked for beside it is done: the reply after the deeds tells both. */
function withAnswers(
  { answers, asked, rest, isHitch, subject, unknown }: StateAnswer,
  context: ThreadContext,
): Understanding {
  const said = [...answers, ...unknown.map((text) => toldOf(text, context))].join(" ");
  const inThread = (text: string): Understanding => understandInThread(text, withLastMessage(context, text));
  const left = rest === "" ? null : (ofAsked(asked.join(" "), subject, rest, inThread) ?? inThread(rest));
  if (isHitch && left?.kind === "calls" && left.calls.every(givesOut)) {
    const text = `${said} So I have not ${left.calls.some(({ tool }) => tool === "share") ? "sent" : "approved"} it. Shall I all the same?`;
    return { kind: "say", why: "asks", text, open: [questionOf(text, { offers: [{ name: "yes", value: rest }] })] };
  }
  if (left === null || left.kind === "calls") return left ?? { kind: "say", why: "chat", text: said };
  return left.why === "chat" || refusing.test(rest)
    ? { kind: "say", why: "chat", text: said }
    : { ...left, text: `${said} ${left.text}` };
}

/** What the program knows of itself answers, else nothing does. */
function toldOf(question: string, context: ThreadContext): string {
  const meant = understand(question, context);
  const isKnown = meant.kind === "say" && meant.why === "chat" && !isNotUnderstood(meant.text);
  return isKnown ? meant.text : `“${question}”: that I do not know.`;
}

/** "is the caption still there? make it longer": "it" is the edit or the thing that was asked about, where it can be. */
function ofAsked(
  asked: string,
  subject: string,
  rest: string,
  inThread: (text: string) => Understanding,
): Extract<Understanding, { kind: "calls" }> | null {
  if (!anIt.test(rest)) return null;
  const kind = kindNamed(asked);
  const ofEdit = kind && !kindNamed(rest) ? inThread(rest.replace(anIt, `the ${editName(kind)}`)) : null;
  const isOfKind = ({ tool, input }: ToolCall): boolean =>
    tool === kind || (tool === "remove_edit" && input.type === kind);
  if (ofEdit?.kind === "calls" && ofEdit.calls.every(isOfKind)) return ofEdit;
  const ofThing = subject === "it" ? null : inThread(rest.replace(anIt, subject));
  return ofThing?.kind === "calls" ? ofThing : null;
}
const anIt = /(?<![\p{L}'’])(?:it|es|ihn|lo)(?![\p{L}'’])/iu;

/** What is not to be done on a bad answer: "is the phone blurred? then approve". */
const givesOut = (call: ToolCall): boolean =>
  call.tool === "share" || (call.tool === "review" && call.input.decision === "approved");

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
