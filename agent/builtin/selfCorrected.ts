import { daysInFull } from "./words/days.ts";

/** What a message says in the place of something that it said itself: "mail it to ana@acme.com. Sorry, to leo@acme.com". */

type Kind = "email" | "channel" | "time" | "pr" | "rate" | "day" | "amount" | "bare";
type Value = { kind: Kind; raw: string; start: number; end: number };

const unit = "(?:mb|megabytes?|px|pixels?|s|secs?|seconds?|%|fps)";
const valued = new RegExp(
  `(?<email>[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)|(?<channel>#[a-z][\\w-]*)|(?<time>\\b\\d{1,2}:\\d{2}\\b)|(?<pr>\\b(?:pr|pull request|mr)\\s*#?\\d+\\b)|(?<rate>\\b\\d+(?:\\.\\d+)?\\s?x(?!\\w))|(?<day>\\b${daysInFull}\\b)|(?<amount>\\b\\d+(?:\\.\\d+)?\\s?${unit}(?!\\w))|(?<bare>(?<![\\w.:])\\d+(?:\\.\\d+)?\\b(?!\\.\\d))`,
  "gi",
);
/** A number without its unit is a value only where nothing else is counted: "900 people" is none. */
const standsAlone =
  /^\s*(?:$|[,.;!?)\n–—-]|(?:please|instead|i mean|then|max|tops)\b|(?:is|will|would|should|might) (?:be )?(?:enough|do|fine|plenty)\b)/i;

function valuesIn(text: string): Value[] {
  return [...text.matchAll(valued)].flatMap((found): Value[] => {
    const named = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined);
    const start = found.index;
    const end = start + found[0].length;
    if (!named || (named[0] === "bare" && !standsAlone.test(text.slice(end)))) return [];
    return [{ kind: named[0] as Kind, raw: found[0], start, end }];
  });
}

const sigh = "(?:argh+|ugh|ah|oh|oops|whoops|hm+|um|uh|well|ok|but)";
const refusing = `no(?=\\s*(?:[,.!…]|not\\b|wait\\b|sorry\\b|actually\\b|i mean|on\\b|at\\b|to\\b|until\\b|make (?:it|that)\\b|#|\\d|${daysInFull}))`;
/** Said at the beginning of a clause. */
const opening = new RegExp(
  `(?<=[,.;:!?…–—(\\n-]\\s*)(?:${sigh}[\\s,.!…]+)*(?:${refusing}|nope|sorry(?! (?:for|about|to))|wait\\b(?! (?:for|until|till|with))|actually|correction|scratch that|strike that|typo|oops|whoops|argh+|hm+|make (?:that|it)|i mean(?:t)?|rather|better|let['’]?s say|(?:ok|oh|well|hm+)\\b)(?!\\p{L})|\\bi mean(?:t)?\\b|\\b(?:rather|better)(?= (?:until|till|from|at|to|under|only)\\s+\\d)`,
  "giu",
);
/** Another deed or another thing beside the first: no correction of a value. */
const anotherDeed =
  /\b(?:cut|trim|zoom|export|send|mail|share|post|put|add|write|caption|blur|hide|mask|crop|record|film|keep|remove|delete|drop|speed|slow|play|render|undo|redo|also|too(?=\s*(?:[,.;!)]|$))|another|as well|plus|and then|gif|mp4)\b/i;
const quoted = /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»/g;

/** A message in which what it corrects itself stands corrected, things and values; what is in quotation marks is left alone. */
export const withOwnCorrections = (text: string): string => withoutDeniedThing(withOwnValues(text));

const deniedThing =
  /([\s,.;:!?…–-]+)(?:(?:no|nope|wait|oh|hmm?|sorry|actually|nein|nee|warte|halt|perd[oó]n|espera)[\s,.!…]+)+(?:not|nicht|no) (?:(?:on|at|in) )?(?:the|that|das|den|die|der|el|la|los|las) [^,.;!]{1,30}?[,;.]\s*(?:but |rather |sondern |sino )?(?=(?:(?:on|at|in) )?(?:the|that|das|den|die|der|el|la|los|las) )/giu;

