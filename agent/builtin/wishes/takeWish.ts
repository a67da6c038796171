import { typeOf } from "../fill/history.ts";
import { match } from "../grammar/match.ts";
import { namesHappyPath, placeIn } from "../grammar/place.ts";
import type { Intent } from "../grammar/row.ts";
import { has } from "../words/clause.ts";
import { namesSomething } from "../words/grounding.ts";
import { edgesToCrop } from "../words/region.ts";
import { belongsTo, namesRest } from "./belongs.ts";
import { hasSlot, isPronounOnly, lacksObject, objectTokens, verbTokens } from "./details.ts";
import type { Gathered } from "./gathered.ts";
import { namesEditsOnly } from "./isDetail.ts";
import { thereInWords } from "./moments.ts";
import { meantTogether, objectSpokenOf } from "./spokenOf.ts";
import type { SaidWish, Wish } from "./wish.ts";

/** Takes a clause with a meaning of its own, by what it does to the wishes before it: the first way that applies. */
export function takeWish(gathered: Gathered, said: SaidWish): void {
  if (takesBack(gathered, said)) return;
  const last = gathered.last;
  if (last && ways.some((applies) => applies(gathered, last, said))) return;
  addOwn(gathered, said);
}

type Way = (gathered: Gathered, last: Wish, said: SaidWish) => boolean;

/** "zoom on the button, no, no zoom": a wish of this very message is taken back. */
function takesBack({ wishes }: Gathered, { row, seen }: SaidWish): boolean {
  const type = row.intent === "remove_edit" ? typeOf(seen) : null;
  const at = wishes.findIndex((wish) => wish.row.intent === type);
  if (at < 0) return false;
  // "the speed is too hectic, take the speed-up out": it complains of one that is there.
  return wishes.splice(at, 1)[0]?.mood !== "tells";
}

/** "zoom on it, no wait, blur it": another value, or another wish for the same thing. */
const corrects: Way = (gathered, last, { row, tokens, seen, mood, corrects }) => {
  if (!corrects) return false;
  gathered.replaceLast(row, [...(lacksObject(seen, row) ? objectTokens(last) : []), ...tokens], mood);
  return true;
};

/** "drop the zoom and the caption": nothing but another edit's name after the wish to take one back. */
const removesAnother: Way = (gathered, last, { tokens, mood }) => {
  if (last.row.intent !== "remove_edit" || tokens.length > 4 || !namesEditsOnly(tokens)) return false;
  const reading = gathered.read([...verbTokens(last), ...tokens]);
  const found = match(reading);
  if (found?.row.intent !== "remove_edit") return false;
  gathered.wishes.push({ row: found.row, reading, mood });
  return true;
};

/** "nobody needs to see the login, cut that out" */
const cutsWhatWasTold: Way = (gathered, last, { row, tokens, mood }) => {
  if (!last.row.remark || row.intent !== "cut_what") return false;
  const together = meantTogether(tokens, last.reading, gathered.read, ["cut"]);
  if (together) gathered.wishes.splice(-1, 1, { ...together, mood });
  return together !== null;
};

/** "record PR 12, at most 30 seconds": a detail. */
const belongs: Way = (gathered, last, said) => {
  if (!belongsTo(last, said, gathered.read)) return false;
  gathered.extend(last, said);
  return true;
};

/** "why is the cart page so slow? Play it at triple speed": what was complained of in a question is what is asked for. */
const answersComplaint: Way = (gathered, last, { row, tokens, mood }) => {
  const isSame = last.row.intent === row.intent && last.mood === "open" && last.reading.isQuestion;
  if (!isSame || !complained.includes(row.intent)) return false;
  gathered.replaceLast(row, tokens, mood);
  return true;
};

const complained: readonly Intent[] = ["speed", "shorten", "zoom", "cursor_emphasis"];

/** "that caption at the bottom … delete it": a thing that was only named, and what is to become of it. */
const takesTopic: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const isNamed = last.mood === "open" && verbTokens({ ...last, row }).length === 0 && row.intent !== last.row.intent;
  if (row.intent !== "cut_what" || !isNamed || !isPronounOnly(seen)) return false;
  const together = meantTogether(tokens, last.reading, gathered.read, ["remove_edit"]);
  if (together) gathered.wishes.splice(-1, 1, { ...together, mood });
  return together !== null;
};

