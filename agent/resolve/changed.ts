import type { Operation } from "../../convex/model/operations.ts";
import { seconds } from "../words.ts";
import { captionQuote } from "./look.ts";
import { shortLabel } from "./question.ts";
import type { Told } from "./result.ts";

type Of<Type extends Operation["type"]> = Extract<Operation, { type: Type }>;

/** How an edit is told that took the place of another of its kind: what is different now, and nothing else. */
export function toldAsChange(was: Operation, now: Operation, told: Told): Told {
  if (was.type === "caption" && now.type === "caption") return captionChange(was, now, told);
  if (was.type === "zoom" && now.type === "zoom") return zoomChange(was, now, told);
  return told;
}

/** How an edit is told that is there already. */
export function toldAsStanding(was: Operation, told: Told): Told {
  const name = `**${shortLabel(was.anchor?.element ?? "")}**`;
  const { note: _, ...rest } = told;
  if (was.type !== "zoom") return { phrase: `${name} is blurred already` };
  return { ...rest, phrase: `${name} is zoomed on already, ${was.intensity}× for ${seconds(was.durationMs)}` };
}

function captionChange(was: Of<"caption">, now: Of<"caption">, told: Told): Told {
  const parts = [
    was.position === now.position ? "" : `at the ${now.position}`,
    isSame(was.durationMs, now.durationMs) ? "" : `for ${seconds(now.durationMs)}`,
  ].filter(Boolean);
  const name = was.text === now.text ? `caption ${captionQuote(now.text)}` : `caption now ${captionQuote(now.text)}`;
  return changed(name, parts, was, now, told);
}

function zoomChange(was: Of<"zoom">, now: Of<"zoom">, told: Told): Told {
  if (!now.anchor || was.anchor?.shotId !== now.anchor.shotId) return told;
  const parts = [
    was.intensity === now.intensity ? "" : `${now.intensity}×`,
    isSame(was.durationMs, now.durationMs) ? "" : `for ${seconds(now.durationMs)}`,
  ].filter(Boolean);
  return changed(`zoom on **${shortLabel(now.anchor.element)}**`, parts, was, now, told);
}

type Timed = { startMs: number };

function changed(name: string, parts: readonly string[], was: Timed, now: Timed, told: Told): Told {
  const { when: _, ...rest } = told;
  const said = parts.join(", ");
  // By less than a second beside another change it was only made to fit.
  const isMoved = said === "" ? !isSame(was.startMs, now.startMs) : Math.abs(was.startMs - now.startMs) >= 1000;
  if (isMoved) return { ...rest, phrase: `${name}${said ? ` (${said})` : ""} moved`, when: "to" };
  const isTold = name.startsWith("caption now ");
  return { ...rest, phrase: `${name}${said === "" ? "" : isTold ? ` (${said})` : ` now ${said},`}`, when: "at" };
}

const isSame = (a: number, b: number): boolean => Math.abs(a - b) < 50;
