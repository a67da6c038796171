import type { ThreadContext } from "../../../context.ts";
import type { Understanding } from "../../understand.ts";
import { splitClauses } from "../../wishes/clauses.ts";
import { read } from "../../words/read.ts";
import { earlierMessages } from "../answers/openQuestion.ts";
import { anotherLike } from "../more/anotherLike.ts";
import { hear } from "./hearOrder.ts";
import { editsNamed } from "./namedEdits.ts";
import { callsOf } from "./orderCalls.ts";

const also =
  /^(?:(?:and|und|y|then|ok(?:ay)?|now)[,\s]+)*(?:(?:the )?same (?:for|with|to) |also )?(?<which>[^,;.!?]{2,50}?)(?:,? (?:too|as well|also|likewise|same thing|auch|ebenso|tambi[eé]n))?(?: please)?[\s.!]*$/iu;
const saysAlso = /\b(?:too|as well|also|likewise|same|auch|ebenso|tambi[eé]n)\b/iu;

/** "the first one too", after a caption was moved or a zoom made stronger: what was ordered last, for other edits that are there. */
export const alsoEdits = (text: string, context: ThreadContext): Understanding | null =>
  alsoThere(text, context) ?? anotherLike(text, context);

function alsoThere(text: string, context: ThreadContext): Understanding | null {
  const which = also.exec(text.trim())?.groups?.which;
  const named = which && saysAlso.test(text) ? editsNamed(which, context) : null;
  if (!named?.isChosen || named.asks) return null;
  const asked = earlierMessages(context, text).findLast(({ role }) => role === "user")?.content ?? "";
  const heard = splitClauses(read(asked, context))
    .map((clause) => hear(clause, asked))
    .findLast((one) => one?.deed === "remove" || one?.deed === "change");
  if (!heard || (heard.deed === "change" && heard.changes.some(({ until }) => until !== undefined))) return null;
  const calls = callsOf([{ deed: heard.deed, edits: named.edits, changes: heard.changes }], context);
  return calls && { kind: "calls", calls };
}