/** "blur the name. no wait, not the name, the phone" → "blur the name, no wait, the phone": which of them goes, the clauses tell. */
const withoutDeniedThing = (text: string): string => text.replace(deniedThing, ", no wait, ");

function withOwnValues(text: string): string {
  const bare = text.replace(quoted, (words) => "_".repeat(words.length));
  for (const { index, 0: marker } of bare.matchAll(opening)) {
    const after = index + marker.length;
    const [before, later] = [valuesIn(bare.slice(0, index)), valuesIn(bare.slice(after, after + 120))];
    const right = later.find((value) => !isDenied(bare.slice(after, after + value.start)));
    const wrong = right && wrongOne(before, right, bare.slice(after, after + right.start));
    if (!wrong || !right || wrong.raw === right.raw) continue;
    const end = after + right.end;
    if (
      anotherDeed.test(bare.slice(after, after + right.start)) ||
      !isPlain(bare.slice(after, after + right.start), bare.slice(end))
    )
      continue;
    const told = text.slice(wrong.end, index).replace(/[\s,.;:!?…–—(-]+$/, "");
    const rest = withoutReason(text.slice(end), wrong);
    return withOwnValues(`${text.slice(0, wrong.start)}${inPlaceOf(wrong, right)}${told}${rest}`);
  }
  return text;
}

const isDenied = (words: string): boolean => /\b(?:not|instead of|rather than)(?: (?:to|on|at|in))?\s*$/i.test(words);

/** "and #sales" is one more; a range of times stands for itself; a deed after the value has a meaning of its own. */
const isPlain = (between: string, after: string): boolean =>
  !/^[\s,]*(?:and|plus)\b|\b(?:and|or)(?: (?:to|at|on|in))?\s*$/i.test(between) &&
  !/^\s*(?:-|–|to|until|till|and)\s*[\d#]/i.test(after) &&
  !anotherDeed.test(/^[^,.;:!?\n(]*/.exec(after)?.[0] ?? "");

/** The value that was meant otherwise: the last one of the kind, or where a range begins ("rather from 0:06"). */
function wrongOne(before: readonly Value[], right: Value, words: string): Value | undefined {
  const counted: readonly Kind[] = ["pr", "amount", "rate"];
  if (right.kind === "bare") return before.findLast(({ kind }) => counted.includes(kind));
  const alike = before.filter(
    (value) => value.kind === right.kind && (value.kind !== "amount" || unitOf(value) === unitOf(right)),
  );
  const isStart = right.kind === "time" && /\bfrom\s*$/i.test(words) && alike.length > 1;
  return isStart ? alike.at(-2) : alike.at(-1);
}

const unitOf = ({ raw }: Value): string =>
  raw
    .replace(/[\d.\s]/g, "")
    .toLowerCase()
    .slice(0, 1);
const inPlaceOf = (wrong: Value, right: Value): string =>
  right.kind === "bare" ? wrong.raw.replace(/\d+(?:\.\d+)?/, right.raw) : right.raw;

/** "…, 210 is the docs one": why the first was wrong. */
function withoutReason(rest: string, wrong: Value): string {
  const value = wrong.kind === "pr" ? wrong.raw.replace(/\D+/, "") : wrong.raw.replace(/s$/i, "");
  const why = new RegExp(`\\s*[,.;(–—-]\\s*(?:pr )?${RegExp.escape(value)}s? (?:is|are|was)\\b[^,.;)\\n]*\\)?`, "i");
  return rest
    .replace(
      /^\s*(?:i mean(?:t)?|instead|tops|(?:is|will|would|should|might) (?:be )?(?:enough|do|fine|plenty))\b/i,
      "",
    )
    .replace(why, "")
    .replace(/^\s*,?\s*(?:or(?: else)?|otherwise|because|since) (?:we|i|it|they|you|he|she)\b[^.;!?\n]*/i, "");
}
