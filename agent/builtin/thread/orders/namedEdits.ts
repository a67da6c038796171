import type { Operation } from "../../../../convex/model/operations.ts";
import type { Span } from "../../../../convex/model/recording.ts";
import { outputToTake, timeMapOf } from "../../../../convex/model/timeMap.ts";
import type { ThreadContext } from "../../../context.ts";
import {
  type EditView,
  isTimed,
  isView,
  lengthOf,
  openView,
  placeInMap,
  type TimedEdit,
  timedEdits,
} from "../../../resolve/view.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import { clock, listed, wordsOf } from "../../../words.ts";
import { set } from "../../times/words.ts";
import { nouns, placesOn } from "./editNames.ts";
import { withoutRates } from "./rateNames.ts";

/** Which zooms, captions, blurs and changes of speed words speak of: "the two captions at the start", "the zoom at 0:07", "the first". */

/** An edit with its place, counted from 1 among those of its kind. */
export type Placed = { edit: Edit; index: number };
/** An edit that an order may change, in the times of the version that is seen. */
export type Edit = TimedEdit | Extract<Operation, { type: "speed" | "crop" | "cursor_emphasis" }>;
type Type = Edit["type"];

export type NamedEdits = {
  edits: Placed[];
  /** More than their kind was said of them: which, when, how many, what they read. */
  isChosen: boolean;
  isPlural?: boolean;
  /** Why none, or too many, are meant, as a question. */
  asks?: string;
};

// "the blur on the form": what has a word of its own comes first.
const types: readonly Type[] = ["caption", "zoom", "redact", "speed", "crop", "cursor_emphasis"];
const isOfAll = (type: Type): boolean => type === "crop" || type === "cursor_emphasis";
const nounPatterns = types.map((type) => [type, new RegExp(`^(?:${nouns[type]}|headline|heading)$`, "iu")] as const);
const names: Record<Type, string> = {
  ...{ caption: "caption", zoom: "zoom", redact: "blur" },
  ...{ speed: "speed change", crop: "crop", cursor_emphasis: "cursor" },
};
const pronouns = set("ones one them these those it that");
const others = set("other andere anderen otro otra");
const ones = set("one any either einen eine eins uno una");
const ofAll = set("of von der de");
const byAge: Record<string, number> = { earlier: 1, former: 1, later: -1, latter: -1, frühere: 1, spätere: -1 };
const counts: Record<string, number> = {
  ...{ two: 2, both: 2, couple: 2, zwei: 2, beide: 2, beiden: 2, dos: 2, ambos: 2, ambas: 2 },
  ...{ three: 3, drei: 3, tres: 3, four: 4, vier: 4, cuatro: 4 },
};
const beside = set(
  `a the my this that these those only just all of on over with saying says reading called about from for in at there was were is are already before existing
  der die das den dem nur auf mit von im am el la los las solo de del en con now again too please ones one`,
);
/** "the slow down": one word for an edit. */
const asNouns = (said: string): string => said.replaceAll(/\b(slow|speed)[ ](downs?|ups?|mo(?:tion)?)\b/giu, "$1-$2");
const quotes = /["“”„«»]([^"“”„«»]{1,300})["“”„«»]/gu;
const before = "(?:\\b(?:at|from|in|around|near|on|of|to|um|bei|ab|am|im|von|vom|a|en|al|de|del|desde)\\s+)";
const clockTime = new RegExp(`${before}?(?:the\\s+)?(\\d+):(\\d\\d)(?:\\.\\d+)?(?![\\d:])`, "giu");
const secondTime =
  /\b(?:at|around|bei|um|a) (?:second |sekunde |segundo )?(\d+)(?:\s?(?:s|secs?|seconds?))?(?=\s|$)/giu;
const edgeTime = new RegExp(
  `${before}(?:the |den |dem |el )?(?:very )?(?:(?<start>start|beginning|front|opening|anfang|beginn|principio|inicio|comienzo)|end|ending|ende|schluss|final)(?: of (?:the|my|this) (?:video|clip|film))?(?=[\\s,.]|$)`,
  "iu",
);
/** An edit at the start begins in this share of the video, as one at the end ends in it. */
const EDGE = 0.1;
const SHORTEST_EDGE_MS = 2000;

/** Null when the words are no name of edits that this version has. `spokenOf`: those that "the other one" is not. */
export function editsNamed(
  said: string,
  context: ThreadContext,
  spokenOf: readonly Placed[] = editsPlaced(context).slice(-1),
): NamedEdits | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const texts = [...said.matchAll(quotes)].map((found) => (found[1] ?? "").trim().toLowerCase());
  const timed = withoutTimes(said.replace(quotes, " "), lengthOf(view.seen.map));
  const { isThen, when } = timed;
  const all = editsPlaced(context);
  const { words, isSo } = withoutRates(timed.words, all);
  const heard = hear(words);
  const content = heard.content.join(" ");
  const isOn = ({ edit, index }: Placed): boolean =>
    placesOn(content, edit.type, view.seen.operations, context).includes(index);
  // "the phone one": of whatever kind that is.
  const onThing = heard.type || content === "" ? undefined : all.findLast(isOn);
  const ofRate = isSo && !heard.type ? all.findLast(isSo) : undefined;
  const type = heard.type ?? (texts.length > 0 ? "caption" : (ofRate ?? onThing ?? all.at(-1))?.edit.type);
  // "both", of two in all, or of two of the kind that was made last
  const kin = all.filter(({ edit }) => edit.type === all.at(-1)?.edit.type);
  for (const some of [all, kin])
    if (!heard.type && content === "" && heard.count === some.length && some.length > 1)
      return { edits: some, isChosen: true };
  const isNamed =
    heard.type !== undefined || texts.length > 0 || isSo !== null || heard.isPronoun || heard.ordinal !== undefined;
  if (!type || !isNamed) return null;
  const alike = all.filter((one) => one.edit.type === type && (isSo?.(one) ?? true));
  const ofText = texts.length === 0 ? alike : readingAs(texts, alike);
  const places = content === "" ? null : placesOn(content, type, view.seen.operations, context);
  const named = places ? ofText.filter(({ index }) => places.includes(index)) : ofText;
  const ofThing = heard.isOther ? named.filter((one) => !spokenOf.some(({ edit }) => sameEdit(edit, one.edit))) : named;
  if (ofThing.length === 0) return null;
  const then = isThen ? thenOf(ofThing, isThen) : ofThing;
  if (then.length === 0)
    return {
      edits: [],
      isChosen: true,
      asks: `There is no ${names[type]} ${when}: ${wherever(ofThing)}. Which one do you mean?`,
    };
  const inOrder = then.toSorted((a, b) => spanOf(a.edit).startMs - spanOf(b.edit).startMs || a.index - b.index);
  const { ordinal, count = 1 } = heard;
  if (ordinal !== undefined) {
    const at = ordinal < 0 ? inOrder.length + ordinal - (count - 1) : (ordinal - 1) * count;
    const edits = inOrder.slice(Math.max(0, at), at + count);
    return edits.length === 0 ? null : { edits, isChosen: true };
  }
  // "one of the zooms": the one that was made last.
  if (heard.isAny) return { edits: inOrder.toSorted((a, b) => a.index - b.index).slice(-1), isChosen: true };
  const isOneOf = isThen !== null && heard.type !== undefined && !heard.isPlural && heard.count === undefined;
  const isTooMany =
    (isOneOf && inOrder.length > 1) ||
    (heard.isOther && !heard.isPlural && inOrder.length > 1) ||
    (heard.count !== undefined && inOrder.length > heard.count);
  if (isTooMany) return { edits: inOrder, isChosen: true, asks: whichOf(inOrder) };
  const isChosen =
    texts.length > 0 ||
    isSo !== null ||
    heard.isOther ||
    places !== null ||
    isThen !== null ||
    heard.count !== undefined;
  return { edits: inOrder, isChosen, isPlural: heard.isPlural };
}

