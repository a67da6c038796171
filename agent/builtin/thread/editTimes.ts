import type { Operation } from "../../../convex/model/operations.ts";
import type { ThreadContext } from "../../context.ts";
import { type EditView, isTimed, isView, lengthOf, openView, type TimedEdit, timedEdits } from "../../resolve/view.ts";
import type { ToolCall } from "../../tools/inputs.ts";
import { fold } from "../../words.ts";
import type { Understanding } from "../understand.ts";
import { numberNamed } from "../words/numbers.ts";
import { anyNoun, placesOn, typeIn } from "./editNames.ts";
import { justChanged } from "./lastChange.ts";
import { withoutProtest } from "./protest.ts";

/** "make the zoom end earlier", "the caption should start a second later": when an edit that is there begins or ends. */

const noun = anyNoun(["zoom", "redact", "caption"]);
const ends =
  "end|ends|stop|stops|finish|finishes|go away|disappear|disappears|vanish|leave|be gone|enden|endet|aufhören|hört auf|verschwinden|verschwindet|weggehen|acabar?|acabe|terminar?|termine|desaparezca|desaparecer";
const begins =
  "start|starts|begin|begins|come|comes|come in|come up|appear|appears|show|shows|show up|kick in|anfangen|beginnen|kommen|starten|erscheinen|fängt an|beginnt|kommt|empezar|empiece|comience|comenzar|aparezca|aparecer|entre";
const earlier = "earlier|sooner|früher|eher|antes|m[aá]s (?:pronto|temprano)|less long";
const later = "later|longer|später|länger|m[aá]s tarde|despu[eé]s|m[aá]s tiempo";
const count =
  "\\d+(?:[.,]\\d+)?|an?|one|two|three|four|five|six|eight|ten|another|half a|a couple of|eine?|zwei|drei|vier|f(?:ü|ue)nf|una?|dos|tres|cuatro|cinco|medio";
const unit = "[ -]?(?:s|secs?|seconds?|sekunden?|segundos?)";
const seconds = `(?:by |another )?(?<seconds>${count})${unit}`;
const amount = `(?:(?<little>a (?:little )?bit|a (?:little|touch|tad)|slightly|etwas|ein bisschen|un poco) |${seconds} )?`;
const change = `(?:(?<ends>${ends})|(?<begins>${begins}))`;
const when = `${amount}(?:(?<earlier>${earlier})|(?<later>${later}))(?: (?:${seconds.replace("seconds>", "after>")}))?`;
const named = `(?:the |that |my |der |die |das |den |el |la )?(?:(?<first>[^,;.]{2,30}?) )?(?:${noun})(?: (?:on|of|auf|en) (?<on>[^,;.]{2,30}?))?`;
const duty = "(?:should|must|needs to|has to|could|can|to|soll(?:te)?|muss|kann|debe(?:r[ií]a)?|tiene que)";
const staying = "(?:for|last|lasts|stay|stays|be|remain|up|on|on screen|there|visible|bleiben|stehen|durar?|dure)";
const longerOrShorter =
  "(?:(?<shorter>shorter|briefer|less|kürzer|weniger|m[aá]s cort[oa]|menos)|(?<longer>longer|more|extra|länger|mehr|m[aá]s(?: larg[oa]| tiempo)?))";
const byHowMuch = `(?:${amount}${longerOrShorter}(?: ${seconds.replace("seconds>", "after>")})?|(?<seconds>${count}) (?<longer>more|extra|weitere)${unit})`;
const patterns = [
  // "show the caption two seconds longer", "hold the zoom for 2 more seconds", "caption a second shorter"
  `^(?:(?:make|keep|let|hold|have|show|leave|display|mach|lass|haz|deja) )?${named}(?: ${duty})?(?: ${staying})* ${byHowMuch}(?: ${staying})*$`,
  `^(?:(?<longer>extend|lengthen|prolong|verlängere|alarga)|(?<shorter>shorten|kürze|acorta)) ${named} (?:for |um |en )?${seconds}(?: more)?$`,
  `^(?<longer>add|give) (?:${seconds}(?: more)? to ${named}|${named} ${seconds}(?: more)?)$`,
  `^(?:make|have|let|lass|haz que|que) ${named} ${change} ${when}$`,
  `^${named} ${duty} ${change} ${when}$`,
  `^${named} ${duty} ${when} ${change}$`,
  `^${change} ${named} ${when}$`,
  `^${amount}(?:(?<shorter>shorter|kürzerer|m[aá]s corto)|(?<longer>longer|längerer|m[aá]s largo)) ${noun}$`,
].map((pattern) => new RegExp(pattern, "iu"));

