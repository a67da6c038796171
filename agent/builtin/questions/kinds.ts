import type { ContextShot } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { type EditView, lengthOf } from "../../resolve/view.ts";
import { capital, clock, listed } from "../../words.ts";
import { pronouns, targetIn } from "./asked.ts";
import { spokenOf } from "./before.ts";
import { cameraTold } from "./camera.ts";
import { editsInWords, isOn, type Told, toldTogether } from "./edits.ts";
import { type Kind, type KindWords, kinds } from "./kindWords.ts";
import { allNamed, membersOf } from "./moments.ts";
import { pageAnswer, sightAnswer } from "./sight.ts";

/** Questions about the edits of one kind: "which zooms are in there?", "is the phone still blurred?" */

/** What asks for something else than the edits that there are. */
const notOfState =
  /\b(?:possible|available|can (?:you|i|we)|could|support|should|would|max(?:imum)?|too|enough|better|ok(?:ay)?|do you|what does|whats (?:a|an)|what is (?:a|an)|difference|why|warum|por que|who|whose|wer|wessen|quien|moglich|posible|more about|does$|zu (?:stark|gross|schnell|nah)|demasiado|styles|formats|like|look(?:s)? like|mean)\b/;
const yesNo =
  /^(?:is|isnt|are|arent|was|were|has|hasnt|have|does|doesnt|do|did|didnt|still|any|anything|ist|sind|wurde|wird|war|hat|gibt|if|whether|ob|si|es|esta|estan|hay|tiene|sigue|siguen|ha|blurred|hidden|covered|cropped|square|vertical|zoomed)\b/;

/** What tells which of several it is, or how it came there. */
const ofList =
  /\b(?:keep|kept|added?|last|first|second|third|one|ones|(?:at|in) (?:the )?(?:end|ending|start|beginning|middle)|just|before|letzte[rsn]?|erste[rsn]?|ultim[oa]|primer[oa]?)\b/;

/** "the one at the end": those of a list that come there. */
function placedIn(view: EditView, list: readonly Told[], words: string): readonly Told[] {
  const lengthMs = lengthOf(view.seen.map);
  const isEnd = /\bat (?:the )?(?:very )?end\b/.test(words);
  if (!isEnd && !/\bat (?:the )?(?:start|beginning)\b/.test(words)) return list;
  return list.filter((one) => {
    const fromMs = timesOf(one)?.fromMs ?? 0;
    return isEnd ? fromMs > lengthMs / 2 : fromMs < lengthMs / 2;
  });
}

/** "why is the heron not zoomed on?" */
const whyNot = /^(?:why|how come|warum|wieso|por que) (?=.*\b(?:not|isnt|arent|no|nicht)\b)/;

/** "which fields are blurred": of all that there is. */
const ofAnyKind = /^(?:fields|things|elements|inputs|buttons|areas|felder|dinge|campos|cosas)$/;

