import { listed } from "../words.ts";

/** What is said of several is said once. */
export const together = (phrases: readonly string[]): string[] =>
  blursTogether(captionsTogether(changesTogether(withoutRepeats(phrases))));

/** "removed the zoom; removed the crop" → "removed the zoom and the crop". */
function withoutRepeats(phrases: readonly string[]): string[] {
  const removals = phrases.filter((phrase) => REMOVED.test(phrase));
  if (removals.length < 2) return [...phrases];
  const things = listed(
    removals.map((phrase) => phrase.replace(REMOVED, "")),
    "and",
  );
  const first = phrases.findIndex((phrase) => REMOVED.test(phrase));
  const kinds = new Set(removals.map((phrase) => KIND.exec(phrase)?.[1]));
  const [kind] = kinds;
  const told = removals.length > MOST_NAMED && kinds.size === 1 && kind ? `${removals.length} ${kind}s` : things;
  return phrases.flatMap((phrase, at) => (at === first ? [`removed ${told}`] : REMOVED.test(phrase) ? [] : [phrase]));
}
const KIND = /^removed the (caption|zoom|blur) /;
const MOST_NAMED = 3;

/** "caption “A” now at the top, at 0:01; caption “B” …" → "7 captions now at the top". */
function changesTogether(phrases: readonly string[]): string[] {
  const changes = phrases.map((phrase) => CHANGED.exec(phrase)?.groups ?? null);
  const all = changes.filter((one) => one !== null);
  if (all.length < 3) return [...phrases];
  const ways = new Set(all.map(({ how }) => how));
  const each = listed(
    all.map(({ text, how }) => `${text} ${how}`),
    "and",
  );
  const told = ways.size === 1 ? `${all.length} captions ${[...ways]}` : `${all.length} captions: ${each}`;
  return phrases.flatMap((phrase, at) => (at === changes.findIndex(Boolean) ? [told] : changes[at] ? [] : [phrase]));
}
const CHANGED = /^caption (?<text>“[^”]*”)(?: \(for [^)]*\))? (?<how>now (?:for|at the) [^,]+), at \d+:\d\d$/;

/** "caption “A” (for 3 s) at 0:06; caption “B” …" → "3 captions: “A” at 0:06, “B” …". */
function captionsTogether(phrases: readonly string[]): string[] {
  const captions = phrases.flatMap((phrase) => {
    const said = CAPTION.exec(phrase)?.groups;
    return said ? [said] : [];
  });
  if (captions.length < 3) return [...phrases];
  const told = listed(
    captions.map(({ text, when }) => `${text} ${when}`),
    "and",
  );
  return [`${captions.length} captions: ${told}`, ...phrases.filter((phrase) => !CAPTION.test(phrase))];
}
const CAPTION = /^caption (?<text>“[^”]*”)(?: \(for [^)]*\))? (?<when>at \d+:\d\d.*)$/;

/** "**A** blurred wherever it is seen; **B** …" → "**A** and **B** blurred wherever they are seen". */
function blursTogether(phrases: readonly string[]): string[] {
  const blurred = phrases.flatMap((phrase) => BLURRED.exec(phrase)?.[1] ?? []);
  if (blurred.length < 2) return [...phrases];
  const first = phrases.findIndex((phrase) => BLURRED.test(phrase));
  const told = `${listed(blurred, "and")} blurred wherever they are seen`;
  return phrases.flatMap((phrase, at) => (at === first ? [told] : BLURRED.test(phrase) ? [] : [phrase]));
}
const BLURRED = /^(\*\*.+\*\*) blurred wherever (?:it is|they are) seen$/;

const REMOVED = /^removed (?=the )(?!.*: )/;
