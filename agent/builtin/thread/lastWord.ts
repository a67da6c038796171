import type { ThreadContext } from "../../context.ts";
import { DECLINED } from "../chat.ts";
import { type Understanding, understand } from "../understand.ts";
import { splitClauses } from "../wishes/clauses.ts";
import { read } from "../words/read.ts";
import { kindAlone } from "./orders/namedEdits.ts";
import { piecesOf, says, written } from "./orders/orderWords.ts";
import { withoutProtest } from "./remarks/protest.ts";

/** "make it square. hm, no, leave the shape", "… oh wait, never mind": what a message takes back at its end. */
export function takenBackAtItsEnd(text: string, context: ThreadContext): Understanding | null {
  if (text.length > LONGEST) return null;
  for (const clause of splitClauses(read(text, context)).slice(1)) {
    const at = clause[0]?.start ?? 0;
    const { against, rest } = withoutProtest(text.slice(at));
    const kind = against === "nothing" ? null : declinedIn(rest, context);
    const meant = kind ? understand(text.slice(0, at), context) : null;
    if (meant?.kind !== "calls") continue;
    const left = meant.calls.filter(({ tool }) => kind !== "all" && tool !== kind);
    if (left.length === 0) return { kind: "say", why: "chat", text: DECLINED };
    if (left.length < meant.calls.length) return { kind: "calls", calls: left };
  }
  return null;
}
const LONGEST = 200;

/** "leave the shape", "don't zoom": of what kind nothing is to be made; "all" of "never mind". */
function declinedIn(said: string, context: ThreadContext): string | null {
  const pieces = piecesOf(read(said, context), said);
  const left = pieces.filter((one) => !says(one, "decline", "polite", "it"));
  if (left.length === pieces.length || pieces.some(({ token }) => token.kind === "quoted")) return null;
  return left.length === 0 ? "all" : (kindAlone(written(left)) ?? null);
}