/** "should be a second earlier": of the edit that was made last. */
const shifted = new RegExp(
  `^(?:(?:it|that|es|das|eso) )?(?:${duty} )(?:(?:be|come|start|appear|kommen|sein|salir|aparecer) )?${when}(?: kommen| sein)?$`,
  "iu",
);

const SHORTEST_MS = 500;

export function editTimeChanged(text: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  if (!isView(view) || text.length > 120 || /["“”]/.test(text)) return null;
  const said = withoutProtest(text).rest.replace(
    /^(?:(?:can|could|would) you |please |bitte |por favor |kannst du )+|[\s,]+(?:please|bitte|por favor)$/giu,
    "",
  );
  const shift = shifted.exec(said)?.groups;
  if (shift) return movedBy(shift, text, context, view);
  const groups = patterns.map((pattern) => pattern.exec(said)?.groups).find(Boolean);
  const type = typeIn(groups);
  if (!groups || !type) return null;
  const all = timedEdits(view).filter((one) => one.type === type);
  const words = groups.first ?? groups.on;
  const index = words ? placesOn(words, type, view.seen.operations, context).at(-1) : all.length;
  const edit = index === undefined ? undefined : all[index - 1];
  if (!edit || index === undefined) return null;
  const time = changed(edit, groups, lengthOf(view.seen.map));
  return { kind: "calls", calls: [{ tool: "remove_edit", input: { type, index } }, again(edit, time)] };
}

type Groups = Record<string, string | undefined>;

const USUAL_SHIFT_MS = 1000;

function movedBy(said: Groups, text: string, context: ThreadContext, view: EditView): Understanding | null {
  const made = justChanged(context, text) ? view.seen.operations.at(-1) : undefined;
  const edit = made && isTimed(made) ? timedEdits(view).findLast(({ type }) => type === made.type) : undefined;
  if (!edit) return null;
  const by = secondsIn(said.seconds ?? said.after) ?? USUAL_SHIFT_MS;
  const latest = Math.max(0, lengthOf(view.seen.map) - edit.durationMs);
  const startMs = Math.min(latest, Math.max(0, edit.startMs + (said.earlier ? -by : by)));
  const call = again(edit, { startMs: Math.round(startMs), durationMs: edit.durationMs });
  return { kind: "calls", calls: [{ tool: "remove_edit", input: { type: edit.type } }, call] };
}

function changed(
  { startMs, durationMs }: TimedEdit,
  said: Groups,
  lengthMs: number,
): { startMs: number; durationMs: number } {
  const by = secondsIn(said.seconds ?? said.after) ?? Math.min(durationMs / (said.little ? 5 : 3), 3000);
  const grows = said.longer !== undefined || (said.ends ? said.later !== undefined : said.earlier !== undefined);
  const isStart = said.begins !== undefined;
  if (isStart) {
    const to = said.earlier ? Math.max(0, startMs - by) : Math.min(startMs + by, lengthMs - SHORTEST_MS);
    // What comes later stays as long as it was where there is room.
    const endMs = Math.min(lengthMs, said.earlier ? startMs + durationMs : to + durationMs);
    return { startMs: Math.round(to), durationMs: Math.round(endMs - to) };
  }
  const longest = Math.max(SHORTEST_MS, lengthMs - startMs);
  const wanted = Math.max(SHORTEST_MS, durationMs + (grows ? by : -by));
  return { startMs, durationMs: Math.round(Math.min(longest, wanted)) };
}

function secondsIn(said: string | undefined): number | null {
  if (said === undefined) return null;
  if (/half|medio/i.test(said)) return 500;
  if (/couple/i.test(said)) return 2000;
  return (/^\d/.test(said) ? Number(said.replace(",", ".")) : (numberNamed(fold(said)) ?? 1)) * 1000;
}

/** The call that makes an edit once more, at another time. */
export function again(
  edit: Extract<Operation, { startMs: number; durationMs: number }>,
  time: { startMs: number; durationMs: number },
): ToolCall {
  const target = edit.anchor?.element;
  switch (edit.type) {
    case "caption":
      return { tool: "caption", input: { text: edit.text, position: edit.position, ...time } };
    case "zoom": {
      const where = target ? { target } : { centerX: edit.centerX, centerY: edit.centerY };
      return { tool: "zoom", input: { ...where, intensity: edit.intensity, ...time } };
    }
    case "redact": {
      const { x, y, width, height } = edit;
      return { tool: "redact", input: { ...(target ? { target } : { x, y, width, height }), ...time } };
    }
  }
}
