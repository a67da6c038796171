import type { ThreadContext } from "./context.ts";
import { dataSlot } from "./prompts.ts";
import type { Seen } from "./resolve/groups.ts";
import { thingsOf } from "./resolve/things.ts";
import { type EditView, isView, openView, takeSpanToSeen, takeToSeen } from "./resolve/view.ts";

/** A model is told of so many elements; it may name others by the person's words. */
const MOST_TOLD = 60;
const LONGEST = { label: 80, group: 40, route: 60, words: 40 };

/**
 * For a language model: what is seen and was not used, one line each, what the pull request changed and what is large first.
 * Labels come from a web page: they are data.
 */
export function describeElements(context: ThreadContext): string[] {
  const view = openView(context);
  if (!isView(view)) return [];
  const told = thingsOf(context)
    .unused.toSorted((a, b) => Number(b.changed ?? false) - Number(a.changed ?? false) || areaOf(b) - areaOf(a))
    .slice(0, MOST_TOLD);
  if (told.length === 0) return [];
  return [
    `Also to be seen, in the times of this version:\n${dataSlot("seen", told.map((one) => line(view, one)).join("\n"))}`,
  ];
}

const areaOf = ({ box }: Seen): number => box.width * box.height;

function line(view: EditView, one: Seen): string {
  const { label, role, group, route, box, changed } = one;
  const span = takeSpanToSeen(view, one);
  const when = span ? `${Math.round(span.startMs)}–${Math.round(span.endMs)} ms` : "cut away";
  const of = group ? ` of "${onOneLine(group, LONGEST.group)}"` : "";
  const place = `${box.x},${box.y} ${box.width}x${box.height}`;
  const name = `${role} "${onOneLine(label, LONGEST.label)}"${of}`;
  return `${name} on ${onOneLine(route, LONGEST.route)}, ${when}, ${place}${changed ? ", CHANGED" : ""}${says(view, one)}`;
}

/** What it said from when on. */
function says(view: EditView, { words = [] }: Seen): string {
  const said = words.map(({ atMs, text }) => {
    const at = Math.round(takeToSeen(view, atMs));
    return `"${onOneLine(text, LONGEST.words)}" from ${at} ms`;
  });
  return said.length > 0 ? `, says ${said.join(", ")}` : "";
}

const onOneLine = (text: string, most: number): string => text.replaceAll(/\s+/g, " ").slice(0, most);
