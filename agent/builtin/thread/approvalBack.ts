import type { ThreadContext } from "../../context.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { type Understanding, understand } from "../understand.ts";
import { earlierMessages } from "./answers/openQuestion.ts";
import { withoutProtest } from "./remarks/protest.ts";

/**
 * "hm, wait, not yet" and "undo" right after an approval, "I didn't approve anything" at any time: the approval is taken back, and
 * what else is said is done. Null where no version is approved, or something else is said.
 */
export function approvalBack(text: string, context: ThreadContext): Understanding | null {
  const { version } = context.versions.findLast(({ review }) => review?.state === "approved") ?? {};
  if (version === undefined) return null;
  const [first = "", rest = ""] = text.trim().split(/(?<=\p{L})[.!;]+\s+(.+)/su);
  const isDenied = denied.test(first) && !/\?\s*$/.test(text);
  const isMeant = isDenied || (justApproved(context, text) && isHeld(first));
  if (!isMeant) return null;
  const note = "The approval was taken back.";
  const call: ToolCall = { tool: "review", input: { decision: "rejected", version, note } };
  const beside = rest === "" ? null : understand(rest, context);
  if (beside?.kind === "calls") return { ...beside, calls: [call, ...beside.calls] };
  const asked = beside?.why === "asks" ? { beside: [beside.text], ...(beside.open ? { open: beside.open } : {}) } : {};
  return { kind: "calls", calls: [call], ...asked };
}

const justApproved = (context: ThreadContext, text: string): boolean =>
  /\bApproved version \d/.test(
    earlierMessages(context, text).findLast(({ role }) => role === "assistant")?.content ?? "",
  );

function isHeld(said: string): boolean {
  const { against, rest } = withoutProtest(said);
  return notYet.test(rest) || undoing.test(rest) || (rest === "" && against !== "nothing");
}

const denied =
  /^(?:(?:hey|but|wait|no|sorry|hm+|uh|um|aber|pero)[\s,.!]+)*(?:i|we) (?:didn['’]?t|did not|haven['’]?t|have not|never)(?: \p{L}+){0,2} approved?\b(?! (?:because|until|since))|^(?:aber )?ich hab(?:e)? (?:doch )?(?:noch )?(?:nichts?|das nicht) freigegeben|^(?:pero )?(?:yo )?no he aprobado/iu;
const notYet =
  /^(?:(?:no|nein|that was|it'?s|that'?s)[\s,]+)*(?:not (?:quite )?(?:yet|so fast|now|ready|done)|too (?:early|soon|fast|quick)|noch nicht|zu früh|todav[ií]a no|a[uú]n no|i (?:take that back|(?:changed|change) my mind))(?: please| bitte)?$/iu;
const undoing = /^(?:undo|undo (?:that|it)|take (?:that|it) back|back|nimm das zurück|deshazlo)(?: please)?$/i;