/** The answer to a question about one kind of edit, or null when it is about something else. */
export function kindAnswer(view: EditView, words: string): string | null {
  const isWhyNot = whyNot.test(words);
  if (notOfState.test(words.replace(/\bwhat does the caption say/, "caption").replace(whyNot, ""))) return null;
  const [asked, ...others] = kinds.filter((one) => one.words.test(words));
  if (!asked) return null;
  if (others.length > 0 && anyKinds.test(words))
    return [asked, ...others].map((one) => listAnswer(one, editsInWords(view)[one.kind], yesNo.test(words))).join(" ");
  const all = editsInWords(view)[asked.kind];
  if (asked.kind !== "cut" && isGone.test(words)) return goneAnswer(asked, all);
  const list = asked.kind === "speed" ? ofPace(all, words) : all;
  if (list.length < all.length && list.length === 0)
    return `No: ${listed(
      all.map(({ told }) => told),
      "and",
    )}.`;
  const isYesNo = yesNo.test(words) && !isWhyNot;
  const beside = besideAnswer(view, words, isYesNo) ?? endsAnswer(list, words);
  if (beside !== null) return beside;
  if (asked.kind === "blur" || asked.kind === "zoom") {
    const spent = new RegExp(`${asked.words.source}|${ofList.source}`);
    const named = targetIn(words, spent);
    const target = /^(?:what|which|was|welche|que)\b/.test(words) && ofAnyKind.test(named) ? "" : named;
    const isIt = target === "" && pronouns.test(words) && isYesNo && list.length > 0;
    const shots = isIt ? spokenOf(view.context, words) : target === "" ? [] : allNamed(view.context, words, spent);
    const isBlur = asked.kind === "blur";
    const about = isBlur
      ? sightAnswer(view, shots, "hidden", isYesNo)
      : shots.length > 0
        ? zoomAnswer(shots, list, { there: placedIn(view, list, words), target, isYesNo })
        : null;
    if (about !== null) return about;
    // Whether that is what was meant nobody knows.
    if (target !== "" && list.length > 0) return listAnswer(asked, list, false);
  }
  if (asked.kind === "cut" && isYesNo) {
    const told =
      pageAnswer(view, targetIn(words, asked.words), "cut") ??
      sightAnswer(view, allNamed(view.context, words, asked.words), "cut");
    if (told !== null) return told;
  }
  if (asked.kind === "crop" && isYesNo) return shapeAnswer(list, words, asked.none);
  if (
    asked.kind === "cursor" &&
    isYesNo &&
    /\b(?:visible|seen|see|shown|hidden|gone|there|sichtbar|visible)\b/.test(words)
  ) {
    const isHidden = list[0]?.name === "hidden";
    const isSo = isHidden === /\b(?:hidden|gone)\b/.test(words);
    return `${isSo ? "Yes" : "No"}, the cursor is ${isHidden ? "hidden" : "there"}.`;
  }
  if (asked.kind === "style" && isYesNo) {
    const preset = /minimal|dramatic|default/.exec(words)?.[0] ?? "default";
    const now = list[0]?.name ?? "default";
    return now === preset ? `Yes, it has the ${now} style.` : `No, it has the ${now} style.`;
  }
  // Whoever sees the picture come closer asks for no edit.
  const own = asked.kind === "zoom" && list.length === 0 ? cameraTold(view, view.context) : null;
  return own === null ? listAnswer(asked, list, isYesNo) : `${isYesNo ? "No zoom" : "None"} was added. ${own}`;
}

function listAnswer({ kind, one, many, none }: KindWords, all: readonly Told[], isYesNo: boolean) {
  const list = [...new Map(all.map((edit) => [edit.told, edit])).values()];
  if (list.length === 0) return isYesNo ? `No, ${none}.` : `${capital(none)}.`;
  const told = toldTogether(list);
  if (isOfAll(kind)) {
    const sentence = inSentence[kind](told, list);
    return isYesNo ? `Yes: ${sentence}.` : `${capital(sentence)}.`;
  }
  const count = list.length === 1 ? `one ${one}` : `${list.length} ${many}`;
  if (isYesNo) return `Yes, ${count}: ${told}.`;
  return `${capital(count)}: ${told}.`;
}

/** "are there any captions or zooms in it?" */
const anyKinds = /\b(?:any|no|all|which|what|how many|irgendwelche|alg[uú]n\w*)\b.*\b(?:and|or|und|oder|y|o)\b/;

const isGone = /\b(?:removed?|gone|(?:taken|take) (?:out|off|away)|undone|weg|entfernt|quitado|quitaste)\b/;

/** "did you remove the zoom?" */
function goneAnswer({ none }: KindWords, list: readonly Told[]): string {
  const left = list.map(({ told }) => told);
  return left.length === 0 ? `Yes: ${none}.` : `No, there is still this: ${listed(left, "and")}.`;
}

/** "is it slowed down anywhere?": the parts that are. */
function ofPace(list: readonly Told[], words: string): readonly Told[] {
  const rateOf = ({ told }: Told): number => Number(/([\d.]+)×$/.exec(told)?.[1] ?? 1);
  if (/\b(?:slow\w*|verlangsamt|langsam\w*|ralentizad[oa]|lent[oa])\b/.test(words))
    return list.filter((one) => rateOf(one) < 1);
  if (/\b(?:sped|faster|beschleunigt|schneller|aceler\w*)\b/.test(words)) return list.filter((one) => rateOf(one) > 1);
  return list;
}

