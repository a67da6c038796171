import type { ThreadContext } from "../../context.ts";
import { isView, lengthOf, openView, type TimedEdit, timedEdits } from "../../resolve/view.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { clock, listed, wordsOf } from "../../words.ts";
import { set } from "../times/words.ts";
import { nouns, placesOn } from "./editNames.ts";

/** Which zooms, captions and blurs words speak of: "the two captions at the start", "the zoom at 0:07", "the first". */

/** An edit with its place, counted from 1 among those of its kind. */
export type Placed = { edit: TimedEdit; index: number };
type Type = TimedEdit["type"];

export type NamedEdits = {
  edits: Placed[];
  /** More than their kind was said of them: which, when, how many, what they read. */
  isChosen: boolean;
  isPlural?: boolean;
  /** Why none, or too many, are meant, as a question. */
  asks?: string;
};

const types: readonly Type[] = ["caption", "zoom", "redact"];
const nounPatterns = types.map((type) => [type, new RegExp(`^(?:${nouns[type]}|headline|heading)$`, "iu")] as const);
const names: Record<Type, string> = { caption: "caption", zoom: "zoom", redact: "blur" };
const pronouns = set("ones one them these those it that");
const counts: Record<string, number> = {
  ...{ two: 2, both: 2, couple: 2, zwei: 2, beide: 2, beiden: 2, dos: 2, ambos: 2, ambas: 2 },
  ...{ three: 3, drei: 3, tres: 3, four: 4, vier: 4, cuatro: 4 },
};
const beside = set(
  `a the my this that these those only just all of on over with saying says reading called about from for in at there
  der die das den dem nur auf mit von im am el la los las solo de del en con now again too please ones one`,
);
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

/** Null when the words are no name of edits that this version has. */
export function editsNamed(said: string, context: ThreadContext): NamedEdits | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const texts = [...said.matchAll(quotes)].map((found) => (found[1] ?? "").trim().toLowerCase());
  const { words, isThen, when } = withoutTimes(said.replace(quotes, " "), lengthOf(view.seen.map));
  const all = editsPlaced(context);
  const heard = hear(words);
  const type = heard.type ?? (texts.length > 0 ? "caption" : all.at(-1)?.edit.type);
  const isNamed = heard.type !== undefined || texts.length > 0 || heard.isPronoun || heard.ordinal !== undefined;
  if (!type || !isNamed) return null;
  const alike = all.filter(({ edit }) => edit.type === type);
  const ofText = texts.length === 0 ? alike : alike.filter(({ edit }) => reads(edit, texts));
  const content = heard.content.join(" ");
  const places = content === "" ? null : placesOn(content, type, view.seen.operations, context);
  const ofThing = places ? ofText.filter(({ index }) => places.includes(index)) : ofText;
  if (ofThing.length === 0) return null;
  const then = isThen ? thenOf(ofThing, isThen) : ofThing;
  if (then.length === 0)
    return {
      edits: [],
      isChosen: true,
      asks: `There is no ${names[type]} ${when}: ${wherever(ofThing)}. Which one do you mean?`,
    };
  const inOrder = then.toSorted((a, b) => a.edit.startMs - b.edit.startMs || a.index - b.index);
  const { ordinal, count = 1 } = heard;
  if (ordinal !== undefined) {
    const at = ordinal < 0 ? inOrder.length + ordinal - (count - 1) : (ordinal - 1) * count;
    const edits = inOrder.slice(Math.max(0, at), at + count);
    return edits.length === 0 ? null : { edits, isChosen: true };
  }
  const isTooMany = heard.count !== undefined && inOrder.length > heard.count;
  if (isTooMany) return { edits: inOrder, isChosen: true, asks: `${whichOf(inOrder)}?` };
  const isChosen = texts.length > 0 || places !== null || isThen !== null || heard.count !== undefined;
  return { edits: inOrder, isChosen, isPlural: heard.isPlural };
}

/** Those of the version that is seen, in the order in which they were made. */
export function editsPlaced(context: ThreadContext): Placed[] {
  const view = openView(context);
  const edits = isView(view) ? timedEdits(view) : [];
  return edits.map((edit, at) => ({
    edit,
    index: edits.slice(0, at + 1).filter(({ type }) => type === edit.type).length,
  }));
}

const reads = (edit: TimedEdit, texts: readonly string[]): boolean =>
  edit.type === "caption" && texts.some((text) => edit.text.toLowerCase() === text);

type When = { words: string; isThen: ((edit: TimedEdit, isSeen: boolean) => boolean) | null; when: string };

/** Those that begin then; where none does, those that are on screen then. */
function thenOf(edits: readonly Placed[], isThen: NonNullable<When["isThen"]>): Placed[] {
  const begun = edits.filter(({ edit }) => isThen(edit, false));
  return begun.length > 0 ? begun : edits.filter(({ edit }) => isThen(edit, true));
}

/** The times that pick edits out, and what is said beside them. */
function withoutTimes(said: string, lengthMs: number): When {
  const edge = edgeTime.exec(said);
  if (edge) {
    const nearMs = Math.max(SHORTEST_EDGE_MS, lengthMs * EDGE);
    const isStart = edge.groups?.start !== undefined;
    const isThen = ({ startMs, durationMs }: TimedEdit): boolean =>
      isStart ? startMs < nearMs : startMs + durationMs > lengthMs - nearMs;
    return { words: said.replace(edge[0], " "), isThen, when: isStart ? "at the start" : "at the end" };
  }
  const clocks = [...said.matchAll(clockTime)].map(([, minutes, secs]) => 60 * Number(minutes) + Number(secs));
  const left = said.replace(clockTime, " ");
  const times = clocks.length > 0 ? clocks : [...left.matchAll(secondTime)].map(([, secs]) => Number(secs));
  if (times.length === 0) return { words: said, isThen: null, when: "" };
  const isThen = ({ startMs, durationMs }: TimedEdit, isSeen: boolean): boolean =>
    times.some((time) =>
      isSeen ? startMs <= 1000 * time && 1000 * time < startMs + durationMs : Math.abs(startMs - 1000 * time) < 1000,
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

function hear(said: string) {
  let type: Type | undefined;
  let ordinal: number | undefined;
  let count: number | undefined;
  let isPronoun = false;
  let isPlural = false;
  const content: string[] = [];
  for (const word of said
    .toLowerCase()
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter(Boolean)) {
    const noun = nounPatterns.find(([, pattern]) => pattern.test(word))?.[0];
    if (noun && !type) {
      type = noun;
      isPlural = word.endsWith("s");
    } else if (ordinalNamed(word) !== undefined) ordinal = ordinalNamed(word);
    else if (counts[word] !== undefined) count = counts[word];
    else if (pronouns.has(word)) isPronoun ||= word !== "that" && word !== "it";
    else if (!beside.has(word)) content.push(...wordsOf(word));
  }
  return { type, ordinal, count, isPronoun, isPlural, content };
}

const nameOf = ({ edit }: Placed): string =>
  edit.type === "caption"
    ? `the caption “${edit.text}” at ${clock(edit.startMs)}`
    : `the ${names[edit.type]} at ${clock(edit.startMs)}`;
const whichOf = (edits: readonly Placed[]): string =>
  `Which one do you mean: ${listed(edits.map((one) => `**${nameOf(one)}**`))}`;
const wherever = (edits: readonly Placed[]): string =>
  `${listed(
    edits.map((one) => `**${nameOf(one)}**`),
    "and",
  )} ${edits.length === 1 ? "is" : "are"} there`;
