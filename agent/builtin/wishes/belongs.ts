import { isBeingRecorded } from "../../context.ts";
import { set } from "../../words.ts";
import { placeIn } from "../grammar/place.ts";
import { intents } from "../grammar/row.ts";
import { slots } from "../grammar/slots.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { hasSlot, isPronounOnly, lacksObject, verbTokens } from "./details.ts";
import { namesPart } from "./isDetail.ts";
import { isOfPeople } from "./people.ts";
import type { Read, SaidWish, Wish } from "./wish.ts";

const cutting = intents("cut trim shorten speed remove_edit redact");
const presets = ["minimal", "dramatic", "standard"] as const;

/** Whether it is a detail of the wish before it: "record PR 12, at most 30 seconds", "digest to A and B each Monday". */
export const belongsTo = (last: Wish, said: SaidWish, read: Read): boolean =>
  isMoreOf(last, said, read) || staysWithObject(last, said);

function isMoreOf(last: Wish, said: SaidWish, read: Read): boolean {
  const { row, seen, mood } = said;
  if (speaksOfIt(last, said, read)) return true;
  if (last.mood === "tells" && mood === "asks") return false;
  // "dramatic is a bit much, go minimal": the style named last.
  if (row.intent === "style_preset" && [last.reading, seen].every((one) => one.has(...presets))) return false;
  // "record demo.acme.com for me. I pitch tomorrow"
  if (last.row.intent === "record" && mood === "tells" && isOfPeople(said.tokens) && !hasSlot(seen)) return false;
  if (last.row.absorbs?.includes(row.intent)) return !isOwnWish(last, said);
  return saysMore(last, said);
}

/** "everything before 0:09 is boring, bin it", "the trail is too long, make it shorter": what was named just before. */
function speaksOfIt(last: Wish, { row, tokens, seen }: SaidWish, read: Read): boolean {
  const isTold = last.mood === "tells";
  if (row.intent === "cut_what" && cutting.includes(last.row.intent) && isPronounOnly(seen)) {
    const tellsOfPart = isTold && ["shorten", "speed"].includes(last.row.intent) && namesPart(last.reading, read);
    return !tellsOfPart;
  }
  const isOfIt = tokens.some(({ word }) => word === "it") && !hasSlot(seen) && tokens.length <= 5;
  const isLength = row.intent === "shorten" || row.intent === "lengthen";
  return isTold && isOfIt && isLength && ["cursor_emphasis", "caption"].includes(last.row.intent);
}

/** What is done to a video that is there, rather than told of the one to be made: it waits for it. */
const ownBesideRecording = intents("export cut trim split caption redact");

/** "export it, and make it 15 seconds", "shorter, and speed up the login": said with a verb and an object of its own. */
function isOwnWish(last: Wish, { row, seen, mood }: SaidWish): boolean {
  if (mood !== "asks") return false;
  switch (last.row.intent) {
    case "record":
      return ownBesideRecording.includes(row.intent) && !opensFocus(seen.clause.tokens);
    case "export":
      return slots.mb?.(seen) === false;
    case "shorten":
      return placeIn(seen) !== null;
    case "caption":
      return !isPronounOnly(seen);
    case "split":
      return seen.all("timecode").length + seen.all("number").length > 0;
    default:
      return false;
  }
}

/** "crop the rest away": what was not named. */
export const namesRest = (tokens: readonly Token[]): boolean =>
  tokens.some(({ word }) => set("rest else remainder others").has(word));
/** "but only the checkout", "nothing but the cart", "make sure to show the menu": what a recording is to show. */
const opensFocus = (tokens: readonly Token[]): boolean =>
  set("only just show nothing solely nur solo").has(firstWord(tokens)) ||
  /^(?:and |but )?(?:(?:please |be |make )?sure (?:to|that|we|you|they)+|(?:i|we) (?:want|need|would like) to|(?:id|wed) like to) (?:show|see|include|cover|have)\b/.test(
    tokens.map(({ word }) => word).join(" "),
  );
const firstWord = (tokens: readonly Token[]): string => tokens.find(({ kind }) => kind === "word")?.word ?? "";
/** To whom something goes. */
export const hasAddress = (reading: Reading): boolean =>
  (["email", "url", "domain", "channel", "handle"] as const).some((kind) => reading.all(kind).length > 0);

/** "Ben Ott at ottwerk.de" */
export const namesSiteOfSomebody = (reading: Reading): boolean =>
  reading.all("domain").length === 1 && /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+,? (?:at|of|from|\()/u.test(reading.source);

function saysMore(last: Wish, { row, tokens, seen, mood }: SaidWish): boolean {
  const isSame = row.intent === last.row.intent;
  const lacksVerb = isSame && verbTokens({ row, reading: seen }).length === 0;
  switch (last.row.intent) {
    case "record":
      // "record PR 12 but only the checkout"; "Lucia Romero, Solaris, lucia@solaris.es: make a demo for her"
      return (
        opensFocus(tokens) ||
        (isSame && seen.word("her", "him", "them")) ||
        // "one for Ann Bly at acme.com, one for Bob Roe at roe.io": two
        (lacksVerb && ![last.reading, seen].every(namesSiteOfSomebody))
      );
    case "schedule_digest":
      return lacksVerb;
    case "zoom":
    case "redact":
      // "zoom on the coupon field and hold it for 4 seconds"
      return row.intent === "lengthen";
    case "caption":
      // "caption: Done! at the very end, on top"
      // "use the caption to tell what's new. "One click" at the beginning"
      if (isSame && !last.reading.first("quoted") && tokens[0]?.kind === "quoted") return true;
      return isSame && !seen.first("quoted") && !seen.has("caption");
    case "review_reject":
      // "rejected, too shaky": the reason.
      return mood === "tells";
    case "crop":
      // "a square, centred on the coupon"
      if (namesRest(tokens)) return isSame;
      return isSame && (/^(cent(er|re)|zentrier|centrad)/.test(firstWord(tokens)) || tokens.length <= 2);
    case "share":
      // "post it to Slack, channel #demos"
      return isSame && !hasAddress(last.reading) && !seen.has("share");
    case "export":
      // "we need an mp4 at 30 fps, can you export that", "is there a gif? please export one under 6 MB": the one named before.
      return (
        isSame &&
        ([seen, last.reading].some((one) => !one.has("gif", "mp4", "exportVerb")) ||
          (!seen.has("gif", "mp4") && (isPronounOnly(seen) || seen.word("one"))))
      );
    case "cancel":
      return ["revert", "cut_what"].includes(row.intent) && isPronounOnly(seen) && isBeingRecorded(seen.context);
    case "cancel_digest":
      return row.intent === "cancel" && isPronounOnly(seen);
    default:
      return false;
  }
}

/** "mask the code, it is confidential": the same wish, without another object. */
const staysWithObject = (last: Wish, { row, seen, mood }: SaidWish): boolean =>
  last.row.intent === row.intent &&
  row.repeats === "element" &&
  lacksObject(seen, row) &&
  (mood === "open" || !hasSlot(seen));
