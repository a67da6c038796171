import { set } from "../../words.ts";
import { rangeIn } from "../fill/speed.ts";
import { match } from "../grammar/match.ts";
import type { Intent } from "../grammar/row.ts";
import { namesSomething } from "../words/grounding.ts";
import { type Token, wordAt } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { lacksObject, verbTokens } from "./details.ts";
import { isDismissal } from "./mood.ts";
import { isOfPeople } from "./people.ts";
import { isPraise } from "./praise.ts";
import { opensGoal } from "./reasons.ts";
import { thingsIn } from "./things.ts";
import type { Read, Wish } from "./wish.ts";

/**
 * Beside something that is asked for, what is merely told is its reason: "the beginning drags, could you take off the first
 * six seconds". A complaint about another side of the video stays a wish. What a request leaves open ("take it out") is
 * looked for in what was told.
 */
export function withoutRemarks(
  wishes: readonly Wish[],
  chatter: readonly Reading[],
  read: Read,
): { wishes: Wish[]; remarks: Reading[] } {
  const asked = wishes.filter(({ mood }) => mood !== "tells");
  if (asked.length === 0) return { wishes: [...wishes], remarks: [...chatter] };
  const stays = (wish: Wish): boolean =>
    asked.includes(wish) || isVerdict(wish) || isOwnComplaint(wish, asked) || isOfOwnPart(wish, asked);
  const told = wishes.filter((wish) => !stays(wish)).map(({ reading }) => reading);
  const remarks = [...told, ...chatter].sort((a, b) => startOf(a) - startOf(b));
  return {
    wishes: wishes.filter(stays).map((wish) => (wish.mood === "tells" ? wish : completed(wish, remarks, read))),
    remarks,
  };
}

/** "it's approved, please mail it to …": to tell it is to do it. */
const isVerdict = ({ row, reading }: Wish): boolean =>
  (row.intent === "review_reject" &&
    /\b(?:reject(?:ed|ing)?|lehne|abgelehnt|rechaz(?:o|ado|ada))\b/i.test(reading.source)) ||
  isApproval({ row, reading });

const isApproval = ({ row, reading }: Omit<Wish, "mood">): boolean =>
  row.intent === "review_approve" &&
  reading.word("approved", "freigegeben", "genehmigt", "abgenommen", "aprobado", "aprobada", "signed") &&
  /^\W*(?:(?:ok(?:ay)?|so|great|good news|perfect)[,.!:]? )?(?:it|this|that|das|es|the (?:video|clip|demo|cut)|esta?|version)\b/i.test(
    reading.source,
  );

const startOf = (reading: Reading): number => reading.clause.tokens[0]?.start ?? 0;

const sides: readonly (readonly Intent[])[] = [
  [
    "cut",
    "trim",
    "shorten",
    "speed",
    "split",
    "cut_what",
    "lengthen",
    "revert",
    "review_approve",
    "review_reject",
    "rerecord",
  ],
  ["zoom", "crop", "zoom_out", "redact", "cursor_emphasis"],
  ["style_preset", "revert"],
  ["caption", "remove_edit", "revert"],
  ["export", "share", "share_what", "record", "crop", "shorten", "schedule_digest", "review_approve"],
];

const complainable: readonly Intent[] = ["shorten", "speed", "zoom", "cursor_emphasis"];

/** "it is too long, zoom on the button": two wishes, of two sides of the video. */
function isOwnComplaint({ row, reading }: Wish, asked: readonly Wish[]): boolean {
  if (!complainable.includes(row.intent) || isOfPeople(reading.clause.tokens) || opensGoal(reading.clause.tokens, 0))
    return false;
  const complains = reading.has("shorten", "slower", "smaller", "bigger");
  const touches = (other: Wish): boolean =>
    sides.some((side) => side.includes(row.intent) && side.includes(other.row.intent));
  return complains && reading.times.length === 0 && !asked.some(touches);
}

/** "cut the intro, and nobody needs the login either", unlike "speed up the login, nobody needs to watch that". */
function isOfOwnPart({ row, reading }: Wish, asked: readonly Wish[]): boolean {
  const part = isDismissal(reading.clause.tokens) ? rangeIn(reading) : null;
  if (!part) return row.intent === "redact" && isDismissal(reading.clause.tokens) && !lacksObject(reading, row);
  const meets = (other: Wish): boolean => {
    const span = rangeIn(other.reading);
    // "nobody needs to watch the login, speed it up"
    if (!span) return other.row.intent === "speed" && other.reading.oneOf(itWords);
    return span.startMs < part.endMs && span.endMs > part.startMs;
  };
  return !asked.some(meets);
}

/** The request with what it leaves open taken from the remarks, the nearest before it first. */
function completed(wish: Wish, remarks: readonly Reading[], read: Read): Wish {
  const at = startOf(wish.reading);
  const before = remarks.filter((one) => startOf(one) < at).toReversed();
  const near = [...before, ...remarks.filter((one) => startOf(one) > at)].filter(
    ({ clause }) => !isPraise(clause.tokens),
  );
  // What somebody wants or needs is told last of all.
  const isWhy = ({ clause: { tokens } }: Reading): boolean =>
    isOfPeople(tokens) && !["i", "we"].includes(wordAt(tokens, 0));
  for (const remark of [...near.filter((one) => !isWhy(one)), ...near.filter(isWhy)]) {
    const found = fromRemark(wish, remark, read);
    if (found) return found;
  }
  return wish;
}

