import type { ThreadContext } from "../../../context.ts";
import { changeOf, type LastChange } from "../../../resolve/changeOf.ts";
import { isView, lengthOf, openView } from "../../../resolve/view.ts";
import { seconds, set } from "../../../words.ts";
import { BELOW_MS, belowWords } from "../../fill/shorten.ts";
import { minuteUnits, secondUnits } from "../../times/words.ts";
import type { Understanding } from "../../understand.ts";
import type { Token } from "../../words/lexer.ts";
import { read } from "../../words/read.ts";
import { before, instead, justChanged } from "../lastChange.ts";
import { earlierMessages } from "./openQuestion.ts";

/**
 * "no, 11", "make it 14 to be safe", "perfect, now under 12", "too short, 14": nothing but a figure, right after the video's
 * length was spoken of, is the length that it is to have.
 */
export function lengthWished(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view)) return null;
  const nowMs = lengthOf(view.seen.map);
  const goalMs = goalIn(read(text, context), nowMs);
  const isOfVideo = isOfLength(text, context);
  // "ok then it can be 12 seconds", some turns after it was made shorter than that
  if (goalMs === null || (!isOfVideo && goalMs <= nowMs + AS_LONG_MS)) return null;
  if (Math.abs(goalMs - nowMs) < AS_LONG_MS)
    return { kind: "say", why: "chat", text: `It is ${seconds(nowMs)} long already.` };
  const shorten = { tool: "shorten" as const, input: { targetMs: goalMs } };
  if (goalMs < nowMs) return { kind: "calls", calls: [shorten] };
  const change = isOfVideo ? justChanged(context, text) : lastChangeIn(context);
  const was = change ? openView(before(context, change)) : view;
  if (!change || !isView(was) || lengthOf(was.seen.map) <= nowMs) return null;
  return instead(change, goalMs < lengthOf(was.seen.map) ? [shorten] : []);
}
function lastChangeIn({ versions, currentVersion }: ThreadContext): LastChange | null {
  const current = versions.find(({ version }) => version === currentVersion);
  return current ? changeOf(current, versions) : null;
}

/** Nobody sees less than that. */
const AS_LONG_MS = 250;

/** Aura has just made it shorter, or told how long it is. */
function isOfLength(text: string, context: ThreadContext): boolean {
  const reply = earlierMessages(context, text).at(-1);
  if (reply?.role !== "assistant") return false;
  return tellsLength.test(reply.content);
}
const tellsLength = /^\S+ s (?:shorter|longer), now |^(?:Yes|No)?[:,. ]*(?:It|That) is \S+ s long\b/i;

const [SHORTEST_S, LONGEST_S] = [4, 600];

/** The one figure of a message in which all other words are beside it; null where it may count something else. */
function goalIn(tokens: readonly Token[], nowMs: number): number | null {
  const figures = tokens.filter(({ kind }) => kind === "number" || kind === "timecode");
  const [figure] = figures;
  const isBeside = (token: Token): boolean =>
    token === figure || token.kind === "mark" || (token.kind === "word" && (beside.has(token.word) || isUnit(token)));
  if (figures.length > 1 || !tokens.every(isBeside)) return null;
  const says = (words: ReadonlySet<string>): boolean => tokens.some(({ word }) => words.has(word));
  // "one more second off", "a second off"
  const count = figure?.kind === "number" ? figure.value : 1;
  const ms = figure?.kind === "timecode" ? figure.ms : Math.round(count * (says(minuteUnits) ? 60_000 : 1000));
  if (says(less)) return tokens.some(isUnit) && ms < nowMs ? nowMs - ms : null;
  const isLength = figure && (figure.kind === "timecode" || (count >= SHORTEST_S && count <= LONGEST_S));
  return isLength ? ms - (says(belowWords) ? BELOW_MS : 0) : null;
}
const less = set("off less weg weniger menos");
const isUnit = ({ word }: Token): boolean => secondUnits.has(word) || minuteUnits.has(word);
const beside = set(
  `a an about actually another again all and around as at at_most be below best better but can could cool do enough exactly fine fit fits get go good great
  hm how i is it its ish just less lets like long make max maximum me more most need nice no nope not off ok okay one or perfect please pls rather roughly safe
  say should short shorter so still sorry than that thanks the then this though to too total try under wait want we well were with within would
  yes you instead id down now video overall altogether should_do
  aber bitte dann doch ein eher es etwa genug ist ja kurz lang lieber mach nein weg weniger noch nur oder reicht sein unter und wäre ware zu
  al algo bien corto en es hazlo largo mejor menos no o pero por que sea si solo unos y`,
);