/** Edits of the whole picture or of its time, as a sentence says them. */
const inSentence = {
  cut: (_: string, list: readonly Told[]) =>
    `${listed(
      list.map(({ name }) => name),
      "and",
    )} cut away`,
  speed: (told: string) => told.replace(/ at (?=[\d.]+×)/g, " plays at "),
  style: (told: string) => `it has ${told}`,
  crop: (told: string) => `it is ${told}`,
  cursor: (told: string) => told,
};
const isOfAll = (kind: Kind): kind is keyof typeof inSentence => kind in inSentence;

/** "is there a zoom on the phone?": that element, and if there is none, what is zoomed on. */
function zoomAnswer(
  shots: readonly ContextShot[],
  list: readonly Told[],
  { there, target, isYesNo }: { there: readonly Told[]; target: string; isYesNo: boolean },
): string {
  const matching = list.filter(
    ({ operation }) => operation && shots.flatMap(membersOf).some((shot) => isOn(operation, shot)),
  );
  const placed = matching.filter((one) => there.includes(one));
  const told = (some: readonly Told[]): string => some.map((one) => one.told).join(", ");
  if (placed.length > 0) return `${isYesNo ? "Yes: " : ""}${told(placed)}.`;
  if (matching.length > 0) return `${isYesNo ? "No, only " : "Only "}${told(matching)}.`;
  const label = shortLabel(shots[0]?.label ?? target);
  const others = [...new Set(list.map(({ name }) => name))];
  const rest = others.length > 0 ? ` Zoomed on: ${listed(others, "and")}.` : ` Say **zoom on ${label}**.`;
  return `${isYesNo ? "No, " : ""}**${label}** is not zoomed on.${rest}`;
}

/** "is the zoom still on while the caption shows?" */
function besideAnswer(view: EditView, words: string, isYesNo: boolean): string | null {
  if (!isYesNo || !/\b(?:while|when|during|same time|overlap\w*|wahrend|gleichzeitig|mientras|durante)\b/.test(words))
    return null;
  const [one, other] = kinds.filter((kind) => kind.words.test(words) && !isOfAll(kind.kind));
  if (!one || !other) return null;
  const all = editsInWords(view);
  const pairs = all[one.kind].flatMap((first) =>
    all[other.kind].filter((second) => isTogether(first, second)).map((second) => [first, second] as const),
  );
  const [pair] = pairs;
  return pair
    ? `Yes: ${pair[0].told}, and ${pair[1].told}.`
    : `No: ${
        listed(
          [...all[one.kind], ...all[other.kind]].map(({ told }) => told),
          "and",
        ) || one.none
      }.`;
}

const timesOf = ({ operation }: Told): { fromMs: number; toMs: number } | null =>
  operation && "durationMs" in operation && "startMs" in operation
    ? { fromMs: operation.startMs, toMs: operation.startMs + operation.durationMs }
    : null;

function isTogether(one: Told, other: Told): boolean {
  const [a, b] = [timesOf(one), timesOf(other)];
  return a !== null && b !== null && a.fromMs < b.toMs && b.fromMs < a.toMs;
}

/** "when does the caption go away?" */
function endsAnswer(list: readonly Told[], words: string): string | null {
  if (
    !/^(?:when|whens|wann|cuando|until when|bis wann|hasta cuando)\b.*\b(?:ends?|stops?|over|go away|goes away|disappears?|gone|endet|aufhort|verschwindet|weg|termina|acaba|desaparece)\b/.test(
      words,
    )
  )
    return null;
  const ends = list.flatMap((one) => {
    const times = timesOf(one);
    return times ? [`${one.name} ends at ${clock(times.toMs)}`] : [];
  });
  return ends.length > 0 ? `${capital(listed(ends, "and"))}.` : null;
}

/** "is it square?" */
function shapeAnswer(list: readonly Told[], words: string, none: string): string {
  const now = list[0]?.name;
  const wanted = /\b(?:square|quadratisch|cuadrad[oa])\b/.test(words)
    ? "square"
    : /\b(?:vertical|upright|portrait|hochformat)\b/.test(words)
      ? "vertical"
      : /\b(?:landscape|horizontal|wide ?screen|querformat)\b/.test(words)
        ? "16:9"
        : null;
  if (now === undefined) return wanted === "16:9" ? "Yes: it is 16:9, the whole picture." : `No, ${none}.`;
  return wanted === null || now.startsWith(wanted) ? `Yes, it is ${now}.` : `No, it is ${now}.`;
}
