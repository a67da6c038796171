import type { NotShown } from "../../convex/model/recording.ts";
import type { ChangedFile, DiffAnalysis, LineRange } from "../diff/types.ts";
import type { Thing } from "./things.ts";
import type { PlannedHunk, PlanStep } from "./types.ts";

export type Hunks = {
  analysis: DiffAnalysis;
  things: readonly Thing[];
  /** From which step on each thing is seen. */
  shownBy: ReadonlyMap<Thing, PlanStep>;
  /** Files that show through what a page looks like, and the step that opens or shows it. */
  feltBy: ReadonlyMap<string, PlanStep>;
  steps: readonly PlanStep[];
  notShown: readonly NotShown[];
};

/** More pieces than this are no account but a list. */
const mostHunks = 120;
/** An element's change may stand this far below the line on which it begins. */
const elementLines = 30;

/** Says of each changed piece from which step on it is seen, or why it is not. */
export function coverageOf({ analysis, things, shownBy, feltBy, steps, notShown }: Hunks): PlannedHunk[] {
  const hunks = analysis.changedFiles.flatMap((file) => rangesOf(file).map((range) => ({ file, range })));
  return hunks.slice(0, mostHunks).map(({ file, range }): PlannedHunk => {
    const place = { file: file.path, fromLine: range.from, toLine: range.to };
    const own = things.filter((thing) => thing.file === file.path);
    const shown = stepFor(own, range) ?? steps.indexOf(feltBy.get(file.path) ?? never);
    return shown >= 0
      ? { ...place, status: "shown", step: shown }
      : { ...place, status: "not_shown", ...reasonFor(file) };
  });

  /** What begins in these lines; else what is made of what they declare, or what they are a part of. */
  function stepFor(own: readonly Thing[], { from, to }: LineRange): number | null {
    const inside = own.filter(({ line }) => line >= from && line <= to);
    const around = own
      .filter(({ line }) => line < from && from - line <= elementLines)
      .sort((a, b) => b.line - a.line)
      .slice(0, 1);
    const made = own.filter(
      ({ source }) =>
        source.kind === "element" && source.element.madeAt?.some((lines) => lines.from <= to && lines.to >= from),
    );
    const seen = (inside.length > 0 ? inside : [...made, ...around]).flatMap((thing) => {
      const step = shownBy.get(thing);
      const index = step ? steps.indexOf(step) : -1;
      return index >= 0 ? [index] : [];
    });
    return seen.length > 0 ? Math.min(...seen) : null;
  }

  function reasonFor({ path }: ChangedFile): Pick<NotShown, "reason" | "detail"> {
    const told = notShown.find(({ file }) => file === path);
    if (!told) return { reason: "no_visible_effect", detail: "nothing in these lines has a look of its own" };
    return { reason: told.reason, ...(told.detail === undefined ? {} : { detail: told.detail }) };
  }
}

const never: PlanStep = { route: "", action: "navigate", label: "", changed: false, reason: "" };

/** Of head's lines; of base's where the diff only takes away. A file without lines (a picture) is one piece. */
function rangesOf({ addedLines, removedLines }: ChangedFile): LineRange[] {
  if (addedLines.length > 0) return addedLines;
  return removedLines.length > 0 ? removedLines : [{ from: 0, to: 0 }];
}
