import type { Operation, OperationType } from "../../../convex/model/operations.ts";
import { revertTarget } from "../../resolve/history.ts";
import { ordinalNamed } from "../../resolve/vocabulary.ts";
import { numberedVersion } from "../grammar/slots.ts";
import type { Concept } from "../lexicon/lexicon.ts";
import { backWith, keptEdits, leavesOnly } from "../thread/orders/keepEdits.ts";
import type { Reading } from "../words/reading.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { typeOf } from "./history.ts";
import { versionNamed } from "./versionNamed.ts";

/** Going back to an earlier version, as a whole or with edits that stay, and forth again. */

/** `kept`: what was said beside it of edits that stay: "back to the original, but keep the caption". */
export function fillRevert(reading: Reading, kept: readonly Reading[]): Filled {
  const back = backSaid(reading);
  const [call] = back.kind === "calls" ? back.calls : [];
  if (call?.tool !== "revert") return back;
  const target = revertTarget(reading.context, call.input.to);
  const stays = keptEdits(reading, kept);
  return target.kind === "version" && stays.length > 0 ? backWith(reading, target.version.operations, stays) : back;
}

function backSaid(reading: Reading): Filled {
  if (leavesOnly(reading)) return calls({ tool: "revert", input: { to: "original" } });
  const named = versionNamed(reading);
  if (named) return named;
  const number = versionNumber(reading);
  const { versions, currentVersion } = reading.context;
  if (number !== null) {
    if (number === 1) return calls({ tool: "revert", input: { to: "original" } });
    return calls({ tool: "revert", input: { to: number } });
  }
  const plain = /\b(?:to|zu|auf|a la|a)\s+(?:number\s+|no\.?\s+)?(\d{1,3})\s*[.!]*\s*$/i.exec(reading.source)?.[1];
  if (plain !== undefined && versions.some((one) => one.version === Number(plain)))
    return calls({ tool: "revert", input: { to: Number(plain) === 1 ? "original" : Number(plain) } });
  const described = versionDescribed(reading);
  if (described) return described;
  if (reading.has("original")) return calls({ tool: "revert", input: { to: "original" } });
  const steps = reading.all("number").at(0)?.value;
  const isSteps =
    steps !== undefined &&
    steps > 1 &&
    reading.word("steps", "versions", "times", "edits", "changes", "schritte", "pasos", "back");
  if (isSteps && currentVersion != null) {
    const to = currentVersion - steps;
    if (versions.some((one) => one.version === to)) return calls({ tool: "revert", input: { to } });
    return ask(
      `There ${versions.length === 1 ? "is only 1 version" : `are only ${versions.length} versions`}. Shall I go back to the **original**?`,
    );
  }
  return calls({ tool: "revert", input: { to: "previous" } });
}

const editNouns = [
  "caption",
  "style",
  "minimal",
  "dramatic",
  "zoom",
  "blurNoun",
  "redact",
  "cropNoun",
  "speedNoun",
  "cursor",
] as const satisfies readonly Concept[];

/** "the one with the dramatic style", "the version without the caption": the newest such that is not the one seen. */
function versionDescribed(reading: Reading): Filled | null {
  const namesEdit = reading.has(...editNouns) || reading.word("caption", "captions");
  if (!namesEdit) return null;
  const type = typeOf(reading);
  const preset = (["minimal", "dramatic"] as const).find((one) => reading.has(one));
  const isMeant = (one: Operation): boolean =>
    one.type === type && (one.type !== "style_preset" || preset === undefined || one.preset === preset);
  const lacks = reading.has("not", "noneOf") || reading.word("before", "vor", "antes");
  const { versions, currentVersion } = reading.context;
  const earlier = versions.filter((one) => currentVersion == null || one.version < currentVersion);
  const fitting = earlier.filter(({ operations }) => operations.some(isMeant) !== lacks);
  const made = fitting.findLast(({ operations }) => operations.slice(-1).some(isMeant));
  const isKnown = versions.some(({ operations }) => operations.some(isMeant));
  const found = lacks && !isKnown ? undefined : ((lacks ? undefined : made) ?? fitting.at(-1));
  const name = (preset ? `the ${preset} style` : `a ${nameOfType[type] ?? "change like that"}`).trim();
  if (!found && !isKnown) return ask(`No version has ${name}. Which version do you mean?`);
  if (!found) return ask(`No earlier version is ${lacks ? "without" : "with"} ${name}. Which version do you mean?`);
  return calls({ tool: "revert", input: { to: found.version === 1 ? "original" : found.version } });
}

const nameOfType: Partial<Record<OperationType, string>> = {
  caption: "caption",
  zoom: "zoom",
  redact: "blur",
  crop: "crop",
  speed: "speed change",
  style_preset: "style",
  cursor_emphasis: "bigger cursor",
};

export function versionNumber(reading: Reading): number | null {
  const named = reading.first("version");
  if (named) return named.value;
  if (!reading.has("version")) return null;
  const number = numberedVersion(reading);
  if (number !== null) return number;
  const ordinals = reading.all("word").flatMap(({ word, isName }) => (isName ? [] : (ordinalNamed(word) ?? [])));
  return ordinals.find((ordinal) => ordinal > 0) ?? null;
}

/** What was undone last: the version before this one that is not among its beginnings. */
export function fillRedo(reading: Reading): Filled {
  const { versions, currentVersion } = reading.context;
  const before = versions.filter((one) => currentVersion == null || one.version < currentVersion).at(-1);
  if (!before) return ask("There is nothing to bring back. What should I change?");
  return calls({ tool: "revert", input: { to: before.version } });
}
