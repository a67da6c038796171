import type { ContextShot } from "../../context.ts";
import { labelWords, natureWords } from "../../resolve/likeness.ts";
import { thingsOf } from "../../resolve/things.ts";
import { type EditView, takeSpanToSeen } from "../../resolve/view.ts";
import { set, wordsOf } from "../../words.ts";
import type { Reading } from "../words/reading.ts";

/** "anything personal", "all personal data": whatever on screen tells of somebody. */
const personal =
  /\b(?:any|every|all|alle?s?|tod[oa]s?|some)?(?:thing)?\s*(?:that (?:is|looks) )?(?:personal|private|sensitive|confidential|pers[oö]nlich\w*|personenbezogen\w*|personales|privad[oa]s)\b|\bPII\b/i;
const tellsOf = set(
  "email phone name username address street city postcode card iban birthday password surname firstname lastname",
);

export const asksForPersonal = ({ source }: Reading): boolean => personal.test(source);

/** Fields for what is somebody's own, and texts that are an e-mail address or a phone number, as far as this version shows them. */
export function personalThings(view: EditView): ContextShot[] {
  const { context } = view;
  const used = context.shots.filter(({ role }) => role === "textbox");
  const all = [...used, ...thingsOf(context).unused].filter(
    (shot) => shot.box && takeSpanToSeen(view, shot) !== null && isPersonal(shot),
  );
  return all.filter(({ label }, at) => all.findIndex((other) => other.label === label) === at);
}

const isPersonal = ({ label, role }: ContextShot): boolean =>
  role === "textbox"
    ? [...labelWords(label).map(({ name }) => name), ...wordsOf(label)].some((word) => tellsOf.has(word))
    : natureWords(label).some(isAddress);
const isAddress = ({ name }: { name: string }): boolean => name === "email" || name === "phone";
