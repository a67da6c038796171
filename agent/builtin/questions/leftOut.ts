import type { ContextShot } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import type { EditView } from "../../resolve/view.ts";
import { listed } from "../../words.ts";
import { personalThings } from "../fill/personal.ts";
import { framed, type Sight, sightOf } from "./sight.ts";

/** What the crop leaves out, wholly or in part. */
export function leftOutAnswer(view: EditView, isYesNo: boolean): string {
  if (!view.seen.operations.some(({ type }) => type === "crop"))
    return `${isYesNo ? "No" : "Nothing"}: it is not cropped, the whole picture is seen.`;
  const boxed = [...new Map(view.context.shots.map((shot) => [shot.label, shot])).values()].filter(({ box }) => box);
  const share = (shot: ContextShot): number => framed(view, shot).share;
  const named = (list: readonly ContextShot[]): string =>
    listed(
      list.map(({ label }) => `**${shortLabel(label)}**`),
      "and",
    );
  const out = boxed.filter((shot) => share(shot) < 0.02);
  const parted = boxed.filter((shot) => share(shot) >= 0.02 && share(shot) < 0.98);
  if (out.length + parted.length === 0)
    return `${isYesNo ? "No, none" : "None"} of what the steps use: all of it is whole in the picture.`;
  const parts = [
    out.length > 0 ? `${named(out)} outside the picture` : "",
    parted.length > 0 ? `${named(parted)} only in part in it` : "",
  ];
  return `${isYesNo ? "Yes: " : ""}${parts.filter(Boolean).join("; ")}. Say **remove the crop** for the whole picture.`;
}

/** Whether anything is left to be seen that tells of a person. */
export function personalAnswer(view: EditView, words: string): string {
  const told = personalThings(view).map((shot) => sightOf(view, shot, "hidden"));
  const isLeft = ({ state }: Sight): boolean => !["blurred", "cut", "outside"].includes(state);
  const named = (list: readonly Sight[]): string =>
    listed(
      list.map(({ name }) => `**${name}**`),
      "and",
    );
  const left = told.filter(isLeft);
  if (told.length === 0)
    return "None that I know of: no name, address, phone number or e-mail address is named on screen.";
  const isHiding = /\b(?:blurred|hidden|covered|masked|verpixelt|verdeckt|tapad[oa]|borros[oa])\b/.test(words);
  if (left.length === 0)
    return `${isHiding ? "Yes" : "No"}: ${named(told)} ${told.length === 1 ? "is" : "are"} blurred or not in the picture.`;
  return `${isHiding ? "No" : "Yes"}: ${named(left)} can be read. Say **blur everything personal**.`;
}
