import type { Span } from "../../../convex/model/recording.ts";
import type { ThreadContext } from "../../context.ts";
import { isView, lengthOf, openView } from "../../resolve/view.ts";

/** "too close", "not so fast": less of what was just done. */
export const tooMuch =
  /^(?:(?:it'?s|that'?s|is|(?:that|it|this) (?:was|is)|that cuts?|es (?:ist|war)|das (?:ist|war)|es|fue|est[aá]) )?(?:(?:a bit |a little |way |much |still |etwas |viel |un poco )*(?:too|zu|demasiado)|not (?:so|that|quite so|quite that)|nicht so|no tan(?:to)?)(?: (?:much|strong|close|near|big|large|viel|stark|nah|nahe|groß|gross|fuerte|cerca|grande|mucho|fast|quick|schnell|r[aá]pido))?$/iu;

const lengthSaid =
  /^(?<only>(?:(?:only|just|nur|blo(?:ß|ss)|s[oó]lo|make (?:it|that)|rather|lieber|mejor|cut|schneide?)[\s,]+)*)(?<n>\d+(?:[.,]\d+)?|an?|one|two|three|four|five|half a|eine?|zwei|drei|vier|una?|dos|tres|cuatro|medio)[ -]?(?:s|secs?|seconds?|sekunden?|segundos?)(?<enough>(?: (?:is|are|would be|w[aä]ren?|ser[ií]an?))?(?: (?:enough|fine|plenty|better|reichen?|reicht|genug|besser|bastan?|mejor|suficiente|instead|then|only|please))*)$/iu;
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
export function otherLength(plain: string, rest: string, { startMs, endMs }: Span): number | null {
  const own = rest.replace(
    /^(?:(?:that|it|this|das|eso)(?:'?s| is| was| cuts?| war| ist| es| fue)? )?(?:a bit |way |viel )?(?:too much|too long|zu viel|zu lang|demasiado)[\s,.;!]+(?=\S)/iu,
    "",
  );
  const said = lengthSaid.exec(own)?.groups;
  if (said && (own !== plain || said.only !== "" || said.enough !== "")) {
    const n = said.n?.toLowerCase() ?? "";
    return 1000 * (counts[n] ?? (/^\d/.test(n) ? Number(n.replace(",", ".")) : 1));
  }
  return tooMuch.test(plain) || tooMuch.test(rest) ? Math.round((endMs - startMs) / 2) : null;
}

/** The same cut, at the same end of the video, of another length. */
export function cutOf({ startMs, endMs }: Span, lengthMs: number, then: ThreadContext): Span {
  const view = openView(then);
  const isAtEnd = isView(view) && startMs > 0 && endMs >= lengthOf(view.seen.map) - 100;
  return isAtEnd ? { startMs: Math.max(0, endMs - lengthMs), endMs } : { startMs, endMs: startMs + lengthMs };
}