/** Those of the version that is seen, in the order in which they were made. */
export function editsPlaced(context: ThreadContext): Placed[] {
  const view = openView(context);
  if (!isView(view)) return [];
  const made = view.seen.operations;
  const timed = timedEdits(view);
  return made.flatMap((one, at): Placed[] => {
    const index = made.slice(0, at + 1).filter(({ type }) => type === one.type).length;
    const edit = isTimed(one) ? timed[made.slice(0, at).filter(isTimed).length] : asSeen(one, made.slice(0, at), view);
    return edit ? [{ edit, index }] : [];
  });
}

/** A change of speed as long as it plays, where what came later has left it. */
function asSeen(one: Operation, before: readonly Operation[], view: EditView): Edit | undefined {
  if (one.type === "cursor_emphasis" || one.type === "crop") return one;
  if (one.type !== "speed") return undefined;
  const map = timeMapOf(before, view.take.durationMs);
  const [startMs, endMs] = [one.startMs, one.endMs].map((ms) =>
    Math.round(placeInMap(view.seen.map, outputToTake(map, ms))),
  ) as [number, number];
  return endMs > startMs ? { ...one, startMs, endMs } : undefined;
}

const spanOf = (edit: Edit): Span => {
  if (edit.type === "cursor_emphasis" || edit.type === "crop") return { startMs: 0, endMs: Number.POSITIVE_INFINITY };
  return { startMs: edit.startMs, endMs: edit.type === "speed" ? edit.endMs : edit.startMs + edit.durationMs };
};

export const sameEdit = (a: Edit, b: Edit): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The captions of these words; else those of which they are a part: "the “Wrong code” caption". */
function readingAs(texts: readonly string[], captions: readonly Placed[]): Placed[] {
  const among = (is: (own: string, text: string) => boolean): Placed[] =>
    captions.filter(({ edit }) => edit.type === "caption" && texts.some((text) => is(edit.text.toLowerCase(), text)));
  const whole = among((own, text) => own === text);
  return whole.length > 0 ? whole : among(isPartOf);
}
const isPartOf = (own: string, text: string): boolean =>
  text !== "" && ` ${wordsOf(own).join(" ")} `.includes(` ${wordsOf(text).join(" ")} `);

