import type { Operation } from "../../../convex/model/operations.ts";
import { timeMapOf } from "../../../convex/model/timeMap.ts";
import type { ContextVersion } from "../../context.ts";
import { lengthOf } from "../../resolve/view.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";

/** A version by how long it is or what shape it has: "the under 11 one", "the 12 second version", "the square one". */

const noun = "(?:one|version|cut|take|edit|clip|video|fassung|versi[oó]n|v[ií]deo)";
const unit = "(?:s|secs?|seconds?|sekunden|segundos)";
const below = "(?:under|below|less than|shorter than|max(?:imum)?|at most|unter|menos de|bajo)";
const byLength = [
  new RegExp(`(?<below>${below}) (?<seconds>\\d+(?:[.,]\\d+)?)(?:[ -]?${unit})?(?: long)? ${noun}\\b`, "iu"),
  new RegExp(`(?<seconds>\\d+(?:[.,]\\d+)?)[ -]?${unit}(?:[ -]long)? ${noun}\\b`, "iu"),
  new RegExp(
    `\\b${noun} (?:that|which|with|of|at|die|que)?(?: (?:was|is|had|took|lasted|were))* ?(?<below>${below})? ?(?<seconds>\\d+(?:[.,]\\d+)?)[ -]?${unit}\\b`,
    "iu",
  ),
];
const byRate = new RegExp(
  `(?<rate>\\d+(?:[.,]\\d+)?)\\s?[x×] ${noun}\\b|\\b${noun} (?:at|with|in) (?<at>\\d+(?:[.,]\\d+)?)\\s?[x×]`,
  "iu",
);
const byShape = new RegExp(
  `(?<!\\bto )\\b(?:(?<square>square|1:1|quadratische[nr]?|cuadrad[oa])|vertical|portrait|9:16|hochkant)(?: ${noun})\\b`,
  "iu",
);
const early = /\b(?:before|first|earliest|vor|erste[rsn]?|antes|primer[oa]?)\b/i;

/** Null when a version is named by neither. Of several the newest that is not seen is meant; "before all that", the oldest. */
export function versionNamed(reading: Reading): Filled | null {
  const { source, context } = reading;
  const takeMs = context.run?.durationMs ?? 0;
  const others = context.versions.filter(
    ({ version, status }) => version !== context.currentVersion && status !== "failed",
  );
  const lengthMs = ({ operations }: ContextVersion): number => lengthOf(timeMapOf(operations, takeMs));
  const said = byLength.map((pattern) => pattern.exec(source)?.groups).find((groups) => groups !== undefined);
  const seconds = said?.seconds?.replace(",", ".") ?? "";
  if (said?.below) {
    const longest = Math.max(...others.map(lengthMs).filter((ms) => ms <= 1000 * Number(seconds)));
    return chosen(others.filter((one) => lengthMs(one) === longest).slice(0, 1), `under ${seconds} s`);
  }
  if (said) {
    const isSo = (one: ContextVersion): boolean =>
      Math.abs(lengthMs(one) - 1000 * Number(seconds)) <= (seconds.includes(".") ? 100 : 600);
    return chosen(picked(others.filter(isSo), source), `${seconds} s long`);
  }
  const rated = byRate.exec(source)?.groups;
  const rate = Number((rated?.rate ?? rated?.at ?? "").replace(",", ".") || Number.NaN);
  const isAtRate = (one: Operation): boolean =>
    (one.type === "speed" && one.rate === rate) || (one.type === "zoom" && one.intensity === rate);
  if (rated)
    return chosen(
      picked(
        others.filter(({ operations }) => operations.some(isAtRate)),
        source,
      ),
      `at ${rate}×`,
    );
  const shape = byShape.exec(source)?.groups;
  if (!shape) return null;
  const isShaped = ({ operations }: ContextVersion): boolean => {
    const crop = operations.findLast((one) => one.type === "crop");
    const ratio = crop?.type === "crop" ? crop.width / crop.height : 16 / 9;
    return shape.square ? Math.abs(ratio - 1) < 0.02 : ratio < 0.9;
  };
  return chosen(picked(others.filter(isShaped), source), shape.square ? "square" : "vertical");
}

const picked = (fitting: readonly ContextVersion[], source: string): readonly ContextVersion[] =>
  early.test(source) ? fitting.slice(0, 1) : fitting.slice(-1);

const chosen = ([one]: readonly ContextVersion[], how: string): Filled =>
  one
    ? calls({ tool: "revert", input: { to: one.version === 1 ? "original" : one.version } })
    : ask(`No other version is ${how}. Which version do you mean?`);
