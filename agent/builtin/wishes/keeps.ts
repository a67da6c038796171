import { namesHappyPath, placeIn } from "../grammar/place.ts";
import { has } from "../words/clause.ts";
import { edgesToCrop } from "../words/region.ts";
import { namesRest } from "./belongs.ts";
import type { Way } from "./completes.ts";
import { hasSlot, objectTokens, verbTokens } from "./details.ts";

/** "cut the wrong code, I want only the good one": what stays, told beside what goes; a part that is named is what is kept. */
export const saysWhatStays: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const cuts = last.row.intent === "cut" || last.row.intent === "cut_what";
  const isRest =
    namesHappyPath(seen) ||
    (seen.has("keep") && seen.word("only", "just", "nur", "solo") && seen.word("i", "we", "ich", "wir", "quiero"));
  if (!cuts || !isRest || !["trim", "cut_what"].includes(row.intent)) return false;
  if (namesHappyPath(seen)) return true;
  if (placeIn(last.reading) && placeIn(seen)) gathered.replaceLast(row, tokens, mood === "tells" ? "asks" : mood);
  else gathered.chatter.push(seen);
  return true;
};

/** "crop the top and the bottom" */
export const cropsAnotherEdge: Way = (gathered, last, said) => {
  const edges = last.row.intent === "crop" ? edgesToCrop(last.reading) : [];
  if (edges.length === 0 || said.row.intent !== "caption" || said.tokens.length > 3) return false;
  gathered.extend(last, said);
  return true;
};

/** "keep the login but speed it up": it stays, and something else is done to it. */
export const changesKept: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const { clause } = last.reading;
  const between = gathered.message.slice(clause.tokens.at(-1)?.end ?? 0, tokens[0]?.start ?? 0);
  const isSame = tokens.some(({ word }) => word === "it" || word === "that") && !hasSlot(seen);
  const keeps = has(clause, "keep") && last.row.intent === "trim" && !last.reading.word("only", "just");
  if (!keeps || !isSame || !/\bbut\b/.test(between)) return false;
  gathered.replaceLast(row, [...objectTokens(last), ...tokens], mood);
  return true;
};

/** "show only the order summary, crop the rest away" */
export const cropsToKept: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const keeps = last.row.intent === "trim" && has(last.reading.clause, "keep");
  if (!keeps || row.intent !== "crop" || !namesRest(tokens)) return false;
  gathered.replaceLast(row, [...verbTokens({ row, reading: seen }), ...objectTokens(last)], mood);
  return true;
};
