import type { Grounded } from "../../resolve/choice.ts";
import { offersOf } from "../../resolve/offers.ts";
import { elementQuestion } from "../../resolve/question.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { verbOf } from "../verbs.ts";
import type { Reading } from "../words/reading.ts";
import { ask, type Filled } from "./filled.ts";

/** Asks which element is meant by a call that lacks its target. */
export function askElement(
  { context }: Reading,
  grounded: Exclude<Grounded, { kind: "found" }>,
  call: Extract<ToolCall, { tool: "zoom" | "redact" | "crop" }>,
): Filled {
  const say = verbOf(call) ?? "";
  const offers = offersOf(context, grounded);
  return ask(elementQuestion(grounded, say), { slot: "element", ...call, say, offers });
}