/** Whether words are those of a caption, or a part of them. */
export const isReadIn = (said: string, context: ThreadContext): "whole" | "part" | null => {
  const text = said.trim().toLowerCase();
  const own = editsPlaced(context).flatMap(({ edit }) => (edit.type === "caption" ? [edit.text.toLowerCase()] : []));
  return own.includes(text) ? "whole" : own.some((one) => isPartOf(one, text)) ? "part" : null;
};

type When = { words: string; isThen: ((span: Span, isSeen: boolean) => boolean) | null; when: string };

/** Those that begin then; where none does, those that are on screen then. */
function thenOf(edits: readonly Placed[], isThen: NonNullable<When["isThen"]>): Placed[] {
  const begun = edits.filter(({ edit }) => isThen(spanOf(edit), false));
  return begun.length > 0 ? begun : edits.filter(({ edit }) => isThen(spanOf(edit), true));
}

/** The times that pick edits out, and what is said beside them. */
function withoutTimes(said: string, lengthMs: number): When {
  const edge = edgeTime.exec(said);
  if (edge) {
    const nearMs = Math.max(SHORTEST_EDGE_MS, lengthMs * EDGE);
    const isStart = edge.groups?.start !== undefined;
    const isThen = ({ startMs, endMs }: Span): boolean => (isStart ? startMs < nearMs : endMs > lengthMs - nearMs);
    return { words: said.replace(edge[0], " "), isThen, when: isStart ? "at the start" : "at the end" };
  }
  const clocks = [...said.matchAll(clockTime)].map(([, minutes, secs]) => 60 * Number(minutes) + Number(secs));
  const left = said.replace(clockTime, " ");
  const times = clocks.length > 0 ? clocks : [...left.matchAll(secondTime)].map(([, secs]) => Number(secs));
  if (times.length === 0) return { words: said, isThen: null, when: "" };
  const isThen = ({ startMs, endMs }: Span, isSeen: boolean): boolean =>
    times.some((time) =>
      isSeen ? startMs <= 1000 * time && 1000 * time < endMs : Math.abs(startMs - 1000 * time) < 1000,
    );
  const words = clocks.length > 0 ? left : left.replace(secondTime, " ");
  return {
    words,
    isThen,
    when: `at ${listed(
      times.map((time) => clock(1000 * time)),
      "and",
    )}`,
  };
}

/** The kind of edit that words name. */
export const kindNamed = (said: string): Type | undefined => hear(said).type;
/** The same, where nothing else is said. */
export const kindAlone = (said: string): Type | undefined =>
  hear(said).content.length === 0 ? hear(said).type : undefined;

function hear(said: string) {
  let type: Type | undefined;
  let ordinal: number | undefined;
  let count: number | undefined;
  let isPronoun = false;
  let isPlural = false;
  let isOther = false;
  let first: string | undefined;
  const content: string[] = [];
  const words = asNouns(said.toLowerCase())
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter(Boolean);
  const isAny = words.some((word, at) => ones.has(word) && ofAll.has(words[at + 1] ?? ""));
  for (const word of words) {
    const noun = nounPatterns.find(([, pattern]) => pattern.test(word))?.[0];
    if (noun && (!type || (isOfAll(type) && !isOfAll(noun)))) {
      // "the form blur": a thing that is called as an edit may be.
      if (type && first) content.push(first);
      [type, first] = [noun, word];
      isPlural = word.endsWith("s");
    } else if ((byAge[word] ?? ordinalNamed(word)) !== undefined) ordinal = byAge[word] ?? ordinalNamed(word);
    else if (counts[word] !== undefined) count = counts[word];
    else if (others.has(word)) isOther = true;
    else if (pronouns.has(word)) isPronoun ||= word !== "that" && word !== "it";
    else if (!beside.has(word) && !(type === "speed" && /^changes?$/.test(word))) content.push(...wordsOf(word));
  }
  return {
    type,
    ordinal,
    count,
    isPronoun: isPronoun || isOther,
    isPlural: isPlural && !isAny,
    isOther,
    isAny,
    content,
  };
}

const nameOf = ({ edit }: Placed): string => {
  const at = clock(spanOf(edit).startMs);
  if (edit.type === "caption") return `the caption “${edit.text}” at ${at}`;
  return `the ${names[edit.type]} at ${at}`;
};
export const whichOf = (edits: readonly Placed[]): string =>
  `Which one do you mean: ${listed(edits.map((one) => `**${nameOf(one)}**`))}?`;
const wherever = (edits: readonly Placed[]): string =>
  `${listed(
    edits.map((one) => `**${nameOf(one)}**`),
    "and",
  )} ${edits.length === 1 ? "is" : "are"} there`;
