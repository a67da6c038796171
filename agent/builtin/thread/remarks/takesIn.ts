import type { ContextShot, ThreadContext } from "../../../context.ts";
import { isGroup } from "../../../resolve/groups.ts";
import { thingById } from "../../../resolve/things.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { type Understanding, understand } from "../../understand.ts";
import { again } from "../orders/changed.ts";
import { ordered } from "../orders/orders.ts";
import { newestEdit } from "../orders/whichEdits.ts";
import { replaced } from "./amend.ts";

type ZoomCall = Extract<ToolCall, { tool: "zoom" }>;

const inPicture =
  "(?:(?:to be |be |is |are |should |must |has to |have to |needs? to |all |also |fully )*(?:(?:in|inside|within|on) (?:the )?(?:picture|frame|view|shot|zoom|image|screen)|visible|(?:to )?fits?(?: in(?: it)?)?))";
const opening =
  "(?:^|[\\s,;.!–-]+)(?:so (?:that )?|because |and )?(?:it should |it must |(?:can |could )?(?:i|we|you|one)(?:'d)? (?:still |also |just )*)?";
/** "i want to see all the days", "i want all six days in the picture", "so that the whole form fits". */
const wanted = new RegExp(
  `${opening}(?:(?:(?:want|need|like|would like|can|should|wanna) )?(?:to )?(?:also )?(?:see|have|show|get|fit|include) (?<seen>(?:the|all|both|every|my|our) [^,;.!]{3,50}?)(?: too| as well| ${inPicture})?|(?:(?:want|need) )?(?<what>(?:the|all|both|every|my|our) [^,;.!]{3,50}?) ${inPicture})(?: (?:though|please|instead|now|then))*[\\s.!]*$`,
  "iu",
);
const howMany = /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|whole|entire|complete) /giu;

/** "a bit wider, i want all six days in the picture": what the zoom that was just made is to show, a set of choices whole. */
export function takesIn(text: string, context: ThreadContext): Understanding | null {
  const newest = newestEdit(text, context);
  const edit = newest?.placed.edit;
  const found = newest?.isTold ? wanted.exec(text) : null;
  if (!found || edit?.type !== "zoom") return null;
  const rest = text.slice(0, found.index).trim();
  const made = rest === "" ? null : ordered(rest, context);
  const calls = made?.kind === "calls" ? made.calls : [];
  const zoom = calls.find((call): call is ZoomCall => call.tool === "zoom");
  const isWider = zoom?.input.intensity !== undefined && zoom.input.intensity < edit.intensity;
  if (rest !== "" && !isWider) return null;
  const set = setNamed(found.groups?.seen ?? found.groups?.what ?? "", context);
  if (!set || set.label === edit.anchor?.element) return made;
  const target = set.id ?? set.label;
  const { startMs, durationMs } = zoom?.input ?? again(edit).input;
  const shown: ZoomCall = { tool: "zoom", input: { target, startMs, durationMs } };
  return made ? { kind: "calls", calls: calls.map((one) => (one === zoom ? shown : one)) } : replaced(shown);
}

function setNamed(name: string, context: ThreadContext): ContextShot | undefined {
  const meant = understand(`zoom on ${name.replace(howMany, "")}`, context);
  const [call, ...more] = meant.kind === "calls" ? meant.calls : [];
  const target = call?.tool === "zoom" && more.length === 0 ? call.input.target : undefined;
  const thing = target === undefined ? undefined : thingById(context, target);
  return thing && isGroup(thing) ? thing : undefined;
}