/** "nobody needs the login, out with it": the same once more, and no approval. */
const saysItAgain: Way = (_gathered, last, { row, seen }) =>
  row.intent === "review_approve" && last.row.intent === "cut" && seen.has("remove");

/** "forget it, kill the run", "stop recording, forget it" */
const stopsAll: Way = (gathered, last, said) => {
  // "stop, go back": by itself "stop" names nothing that is stopped.
  const isNamed = last.row.intent === "cancel" && last.reading.all("word").length > 1;
  if (isNamed && said.row.intent === "revert" && isPronounOnly(said.seen)) return true;
  if (said.row.intent !== "cancel" || last.row.intent !== "revert" || !isPronounOnly(last.reading)) return false;
  gathered.wishes.pop();
  addOwn(gathered, said);
  return true;
};

/** "record the new page, https://acme.com", "demo for sarah connor, sarah@acme.com": what was to be recorded comes after. */
const completesRecording: Way = (gathered, last, { row, tokens, seen }) => {
  const isWhom = row.intent === "share" && !seen.has("share");
  if (last.row.intent !== "record_what" || (row.intent !== "record" && !isWhom)) return false;
  const reading = gathered.read(gathered.joined(last.reading.clause.tokens, tokens));
  const found = match(reading);
  if (found?.row.intent !== "record") return false;
  gathered.wishes.splice(-1, 1, { ...last, row: found.row, reading });
  return true;
};

/** "top of the screen, caption: Now in beta": where it stands is said first. */
const completesCaption: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const isOpen = last.row.intent === "caption" && last.mood === "open" && verbTokens(last).length === 0;
  if (row.intent !== "caption" || !isOpen || last.reading.first("quoted") || !seen.first("quoted")) return false;
  gathered.replaceLast(row, [...last.reading.clause.tokens, ...tokens], mood);
  return true;
};

/** "download link please, something I can play in PowerPoint": the one file that the link would lead to. */
const saysFor: Way = ({ read }, last, { row, tokens }) => {
  const isLink = last.row.intent === "share_what" && last.reading.word("download");
  if (!isLink || row.intent !== "export") return false;
  last.row = row;
  last.reading = read([...last.reading.clause.tokens, ...tokens]);
  return true;
};

/** "forward it to my manager, john@acme.com": the address comes after. */
const completesSending: Way = (gathered, last, said) => {
  const { row, seen } = said;
  if (last.row.intent !== "share_what" || row.intent !== "share" || seen.has("share")) return false;
  gathered.replaceLast(row, gathered.joined(last.reading.clause.tokens, said.tokens), last.mood);
  return true;
};

/** "blur the email … they shouldn't see the real address": why, of what was covered before. */
const isReasonFor: Way = (gathered, _last, { row, seen, tokens }) => {
  const isOfThem = /^(?:they|people|nobody|viewers|customers|others|he|she|we)$/.test(tokens[0]?.word ?? "");
  const isKnown = gathered.wishes.some((wish) => wish.row.intent === row.intent);
  if (row.intent !== "redact" || !isOfThem || !isKnown || !lacksObject(seen, row)) return false;
  gathered.chatter.push(seen);
  return true;
};

/** "cut the wrong code, I want only the good one": what stays, told beside what goes; a part that is named is what is kept. */
const saysWhatStays: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const cuts = last.row.intent === "cut" || last.row.intent === "cut_what";
  const isRest =
    namesHappyPath(seen) ||
    (seen.has("keep") && seen.word("only", "just", "nur", "solo") && seen.word("i", "we", "ich", "wir", "quiero"));
  if (!cuts || !isRest || !["trim", "cut_what"].includes(row.intent)) return false;
  if (placeIn(last.reading) && placeIn(seen) && !namesHappyPath(seen))
    gathered.replaceLast(row, tokens, mood === "tells" ? "asks" : mood);
  else gathered.chatter.push(seen);
  return true;
};

