import type { PlannedRecording, ThreadContext } from "../context.ts";
import { nameOfPlanned, startInWords } from "../planned.ts";
import { listed } from "../words.ts";
import { type Outcome, question } from "./outcome.ts";

/** The planned recording by its number, else the only one there is, or the one just asked for; or the question which. */
export function whichPlanned(
  { planned, thread }: Pick<ThreadContext, "planned" | "thread">,
  which: number | undefined,
  verb: "change" | "call off",
): PlannedRecording | Extract<Outcome, { kind: "question" }> {
  const meant = which === undefined ? (onlyOf(planned) ?? onlyJustAsked(planned)) : planned[which - 1];
  if (meant) return meant;
  const offers = planned.map((one, at) => ({
    name: `${nameOfPlanned(one).replaceAll("*", "")} ${startInWords(one.startMs, thread)}`,
    value: `planned recording ${at + 1}`,
  }));
  const names = offers.map(({ name }) => `**${name}**`);
  return question(`Which recording shall I ${verb}: ${listed(names)}?`, offers);
}

const onlyOf = (planned: readonly PlannedRecording[]): PlannedRecording | undefined =>
  planned.length === 1 ? planned[0] : undefined;
const onlyJustAsked = (planned: readonly PlannedRecording[]): PlannedRecording | undefined =>
  onlyOf(planned.filter(({ isJustAsked }) => isJustAsked));
