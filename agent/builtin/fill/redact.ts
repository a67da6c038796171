import type { ContextShot } from "../../context.ts";
import { shortLabel } from "../../resolve/question.ts";
import { thingsOf } from "../../resolve/things.ts";
import { concepts } from "../lexicon/lexicon.ts";
import { thingNamed } from "../words/grounding.ts";
import type { Reading } from "../words/reading.ts";
import { regionIn } from "../words/region.ts";
import { askElement } from "./askElement.ts";
import { ask, calls, type Filled, tell } from "./filled.ts";
import { hideCursor } from "./history.ts";
import { asksForPersonal, personalThings } from "./personal.ts";
import { allMeant, targetName, timing } from "./when.ts";

const aroundRedact = concepts("redact make add whole not instead blurNoun");

export function fillRedact(reading: Reading): Filled {
  const area = reading.first("area");
  const point = reading.first("point");
  const time = reading.has("whole")
    ? { startMs: 0, durationMs: reading.lengthMs }
    : timing(reading, { namedCounts: false });
  if (area && point)
    return calls({
      tool: "redact",
      input: { x: point.x, y: point.y, width: area.width, height: area.height, ...time },
    });
  // "the cursor is still hidden": a complaint
  if (reading.has("cursor"))
    return reading.word("still", "noch", "sigue") ? tell("The cursor is not hidden.") : hideCursor(reading);
  const { grounded, words } = thingNamed(reading, aroundRedact, time.startMs);
  if (grounded.kind !== "found" && asksForPersonal(reading)) {
    const things = reading.view ? personalThings(reading.view) : [];
    if (things.length === 0)
      return ask(NOTHING_PERSONAL, { slot: "element", tool: "redact", input: time, say: "blur" });
    // "everything personal": each for as long as it is seen.
    const when = reading.has("whole") ? {} : time;
    return calls(
      ...things.map((shot) => ({ tool: "redact" as const, input: { target: targetName(reading, shot), ...when } })),
    );
  }
  if (reading.has("except") && grounded.kind === "found") return askCrop(grounded.shot);
  const all = allMeant(reading, words, thingsOf(reading.context).unused);
  if (all) return calls(...all.map((target) => ({ tool: "redact" as const, input: { target, ...time } })));
  const region = grounded.kind === "found" ? null : regionIn(reading);
  if (region) return calls({ tool: "redact", input: { ...region, ...time } });
  if (grounded.kind === "found")
    return calls({ tool: "redact", input: { target: targetName(reading, grounded.whole ?? grounded.shot), ...time } });
  const target = grounded.kind === "nothing" ? lastTarget(reading) : null;
  if (target) return calls({ tool: "redact", input: { target, ...time } });
  // "make the coupon unreadable": what somebody typed, rather than a button
  const [field, ...others] =
    grounded.kind === "ambiguous" ? grounded.shots.filter(({ role }) => role === "textbox") : [];
  if (field && others.length === 0)
    return calls({ tool: "redact", input: { target: targetName(reading, field), ...time } });
  return askElement(reading, grounded, { tool: "redact", input: time });
}

const NOTHING_PERSONAL =
  "I know of nothing personal in this version: no name, address, phone number or e-mail address is named on screen. What should I blur?";

/** "it": what was named before, else the element of the last edit. */
function lastTarget(reading: Reading): string | null {
  if (reading.thingBefore !== undefined) return reading.thingBefore;
  const operations = reading.view?.seen.operations ?? [];
  const last = operations.at(-1);
  return reading.word("it", "that", "es", "lo") && last?.anchor ? last.anchor.element : null;
}

/** "blur everything except the summary" */
const askCrop = ({ label }: ContextShot): Filled =>
  ask(`I cover single things, not all but one. Shall I **crop to ${shortLabel(label)}** instead?`, {
    ...{ tool: "crop", say: "crop to", offers: [{ name: label, value: label }] },
  });
