import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import type { ContextVersion, ThreadContext } from "../../context.ts";
import { changeOf } from "../../resolve/changeOf.ts";
import { isView, openView, timedEdits } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { allOf } from "../fill/history.ts";
import type { Understanding } from "../understand.ts";
import { anyNoun, type Named, nouns, placesOn, typeIn } from "./editNames.ts";
import { withoutProtest } from "./protest.ts";

/**
 * What is said of edits that the video has: "normal speed again", "remove the phone blur", "undo everything
 * since the zoom". Null where there is no such edit, or something else is said.
 */
export function aboutEdits(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > LONGEST) return null;
  const { operations } = view.seen;
  const said = withoutProtest(text).rest.replace(polite, "");
  const calls =
    backToStart(said, context) ??
    since(said, context) ??
    (operations.length === 0 ? null : (toNormal(said, operations, context) ?? asItWas(said, context)));
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

const keepRest =
  /[\s,;]+(?:but |and |aber |und |pero |y )?(?:(?:please )?(?:keep|leave|lass|behalte?|deja|mant[eé]n)\b|(?:it'?s|it is|that'?s|since|because|es ist|weil|es que|porque)\b).*$/iu;
const keepFirst =
  /^(?:keep|leave|lass|behalte?|deja|mant[eé]n) [^,;.]{1,40}?(?:[,;]\s*|\s+)(?:but|aber|pero|and|und|y) /iu;
const usual =
  "normal|regular|usual|original|default|standard|initial|old|previous|normale[nsr]?|ursprüngliche[nsr]?|alte[nsr]?|übliche[nsr]?|originales?|anterior|habitual|de siempre";
const returns =
  "put|set|bring|change|turn|switch|reset|get|make|mach|stell|setz|pon|deja|vuelve a poner|restaura|restore";
const normals = (type: Named): readonly RegExp[] => {
  const noun = nouns[type];
  return [
    // "normal speed again", "back to the normal format", "wieder normale Geschwindigkeit", "vuelve al formato normal"
    new RegExp(
      `^(?:[\\p{L}' ]{0,30}\\b)?(?:back|again|wieder|zurück|vuelve|volver|regresa|return|restore|just|use|original)?(?: (?:to|zu[mr]?|auf|al?|a la|in))?(?: the| das| die| der| den| el| la)? ?(?:(?:${usual}) (?:${noun})|(?:${noun}) (?:${usual}))(?: (?:again|back|wieder|zurück|otra vez|de nuevo|please))*$`,
      "iu",
    ),
    // "put the speed back", "leave the shape as it was"
    new RegExp(
      `^(?:${returns}|keep|leave|lass|have) (?:back )?(?:the |that |das |die |den |el |la )?(?:${noun}) (?:(?:back|zurück|wieder)(?: (?:to|auf|zu|the way|as|how|wie)\\b.*)?|(?:to |auf |a )?(?:${usual})(?: again)?|(?:as|how|the way|wie|como) (?:it was|before|es war|vorher|estaba|antes).*)$`,
      "iu",
    ),
    new RegExp(`^(?:${noun}) (?:back|again|zurück)(?: (?:to|auf) (?:${usual}|how it was|what it was))?$`, "iu"),
  ];
};
const back: readonly (readonly [Named, readonly RegExp[]])[] = [
  [
    "speed",
    [
      ...normals("speed"),
      /^(?:(?:slow|speed|take|bring|turn) (?:it|that|this|everything|the video|things) (?:(?:back )?(?:down|up)(?: again)? )?(?:back )?(?:to|at) (?:its |the )?(?:normal|regular|original|usual|real)(?: speed| pace)?(?: again)?|(?:slow|speed) (?:it|that|this|everything) back (?:down|up)(?: again)?|play (?:it|everything) at (?:its )?(?:normal|original) speed(?: again)?)$/iu,
    ],
  ],
  [
    "crop",
    [
      ...normals("crop"),
      /^(?:[\p{L}' ]{0,24}\b)?(?:back to|again in|wieder (?:im|ins)?|zurück (?:zum|ins)|vuelve a(?:l)?) ?(?:the )?(?:wide ?screen|landscape|16:9|wide|querformat|breitbild|horizontal|apaisado|panor[aá]mico)(?: (?:format|shape))?(?: again)?$/iu,
      /^(?:make|turn|have) it (?:wide ?screen|landscape|16:9|wide|horizontal) again$/iu,
    ],
  ],
  ["cursor_emphasis", normals("cursor_emphasis")],
];

/** "put the speed back", "vuelve al formato normal": what was made of it is taken away. */
function toNormal(said: string, operations: readonly Operation[], context: ThreadContext): ToolCall[] | null {
  const own = said
    .replace(keepFirst, "")
    .replace(keepRest, "")
    .replace(/[\s.!]+$/, "");
  if (/["“”]/.test(own)) return null;
  const type = back.find(([, patterns]) =>
    [said, own].some((one) => patterns.some((pattern) => pattern.test(one))),
  )?.[0];
  if (!type) return null;
  const made = operations.filter((one) => one.type === type);
  // "normal" is without any; what is put back is the last of them.
  const ofLast = putBack.test(own) && !new RegExp(usual, "i").test(own) ? madeLast(type, context) : made.length;
  return made.length > 0 ? allOf(type, made.length).slice(0, ofLast) : null;
}

const putBack = new RegExp(`^(?:${returns})\\b`, "iu");

/** How many edits of a kind the version has made that made one last. */
function madeLast(type: OperationType, { versions, currentVersion }: ThreadContext): number {
  const counts = versions
    .filter(({ version }) => version <= (currentVersion ?? 0))
    .map((one) => changeOf(one, versions)?.added.filter((edit) => edit.type === type).length ?? 0);
  return counts.findLast((count) => count > 0) ?? 1;
}

const wasPattern =
  /^(?:put|set|change|turn|bring|make|have|reset) (?:the |that )?(?<what>[^,;.]{2,40}?)['s]* (?<zoom>zoom) back(?: (?:to|as|how|the way)\b.*)?$/iu;

/** "put the coupon zoom back to how it was": as close and as long as before it was changed. */
function asItWas(said: string, context: ThreadContext): ToolCall[] | null {
  const what = wasPattern.exec(said.replace(keepRest, ""))?.groups?.what;
  const view = openView(context);
  if (!what || !isView(view)) return null;
  const zooms = timedEdits(view).flatMap((one) => (one.type === "zoom" ? [one] : []));
  const earlier = context.versions.filter(({ version }) => version < view.seen.version).toReversed();
  const states = earlier.flatMap(({ operations }) => operations.flatMap((one) => (one.type === "zoom" ? [one] : [])));
  for (const index of placesOn(what, "zoom", view.seen.operations, context)) {
    const now = zooms[index - 1];
    const was = states.find((one) => one.anchor?.shotId === now?.anchor?.shotId && one.intensity !== now?.intensity);
    if (!now?.anchor || !was) continue;
    const { startMs, durationMs, anchor } = now;
    const input = { target: anchor.element, intensity: was.intensity, startMs, durationMs };
    return [
      { tool: "remove_edit", input: { type: "zoom", index } },
      { tool: "zoom", input },
    ];
  }
  return null;
}
