import { set } from "../../words.ts";
import { typeOf } from "../fill/history.ts";
import { match } from "../grammar/match.ts";
import type { Intent } from "../grammar/row.ts";
import { namesSomething } from "../words/grounding.ts";
import { wordAt } from "../words/lexer.ts";
import { belongsTo } from "./belongs.ts";
import { completesCaption, completesRecording, completesSending, saysFor, type Way } from "./completes.ts";
import { isPronounOnly, lacksObject, objectTokens, verbTokens } from "./details.ts";
import type { Gathered } from "./gathered.ts";
import { namesEditsOnly } from "./isDetail.ts";
import { changesKept, cropsAnotherEdge, cropsToKept, saysWhatStays } from "./keeps.ts";
import { thereInWords } from "./moments.ts";
import { meantTogether, objectSpokenOf } from "./spokenOf.ts";
import type { SaidWish } from "./wish.ts";

/** Takes a clause with a meaning of its own, by what it does to the wishes before it: the first way that applies. */
export function takeWish(gathered: Gathered, said: SaidWish): void {
  if (takesBack(gathered, said)) return;
  const last = gathered.last;
  if (last && ways.some((applies) => applies(gathered, last, said))) return;
  addOwn(gathered, said);
}

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

/** "blur the email … they shouldn't see the real address", "cut that, customers shouldn't see an error": why. */
const isReasonFor: Way = (gathered, last, { row, seen, tokens }) => {
  if (row.intent !== "redact" || !people.has(wordAt(tokens, 0))) return false;
  const isKnown = gathered.wishes.some((wish) => wish.row.intent === row.intent);
  const isOfSuch = hiding.includes(last.row.intent) && ofSuch.test(seen.source);
  if (!isOfSuch && !(isKnown && lacksObject(seen, row))) return false;
  gathered.chatter.push(seen);
  return true;
};
const people = set(
  "they people nobody viewers customers users clients others everyone he she we i kunden niemand wir clientes nadie",
);
const hiding: readonly Intent[] = ["redact", "cut", "cut_what", "trim", "crop"];
const ofSuch =
  /\b(?:see|read|notice|find|sehen|lesen|ver|leer) (?:an?|any|such|that|this|these|those|it|them|un|una|ein\p{L}*)\b/iu;

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

/** "vertical, with the whole page in it", "keep it vertical but don't cut off the sides": how the shape is to be filled. */
const fillsShape: Way = (gathered, last, said) => {
  const isOfShape = last.row.intent === "crop" && said.row.intent === "crop";
  if (!isOfShape || !(last.reading.has("letterbox") || said.seen.has("letterbox"))) return false;
  gathered.extend(last, said);
  return true;
};

const ways: readonly Way[] = [
  fillsShape,
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
