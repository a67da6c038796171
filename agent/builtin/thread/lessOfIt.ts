import type { Operation } from "../../../convex/model/operations.ts";
import type { Span } from "../../../convex/model/recording.ts";
import type { ThreadContext } from "../../context.ts";
import { isView, lengthOf, openView } from "../../resolve/view.ts";

/** "too close", "not so fast": less of what was just done. */
const tooMuch =
  /^(?:(?:it'?s|that'?s|is|(?:that|it|this) (?:was|is)|that cuts?|es (?:ist|war)|das (?:ist|war)|es|fue|est[aá]) )?(?:(?:a bit |a little |way |much |still |etwas |viel |un poco )*(?:too|zu|demasiado)|not (?:so|that|quite so|quite that)|nicht so|no tan(?:to)?)(?: (?:much|strong|close|near|big|large|viel|stark|nah|nahe|groß|gross|fuerte|cerca|grande|mucho|fast|quick|schnell|r[aá]pido))?$/iu;

const lengthSaid =
  /^(?<only>(?:(?:only|just|nur|blo(?:ß|ss)|s[oó]lo|make (?:it|that)|rather|lieber|mejor|cut|schneide?)[\s,]+)*)(?:(?:the |die |den |das |los |las |el )?(?<edge>first|last|ersten?|erste[sn]?|letzten?|letzte[sn]?|primer[oa]?s?|[uú]ltim[oa]s?)(?: |$))?(?<n>(?<=(?:first|last|erste[sn]?|letzte[sn]?|primer[oa]?|[uú]ltim[oa]) )(?=se)|\d+(?:[.,]\d+)?|an?|one|two|three|four|five|half a|eine?|zwei|drei|vier|una?|dos|tres|cuatro|medio)[ -]?(?:s|secs?|seconds?|sekunden?|segundos?)(?<enough>(?: (?:is|are|would be|would|will|w[aä]ren?|ser[ií]an?))?(?: (?:enough|do|does|fine|plenty|better|reichen?|reicht|genug|besser|bastan?|mejor|suficiente|instead|then|only|please))*)$/iu;
const counts: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  zwei: 2,
  drei: 3,
  vier: 4,
  dos: 2,
  tres: 3,
  cuatro: 4,
  "half a": 0.5,
  medio: 0.5,
};

/** "that was too much", "one second is enough", right after a cut: how long it is to be. */
export function otherLength(plain: string, rest: string, cut: Span): number | null {
  const { startMs, endMs } = cut;
  const own = rest.replace(
    /^(?:(?:that|it|this|das|eso)(?:'?s| is| was| cuts?| war| ist| es| fue)? )?(?:a bit |way |viel )?(?:too much|too long|zu viel|zu lang|demasiado)[\s,.;!]+(?=\S)/iu,
    "",
  );
  const said = lengthSaid.exec(own)?.groups;
  const isOtherEdge = said?.edge !== undefined && /^(?:l|[uú])/i.test(said.edge) === (startMs === 0);
  if (said && isOtherEdge) return null;
  const isBare =
    said !== undefined && own === plain && said.only === "" && said.enough === "" && /^\d/.test(said.n ?? "");
  // "4 seconds", of a cut of 6: a length of the video is said in more words.
  if (isBare && 1000 * Number(said.n?.replace(",", ".")) < endMs - startMs)
    return 1000 * Number(said.n?.replace(",", "."));
  if (said && (own !== plain || said.only !== "" || said.enough !== "")) {
    const n = said.n?.toLowerCase() ?? "";
    return 1000 * (counts[n] ?? (/^\d/.test(n) ? Number(n.replace(",", ".")) : 1));
  }
  return tooMuch.test(plain) || tooMuch.test(rest) ? Math.round((endMs - startMs) / 2) : null;
}

/** What a cut takes away, or what a trim does at one end of the video. */
export function lostBy(edit: Operation, then: ThreadContext): Span | null {
  const view = openView(then);
  if (edit.type === "cut") return edit;
  if (edit.type !== "trim" || !isView(view)) return null;
  const lengthMs = lengthOf(view.seen.map);
  if (edit.startMs > 0 === edit.endMs < lengthMs - 100) return null;
  return edit.startMs > 0 ? { startMs: 0, endMs: edit.startMs } : { startMs: edit.endMs, endMs: lengthMs };
}

/** The same cut, at the same end of the video, of another length. */
export function cutOf({ startMs, endMs }: Span, lengthMs: number, then: ThreadContext): Span {
  const view = openView(then);
  const isAtEnd = isView(view) && startMs > 0 && endMs >= lengthOf(view.seen.map) - 100;
  return isAtEnd ? { startMs: Math.max(0, endMs - lengthMs), endMs } : { startMs, endMs: startMs + lengthMs };
}
