import type { ThreadContext } from "../../../context.ts";
import { ordinalNamed } from "../../../resolve/vocabulary.ts";
import { fold } from "../../../words.ts";
import { set } from "../../times/words.ts";
import { completed, type Filled } from "./answerSlots.ts";
import { clausesOf } from "./answerWords.ts";
import type { OpenQuestion } from "./openQuestion.ts";

/** Several questions of one kind that are open at once, each with its own part of the answer, and those that are left. */
export type InTurn = { answered: readonly OpenQuestion[]; filled: Filled; left: readonly OpenQuestion[] };

/** "first one from 0:05 to 0:08, second one from 0:12 till the end", "at 0:05 and 0:12"; null where a part of it answers none. */
export function inTurnOf(open: readonly OpenQuestion[], text: string, context: ThreadContext): InTurn | null {
  const [first, ...others] = open;
  const isAlike = others.every(({ slot, tool }) => slot === "words" && tool === first?.tool);
  if (first?.slot !== "words" || others.length === 0 || !isAlike) return null;
  const parts = clausesOf(text, []).map((clause) => ({ ...placeOf(clause), clause }));
  const isCounted = parts.every(({ place }) => place !== null);
  if (!isCounted && parts.length !== open.length) return null;
  const answers = parts.map(({ place, rest }, at) => {
    const which = place === "other" ? open.length - 1 : typeof place === "number" ? placeAmong(place, open.length) : at;
    const question = open[which];
    const filled = question ? completed(question, `${question.say} ${timed(rest)}`, context) : null;
    return { question, filled };
  });
  const calls = answers.flatMap(({ filled }) => (filled?.kind === "calls" ? filled.calls : []));
  const answered = new Set(answers.flatMap(({ question }) => question ?? []));
  if (calls.length !== parts.length || answered.size !== parts.length) return null;
  return {
    answered: [...answered],
    filled: { kind: "calls", calls },
    left: open.filter((one) => !answered.has(one)),
  };
}

const placeAmong = (place: number, count: number): number => (place < 0 ? count + place : place - 1);
/** "0:12" is a moment. */
const timed = (rest: string): string =>
  /^\d/.test(rest) && !/\b(?:to|until|till|bis|hasta)\b|[–-]/.test(rest) ? `at ${rest}` : rest;

/** "the second one should come at 0:12": which of them, and what is said of it. */
function placeOf(clause: string): { place: number | "other" | null; rest: string } {
  let place: number | "other" | null = null;
  const rest = clause.split(/\s+/).filter((raw) => {
    const word = fold(raw).replace(/[^\p{L}\p{N}:.]/gu, "");
    const ordinal = ordinalNamed(word);
    if (ordinal !== undefined) place ??= ordinal;
    else if (others.has(word)) place ??= "other";
    return ordinal === undefined && !others.has(word) && !around.has(word);
  });
  return {
    place,
    rest: rest
      .join(" ")
      .replace(/\s+for(?: the)?$/i, "")
      .replace(/^(?:the|der|die|das|el|la)\s+/i, ""),
  };
}
const others = set("other andere anderen otro otra");
const around = set(
  "one caption text title should must goes comes come go is appears shows soll kommt be please untertitel texto va debe",
);
