import type { ContextShot } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { shownBy } from "../../resolve/shown.ts";
import { thingsOf } from "../../resolve/things.ts";
import type { EditView } from "../../resolve/view.ts";
import { roleNamed, rolesOf } from "../../resolve/vocabulary.ts";
import { capital, listed, wordsOf } from "../../words.ts";
import { framed } from "./sight.ts";

const MOST_INSIDE = 8;

/** "which cards can one see in it?": what stands in the crop, wholly or in part; null where nothing is cropped. */
export function insideAnswer(view: EditView, words: string): string | null {
  if (!view.seen.operations.some(({ type }) => type === "crop")) return null;
  const kind = wordsOf(words)
    .flatMap((word) => roleNamed(word) ?? [])
    .find((name) => name !== "page" && name !== "image");
  const { all } = thingsOf(view.context);
  const used = view.context.shots.filter(({ box, action }) => box && action !== undefined);
  const titles = all.filter(({ role }) => role === "heading");
  const named = kind ? [...used, ...all].filter(({ role }) => rolesOf(kind).includes(role)) : [...used, ...titles];
  const nameOf = ({ label }: ContextShot): string => wordsOf(label).join(" ");
  const things = [...new Map(named.toReversed().map((one) => [nameOf(one), one])).values()].toReversed();
  const share = (shot: ContextShot): number => framed(view, shot).share;
  const list = (some: readonly ContextShot[]): string =>
    listed(
      some.slice(0, MOST_INSIDE).map(({ label }) => `**${shortLabel(label)}**`),
      "and",
    );
  const whole = things.filter((one) => share(one) >= 0.98);
  const parted = things.filter((one) => share(one) >= 0.02 && share(one) < 0.98);
  const out = things.filter((one) => share(one) < 0.02);
  const parts = [
    whole.length > 0 ? `whole: ${list(whole)}` : "",
    parted.length > 0 ? `in part: ${list(parted)}` : "",
    out.length > 0 ? `outside: ${list(out)}` : "",
  ].filter(Boolean);
  if (parts.length === 0) return null;
  const isMoving = shownBy(view, view.seen.operations).length > 1;
  return `${capital(parts.join("; "))}.${isMoving ? " Not all at once: the picture follows what is used." : ""}`;
}