/** "crop the top and the bottom" */
const cropsAnotherEdge: Way = (gathered, last, said) => {
  const edges = last.row.intent === "crop" ? edgesToCrop(last.reading) : [];
  if (edges.length === 0 || said.row.intent !== "caption" || said.tokens.length > 3) return false;
  gathered.extend(last, said);
  return true;
};

/** "keep the login but speed it up": it stays, and something else is done to it. */
const changesKept: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const { clause } = last.reading;
  const between = gathered.message.slice(clause.tokens.at(-1)?.end ?? 0, tokens[0]?.start ?? 0);
  const isSame = tokens.some(({ word }) => word === "it" || word === "that") && !hasSlot(seen);
  const keeps = has(clause, "keep") && last.row.intent === "trim" && !last.reading.word("only", "just");
  if (!keeps || !isSame || !/\bbut\b/.test(between)) return false;
  gathered.replaceLast(row, [...objectTokens(last), ...tokens], mood);
  return true;
};

/** "show only the order summary, crop the rest away" */
const cropsToKept: Way = (gathered, last, { row, tokens, seen, mood }) => {
  const keeps = last.row.intent === "trim" && has(last.reading.clause, "keep");
  if (!keeps || row.intent !== "crop" || !namesRest(tokens)) return false;
  gathered.replaceLast(row, [...verbTokens({ row, reading: seen }), ...objectTokens(last)], mood);
  return true;
};

/** "zoom on the coupon field and slow that part down" */
const isDoneThere: Way = (gathered, last, { row, seen, mood }) => {
  const there = thereInWords(last, row, seen);
  if (there) gathered.add(row, there, mood);
  return there !== null;
};

/** "you can read the email, cover it": what came before was a remark, and names the object. */
const isOfRemark: Way = (gathered, last, { row, tokens, seen, mood }) => {
  if (!last.row.remark || last.row.intent === row.intent) return false;
  const object = objectSpokenOf({ row, seen }, last.reading, gathered.read);
  if (object.length === 0) return false;
  gathered.replaceLast(row, [...object, ...tokens], mood);
  return true;
};

const ways: readonly Way[] = [
  corrects,
  removesAnother,
  cutsWhatWasTold,
  saysItAgain,
  answersComplaint,
  takesTopic,
  belongs,
  stopsAll,
  completesRecording,
  completesCaption,
  saysFor,
  completesSending,
  isReasonFor,
  saysWhatStays,
  cropsAnotherEdge,
  changesKept,
  cropsToKept,
  isDoneThere,
  isOfRemark,
];

/** "the email and the coupon code have to be blurred": the first of the things stands alone before the "and". */
function addNamedBefore(
  { chatter, message, wishes, read }: Gathered,
  { row, tokens, seen, mood }: Pick<SaidWish, "row" | "tokens" | "seen" | "mood">,
): void {
  const before = chatter.at(-1);
  const own = before?.clause.tokens ?? [];
  const between = message.slice(own.at(-1)?.end ?? 0, tokens[0]?.start ?? 0);
  const isList = /^\s*(?:,|&|and|und|y)\s*$/i.test(between) && own.length <= 6 && mood === "asks";
  if (!before || !isList || row.repeats !== "element" || lacksObject(seen, row)) return;
  if (match(before) || !namesSomething(before, ["zoom", "redact"])) return;
  chatter.pop();
  wishes.push({ row, reading: read([...verbTokens({ row, reading: seen }), ...own]), mood });
}

/** How many remarks back "it" is looked for. */
const remembered = 3;

/** A wish of its own, with what was held for it. */
function addOwn(gathered: Gathered, { row, tokens, seen, mood }: SaidWish): void {
  const { last, held, read } = gathered;
  const told = gathered.chatter.slice(-remembered).toReversed();
  const object =
    last || held.length > 0
      ? []
      : (told.map((remark) => objectSpokenOf({ row, seen }, remark, read)).find((one) => one.length > 0) ?? []);
  gathered.held = [];
  if (object.length === 0) addNamedBefore(gathered, { row, tokens, seen, mood });
  gathered.wishes.push({ row, reading: read([...held, ...object, ...tokens]), mood });
}