function fromRemark(wish: Wish, remark: Reading, read: Read): Wish | null {
  const { row, reading } = wish;
  const { tokens } = remark.clause;
  const own = reading.clause.tokens;
  const adds = (added: readonly Token[]): Reading => read([...own, ...added]);
  switch (row.intent) {
    case "cancel": {
      // "nobody reads the digest, stop it"
      const ends = thingsIn(tokens).map((thing) => adds(thing));
      const found = ends.find((one) => ["cancel_digest", "remove_edit"].includes(match(one)?.row.intent ?? ""));
      const row = found && match(found)?.row;
      return found && row ? { ...wish, row, reading: found } : null;
    }
    case "export":
      // "the wiki only takes gifs under 3 MB, so export one like that"
      return !reading.has("gif", "mp4") && remark.has("gif", "mp4") ? { ...wish, reading: adds(tokens) } : null;
    case "preferences": {
      return remark.all("email").length > 0 ? { ...wish, reading: adds(tokens) } : null;
    }
    case "share_what": {
      const hasAddress = remark.all("email").length + remark.all("channel").length + remark.all("handle").length > 0;
      const found = hasAddress ? match(adds(tokens)) : null;
      return found ? { ...wish, row: found.row, reading: adds(tokens) } : null;
    }
    case "status":
    case "redo": {
      // "redo it, I fixed the bug", "there's a new commit, update please"
      const found = match(remark);
      return found?.row.intent === "rerecord" ? { ...wish, row: found.row, reading: adds(tokens) } : null;
    }
    case "revert": {
      // "version 2 was better, go back to that"
      const isNamed =
        match(remark)?.row.intent === "revert" && !remark.has("not", "noneOf") && !reading.has("original");
      return isNamed && reading.word("it", "that", "this", "there") ? { ...wish, reading: remark } : null;
    }
    case "cut_what": {
      // "cut it so that it's only the cart"
      const told = remark.has("keep") ? match(remark) : null;
      if (told?.row.intent === "trim" && !told.declined) return { ...wish, row: told.row, reading: remark };
      for (const thing of [...thingsIn(tokens), ...(remark.times.length > 0 ? [[...tokens]] : [])]) {
        const together = read([...verbTokens(wish), ...thing]);
        const found = match(together);
        if (found && !found.declined && found.row.intent !== "cut_what")
          return { ...wish, row: found.row, reading: together };
      }
      return null;
    }
    case "shorten":
    case "speed": {
      // "the last bit is too fast, slow it down", "the intro drags, shorten it"
      const figure = tokens.findIndex(({ kind }) => kind === "number");
      // "nobody watches past 20 s, squeeze it to that"
      if (wish.row.intent === "shorten" && reading.word("that", "this") && figure >= 0)
        return { ...wish, reading: adds(tokens.slice(figure, figure + 2)) };
      const speaksOfIt = reading.oneOf(itWords);
      if (reading.times.length > 0 || !speaksOfIt) return null;
      const moments = remark.times.map(({ from, to }) => tokens.slice(from, to));
      const part = [...moments, ...thingsIn(tokens)].find((one) => isPart(read(one)));
      const row = part && match(adds(part))?.row;
      return part && row ? { ...wish, row, reading: adds(part) } : null;
    }
    case "cursor_emphasis": {
      // "there's a hard jump between the two zooms, can you make it smoother?"
      const lack = remark.clause.phrases.find(({ concepts }) => concepts.has("unsupported"));
      if (!lack) return null;
      const told = read(tokens.slice(lack.from, lack.to));
      const found = match(told);
      return found?.row.intent === "unsupported" ? { ...wish, row: found.row, reading: told } : null;
    }
    case "zoom":
    case "redact":
    case "crop": {
      if (reading.times.length > 0 || reading.first("quoted") || !lacksTarget(wish)) return null;
      const thing = thingsIn(tokens).find((one) => namesSomething(read(one), ["zoom", "redact", "crop"]));
      return thing ? { ...wish, reading: read([...verbTokens(wish), ...thing, ...amountsOf(own)]) } : null;
    }
    default:
      return null;
  }
}

const itWords = set("it its that this them those these there es das lo");

const isPart = (reading: Reading): boolean => rangeIn(reading) !== null;

const lacksTarget = ({ row, reading }: Wish): boolean =>
  row.intent === "crop"
    ? !namesSomething(reading, ["crop", "zoom"]) && !reading.has("square", "vertical", "landscape", "fourFive")
    : lacksObject(reading, row);

/** What a request says beside its verb and its "it": how much. */
const amountsOf = (tokens: readonly Token[]): Token[] =>
  tokens.filter(({ kind }) => kind !== "word" && kind !== "mark");
