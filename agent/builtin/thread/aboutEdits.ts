import type { ContextVersion, ThreadContext } from "../../context.ts";
import { changeOf } from "../../resolve/changeOf.ts";
import { isView, openView } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import type { Understanding } from "../understand.ts";
import { anyNoun, typeIn } from "./editNames.ts";
import { withoutProtest } from "./protest.ts";

/**
 * What is said of edits that the video has: "back to the start", "undo everything since the zoom". Null
 * where something else is said.
 */
export function aboutEdits(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > LONGEST) return null;
  const said = withoutProtest(text).rest.replace(polite, "");
  const calls = backToStart(said, context) ?? since(said, context);
  return calls && { kind: "calls", calls };
}

const LONGEST = 160;
const polite =
  /^(?:(?:can|could|would|will) (?:you|we) (?:please )?|please |bitte |por favor |let'?s |kannst du (?:bitte )?|puedes )+|(?:[\s,]+(?:please|bitte|por favor|thanks|danke|gracias))+$/giu;

const go = "(?:go|get|take (?:me|it|us|this)|bring (?:me|it)|put it|return|jump|roll it|let'?s go|undo|start)";
const startWords = "(?:the )?(?:very )?(?:start|beginning|original(?: (?:video|version|recording))?|first version)";
const toStart = [
  new RegExp(`^(?:${go} )?(?:all the way|right|straight) back(?: to ${startWords})?(?: again)?$`, "iu"),
  new RegExp(`^(?:${go} )?back to ${startWords}(?: of (?:it all|everything))?(?: again)?$`, "iu"),
  new RegExp(`^start(?: all)?(?: over)? from ${startWords} again$`, "iu"),
  /^(?:geh |alles |mach alles )?(?:(?:ganz|komplett|wieder) )*zurück (?:zum|an den|auf) (?:ganz(?:en)? )?(?:anfang|original|start|ursprung)$/iu,
  /^(?:vuelve|volver|volvamos|regresa)(?: (?:todo|otra vez|atr[aá]s))? (?:al|hasta el) (?:mism[ií]simo )?(?:principio|inicio|comienzo|original)(?: del todo)?$/iu,
];

/** "go all the way back to the start": to the video as it was recorded. */
const backToStart = (said: string, { versions }: ThreadContext): ToolCall[] | null =>
  versions.length > 1 && toStart.some((pattern) => pattern.test(said))
    ? [{ tool: "revert", input: { to: "original" } }]
    : null;

const sincePattern = new RegExp(
  `^(?:undo|revert|remove|drop|take back|discard|mach|nimm|deshaz|quita|revierte) (?:everything|all(?: (?:the )?(?:edits|changes))?|alles|todo)(?: (?:that|what|was) (?:came|you did|i did|we did|happened))? (?:since|after|seit|nach|desde|despu[eé]s de) (?:the |that |my |dem |der |den |el |la |del )?(?:last )?(?:${anyNoun()})(?: (?:rückgängig|zurück|weg))?$`,
  "iu",
);

/** "undo everything since the speed change": the version in which that was made last. */
function since(said: string, { versions, currentVersion }: ThreadContext): ToolCall[] | null {
  const type = typeIn(sincePattern.exec(said)?.groups);
  if (!type) return null;
  const made = (one: ContextVersion): boolean =>
    changeOf(one, versions)?.added.some((edit) => edit.type === type) ?? false;
  const version = versions.findLast((one) => one.version < (currentVersion ?? 0) && made(one))?.version;
  return version === undefined ? null : [{ tool: "revert", input: { to: version } }];
}
