import type { ThreadContext } from "../../../context.ts";
import type { TimedEdit } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { afterCalls, timedEditsOf } from "../../rehearse.ts";
import { type Understanding, understand } from "../../understand.ts";
import { splitClauses } from "../../wishes/clauses.ts";
import type { Token } from "../../words/lexer.ts";
import { read } from "../../words/read.ts";
import { isPleased } from "../orders/besideOrders.ts";
import { editsNamed, editsPlaced } from "../orders/namedEdits.ts";
import { ordered } from "../orders/orders.ts";
import { type Like, likeIn, onlyThere, whereNext } from "./hearAnother.ts";

/** One more edit of the kind that was made last, on another thing, or one that is as another is. */

type Kind = Extract<TimedEdit, { type: "zoom" | "redact" }>;
const verbs: Record<Kind["type"], string> = { zoom: "zoom on", redact: "blur" };

/** "now one on Heron too, same strength", "zoom on Heron, same as on Porcini"; null where another edit is not asked for so. */
export function anotherLike(text: string, context: ThreadContext): Understanding | null {
  const last = lastOf(context);
  if (!last || text.length > LONGEST) return null;
  const { before, said, like, isAnother } = heardIn(text, last, context);
  if (!(isAnother || like) || said.length === 0) return null;
  const meant = understand(said.join(", "), context);
  if (meant.kind === "say") return (isAnother || like?.name) && meant.why === "asks" ? meant : null;
  if (meant.calls.some(({ tool }) => tool !== "zoom" && tool !== "redact")) return null;
  const first = before === "" ? null : ordered(before, context);
  if (before !== "" && first?.kind !== "calls") return null;
  const then = first?.kind === "calls" ? afterCalls(context, first.calls) : context;
  const model = like?.name ? named(like.name, then) : lastOf(then);
  if (!model) return null;
  const scales = like?.scales ?? (isUsual(model, context) ? [] : (["strength", "length"] as const));
  const calls = meant.calls.map((call) => alike(call, model, scales));
  return { ...meant, calls: [...(first?.kind === "calls" ? first.calls : []), ...calls] };
}

type Said = { before: string; said: string[]; like: Like | null; isAnother: boolean };

/** What is asked for anew, what it is to be like, and what is said before it of edits that are there. */
function heardIn(text: string, last: Kind, context: ThreadContext): Said {
  const heard: Said = { before: "", said: [], like: null, isAnother: false };
  for (const clause of splitClauses(read(text, context))) {
    const like = likeIn(clause, text);
    const next: ReturnType<typeof whereNext> = heard.isAnother || like ? null : whereNext(clause, text);
    if (like) heard.like = like;
    else if (next) {
      heard.before = heard.said.splice(0).join(", ");
      heard.said.push(`${verbs[next.kind ?? last.type]} ${next.words}`);
      heard.isAnother = true;
      if (next.isLike) heard.like ??= { scales: ["strength", "length"], name: "" };
    } else if (!isPleased(clause) && !onlyThere(clause)) heard.said.push(wordsIn(clause, text));
  }
  return heard;
}
const LONGEST = 160;

const wordsIn = (clause: readonly Token[], text: string): string =>
  text.slice(clause[0]?.start ?? 0, clause.at(-1)?.end ?? 0);

function lastOf(context: ThreadContext): Kind | null {
  const edit = editsPlaced(context).at(-1)?.edit;
  return edit?.type === "zoom" || edit?.type === "redact" ? edit : null;
}

function named(name: string, context: ThreadContext): Kind | null {
  const found = editsNamed(`${name} one`, context);
  const edit = found?.asks ? undefined : found?.edits.at(-1)?.edit;
  return edit?.type === "zoom" || edit?.type === "redact" ? edit : null;
}

/** As strong and as long as another, where nothing else was said of it. */
function alike(call: ToolCall, model: Kind, scales: readonly Like["scales"][number][]): ToolCall {
  if (call.tool !== "zoom" || model.type !== "zoom") return call;
  const strength = scales.includes("strength") ? { intensity: model.intensity } : {};
  const length = scales.includes("length") ? { durationMs: model.durationMs } : {};
  return { ...call, input: { ...strength, ...length, ...call.input } };
}

/** Whether it is as strong as the thing alone makes it: then the next is as its own thing makes it. */
function isUsual(model: Kind, context: ThreadContext): boolean {
  const target = model.anchor?.element;
  if (model.type !== "zoom" || target === undefined) return model.type !== "zoom";
  const unedited: ThreadContext = { ...context, currentVersion: 1, seenVersion: null };
  const [usual] = timedEditsOf(unedited, [{ tool: "zoom", input: { target } }]);
  return usual?.type === "zoom" && usual.intensity === model.intensity;
}
