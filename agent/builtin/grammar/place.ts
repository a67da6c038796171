import type { ContextShot } from "../../context.ts";
import { attemptMeant, attemptsOf, isRefusal, saysWay } from "../../resolve/attempts.ts";
import { describe } from "../../resolve/describe.ts";
import { ground } from "../../resolve/ground.ts";
import { groundSpan } from "../../resolve/groundSpan.ts";
import { withoutLooks } from "../../resolve/looks.ts";
import { elementOf } from "../../resolve/things.ts";
import { takeSpanToSeen } from "../../resolve/view.ts";
import { set } from "../../words.ts";
import type { Range } from "../fill/range.ts";
import { concepts } from "../lexicon/lexicon.ts";
import type { Reading } from "../words/reading.ts";

const spentOnPlace = concepts(
  "remove trim keep begin finish bigger make add zoom whole shorten faster slower play stop not standard",
);

/** The part of the video that the clause's other words name. */
export function placeIn(reading: Reading): ReturnType<Reading["named"]> {
  const words = reading.elementWords(spentOnPlace).replace(/ (?:at|to|with|mit|auf|con)$/, "");
  if (!words) return null;
  // "the first try": the order is of the attempts.
  const counted = reading.elementWords(spentOnPlace.filter((concept) => concept !== "begin"));
  const attempt = attemptMeant(reading.context, counted) ? reading.named(counted) : null;
  return attempt ?? reading.named(words) ?? namedAfterArticle(reading, words);
}

const head = "intro|opening|beginning|begining|start|front|first|initial";
const tail = "outro|ending|end|tail|back|last|final|closing";
const piece = "bits?|parts?|shots?|scenes?|sections?|moments?|pieces?|stretch|stuff|frames?|little bit";
const edges = new RegExp(
  `(?:^|(?<!\\b(?:at|to|from|until|till|by|near|in|on|for|before|after|towards) )(?<!(?<!rid) of )(?:the|this|that|its|whole|entire|very|very)) (?:whole |entire |very |boring |long |slow )*(?:(${head})|(${tail}))(?: (?:${piece}))?(?! (?:\\d|half|third|quarter|page|screen|click|button|field|one|caption|zoom|to|by))\\b`,
);

/** "the intro", "the first bit", "the ending": an edge of the video without a length. Of the end, what is idle there. */
export function edgePart(reading: Reading): Range | null {
  const text = ` ${reading.clause.tokens.map(({ word }) => word).join(" ")}`;
  const found = edges.exec(text);
  const { view } = reading;
  if (!found || !view) return null;
  const rest = describe(text.replace(found[0], " "));
  if (rest.roles.length > 0 || rest.content.some(({ literal }) => reading.named(literal) !== null)) return null;
  const { shots, idle } = reading.context;
  const first = shots[0];
  if (found[1]) return first ? takeSpanToSeen(view, first) : null;
  const last = shots.at(-1);
  const lull = idle.findLast((span) => last && span.endMs >= last.endMs - 200);
  return last ? takeSpanToSeen(view, lull ?? last) : null;
}

export const pageIn = (reading: Reading): boolean =>
  groundSpan(reading.context, reading.elementWords(spentOnPlace))?.kind === "page";

const outcomeRoles = set("alert alertdialog dialog status log");

/** The shot that shows what came of a step ("the error", "the WELCOME message"), when that is what the words name. */
export function outcomeIn(reading: Reading): ContextShot | null {
  const words = reading.elementWords([...spentOnPlace, "redact", "not", "show"]);
  const found = words ? ground(reading.context, words, { needsBox: false }) : null;
  if (found?.kind === "found" && outcomeRoles.has(found.shot.role ?? "")) return found.shot;
  const refused = words && found?.kind !== "found" ? attemptMeant(reading.context, words) : null;
  return refused?.outcomes.find(isRefusal) ?? null;
}

/** An outcome that is to go: with the attempt that led to it where that is meant, else for as long as it is seen. */
export function outcomeGoing(reading: Reading): Range | null {
  const outcome = outcomeIn(reading);
  const { context, view } = reading;
  if (!outcome || !view) return null;
  const attempt = attemptsOf(context).find(({ outcomes }) => outcomes.includes(outcome));
  const seen = saysAttempt(reading) ? attempt : elementOf(context, outcome);
  return seen ? takeSpanToSeen(view, seen) : null;
}

/** "the happy path": all that is shown but what went wrong. */
export function namesHappyPath({ context, source }: Reading): boolean {
  const path = saysWay(source) ? source.split(/\b(?:the|den|der|die|das|el|la)\b/i).at(-1) : undefined;
  return path !== undefined && attemptMeant(context, path)?.isGood === true;
}

/** "the whole error", "don't show the error", "the WELCOME bit", unlike "the part with the error". */
const saysAttempt = (reading: Reading): boolean =>
  reading.has("whole") ||
  reading.word("dont", "not", "nicht", "no") ||
  withoutLooks(describe(reading.elementWords([...spentOnPlace, "redact", "not", "show"])), reading.context).content
    .length > 0;

/** "ramp the home page up": the thing is what an article stands before. */
function namedAfterArticle(reading: Reading, words: string): ReturnType<Reading["named"]> {
  const list = words.split(" ");
  const from =
    list.findLastIndex((word) => set("the den die das el la beim der dem im zum vom am del al").has(word)) + 1;
  if (from === 0) return null;
  for (let end = Math.min(list.length, from + 4); end > from; end -= 1) {
    const part = list.slice(from, end).join(" ");
    const found = describe(part).content.length > 0 ? reading.named(part) : null;
    if (found) return found;
  }
  return null;
}
