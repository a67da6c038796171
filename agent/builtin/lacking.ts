import type { ThreadContext } from "../context.ts";
import { clock, wordsOf } from "../words.ts";
import { asksColour, speaksOfColour } from "./colours.ts";
import { type Lacking, lacking, ofColour } from "./lexicon/cannot.ts";
import { inDigits } from "./words/numbers.ts";
import type { Reading } from "./words/reading.ts";

/** What is asked for and Aura does not have: which of it, and what is said to that. */

type Said = Omit<Lacking, "words">;

const byWords = new Map(
  lacking.flatMap((row) =>
    row.words.flatMap((list) => list.split(",").map((words) => [wordsOf(words).map(inDigits).join(" "), row] as const)),
  ),
);
const rowOf = (words: string): Lacking => byWords.get(words) ?? lacking[0];

/** The row of what a clause asks for, or null. */
function lackingIn(reading: Reading, isOfColour: (reading: Reading) => boolean): Said | null {
  const row = rowNamed(reading);
  const isHold = row ? row === rowOf("freeze") && !/\b(?:last|final|end)\b/i.test(reading.source) : asksHold(reading);
  if (isHold) return { ...rowOf("freeze"), ...slowerThere(reading) };
  if (row) return row;
  if (isOfColour(reading)) return ofColour[paintedIn(reading)];
  return asksLettering(reading) ? rowOf("font size") : null;
}

function rowNamed({ clause: { phrases, tokens } }: Reading): Lacking | null {
  const rows = phrases.flatMap(({ concepts, from, to }) => {
    if (!concepts.has("unsupported")) return [];
    const words = tokens.slice(from, to).flatMap(({ kind, word }) => (kind === "word" ? [word] : []));
    return rowOf(words.map(inDigits).join(" "));
  });
  return rows.find(({ isSure }) => isSure) ?? rows[0] ?? null;
}

/** What is said to a wish for something that Aura does not have, with what comes nearest. */
export function lackingAnswer(reading: Reading): string {
  const { says, nearest } = lackingIn(reading, speaksOfColour) ?? lacking[0];
  return `${says} ${nearest}`.trim();
}

/** The same beside what is done. */
export const lackingBeside = (reading: Reading): string | null => lackingIn(reading, asksColour)?.says ?? null;

/** What Aura has said it does not have, when its reply began so. */
export const stillLacking = (reply: string): string | null =>
  [...lacking, ...Object.values(ofColour)].find(({ says }) => reply.startsWith(says))?.says ?? null;

/** Words that mean nothing else: "put a red box around it", "pause at 0:10 for a second". */
export const isLackingSurely = (reading: Reading): boolean => rowNamed(reading)?.isSure === true || asksHold(reading);

/** "pause at 0:10", "add a pause of 2 s", "stop for a second when it shows", unlike "cut the pause at 0:10". */
const asksHold = ({ source }: Reading): boolean => holding.test(source);
/** What comes nearest to holding the picture at a moment that is named. */
function slowerThere(reading: Reading): Pick<Lacking, "nearest"> {
  const at = reading.time("point")?.atMs ?? reading.time("span")?.startMs;
  return at === undefined
    ? { nearest: "Name a part, and I play that slower." }
    : { nearest: `Shall I **slow down at ${clock(at)}** instead?` };
}
const polite = "(?:(?:please|and|then|also|now|so|or|maybe|can you|could you|can we|could we|should|it|let it)[ ,]+)*";
const aWhile = "(?:for|a|one|another|\\d|there|here)\\b";
const holding = new RegExp(
  `^\\W*${polite}(?:(?:pause|halt)s?(?: it| the (?:video|picture))?(?: briefly| shortly)? (?:at|on|when|while|for|after|before|there|here|\\d)\\b|(?:add|insert|make|put|have|with)(?: in)? (?:a|one|some|another)(?: \\w+)? pause\\b|(?:stop|stops|wait|waits) (?:for )?${aWhile}(?!.*,).*\\b(?:at|on|when|while|before|after|seconds?|secs?|s)\\b)|^\\W*${polite}(?:hold|stay|linger|rest|remain) (?:on|at) the (?!.*\\b(?:until|till|longer|zoom)\\b).*\\b(?:a moment|a while|\\d+ ?(?:s|secs?|seconds?)|(?:one|two|three|a) seconds?)\\b|\\b(?:stand|stands|standing|stay|stays|hold|holds) (?:the (?:picture|video|frame) |it )?still\\b`,
  "iu",
);

/** "captions bigger"; right after one, "they are too small to read". */
export const asksLettering = (reading: Reading): boolean =>
  reading.has("bigger", "smaller") &&
  (reading.has("caption") || (ofIt.test(reading.source) && spokenOf(reading.context) === "caption"));
const ofIt = /^\W*(?:and |but |can |could )*(?:it|they|them|that|this|these|those|the (?:text|letters|words))\b/i;

/** What is to have another look: as it is named, else as Aura spoke of it last. */
const paintedIn = (reading: Reading): keyof typeof ofColour =>
  paintedBy(reading.source) ?? spokenOf(reading.context) ?? "any";

const painted: readonly [keyof typeof ofColour, RegExp][] = [
  ["cursor", /\b(?:cursor|pointer|mouse|mauszeiger|zeiger|puntero)\b/i],
  ["caption", /\b(?:captions?|titles?|subtitles?|texts?|letters|lettering|untertitel|subt[ií]tulos?)\b/i],
  ["surround", /\b(?:backgrounds?|backdrop|surround|around the|margin|style|hintergrund|fondo)\b/i],
];
const paintedBy = (words: string): keyof typeof ofColour | undefined =>
  painted.find(([, pattern]) => pattern.test(words))?.[0];

function spokenOf({ messages }: ThreadContext): keyof typeof ofColour | undefined {
  const reply = messages.findLast(({ role, isPosted }) => role === "assistant" && !isPosted)?.content ?? "";
  const things = Object.keys(ofColour) as (keyof typeof ofColour)[];
  return things.find((thing) => reply.startsWith(ofColour[thing].says)) ?? paintedBy(reply.split(/[.:] /)[0] ?? "");
}
