import type { ThreadContext } from "../../context.ts";
import { isView, openView } from "../../resolve/view.ts";
import { wordsOf } from "../../words.ts";
import { set } from "../times/words.ts";
import type { Understanding } from "../understand.ts";
import { replaced } from "./amend.ts";
import { again } from "./editTimes.ts";
import { editsPlaced } from "./namedEdits.ts";

const top = set("top higher up above upper oben hoher arriba");
const bottom = set("bottom lower down below unten tiefer abajo");
const sides = set("left right corner links rechts ecke izquierda derecha esquina");
const beside = set(
  "a an the at to on in and it that this ok okay please then rather better maybe instead no hm hmm put make place move have now bit little much way further nach lieber bitte es und ein etwas im der die por favor mejor el la en y lo mas un poco go",
);

const ONLY_MIDDLE = "A caption stands in the middle, at the top or at the bottom.";

/** "bottom then", "a bit higher", right after a caption: where that stands. */
export function captionPlaced(said: string, context: ThreadContext): Understanding | null {
  const view = openView(context);
  const last =
    isView(view) && view.seen.operations.at(-1)?.type === "caption" ? editsPlaced(context).at(-1) : undefined;
  const words = wordsOf(said);
  const isKnown = words.every((word) => [top, bottom, sides, beside].some((known) => known.has(word)));
  if (last?.edit.type !== "caption" || !isKnown) return null;
  const isTop = words.some((word) => top.has(word));
  const isSide = words.some((word) => sides.has(word));
  if (isTop === words.some((word) => bottom.has(word))) return isSide && !isTop ? told(ONLY_MIDDLE) : null;
  const position = isTop ? "top" : "bottom";
  const { startMs, durationMs } = last.edit;
  if (last.edit.position === position)
    return told(`It is at the ${position} already.${isSide ? ` ${ONLY_MIDDLE}` : ""}`);
  const moved = again({ ...last.edit, position }, { startMs, durationMs });
  const meant = moved.tool === "caption" ? replaced(moved) : null;
  return meant?.kind === "calls" && isSide ? { ...meant, beside: [ONLY_MIDDLE] } : meant;
}

const told = (text: string): Understanding => ({ kind: "say", why: "asks", text });
