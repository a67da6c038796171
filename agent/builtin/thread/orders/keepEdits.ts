import type { Operation, OperationType } from "../../../../convex/model/operations.ts";
import { outputToTake, timeMapOf } from "../../../../convex/model/timeMap.ts";
import { editName } from "../../../resolve/history.ts";
import { captionQuote } from "../../../resolve/look.ts";
import { shortLabel } from "../../../resolve/question.ts";
import { isTimed, placeInMap, timedEdits } from "../../../resolve/view.ts";
import type { ToolCall } from "../../../tools/inputs.ts";
import { listed } from "../../../words.ts";
import { calls, type Filled, tell } from "../../fill/filled.ts";
import { placeNamed } from "../../fill/history.ts";
import type { Concept } from "../../lexicon/lexicon.ts";
import type { Reading } from "../../words/reading.ts";
import { again } from "./changed.ts";
import { editsNamed } from "./namedEdits.ts";

/** Going back without losing what is said to stay: "put it back as it was originally, but keep the caption". */

const names: readonly (readonly [OperationType, readonly Concept[]])[] = [
  ["caption", ["caption"]],
  ["zoom", ["zoom"]],
  ["redact", ["blurNoun", "redact"]],
  ["crop", ["cropNoun", "crop", "square", "vertical"]],
  ["style_preset", ["style", "minimal", "dramatic"]],
  ["speed", ["speedNoun"]],
  ["cursor_emphasis", ["cursor"]],
];
const exception =
  /\b(?:everything|all|every edit|anything|rest|alles|todo)\b.*\b(?:except|but|apart|besides|other than|ausser|bis auf|excepto|menos|salvo)\b/;
const onlyOne =
  /\b(?:only|just|nur|solo)\b.*\b(?:keep|leave|stays?|behalten|bleibt|lass)\b|\b(?:keep|leave|behalte|lass|deja)\b.*\b(?:only|just|nur|solo)\b/;

/** "everything off except the zoom", "keep only the caption": edits are named, and all others go. */
export function leavesOnly(reading: Reading): boolean {
  const words = reading.clause.tokens.map(({ word }) => word).join(" ");
  return (exception.test(words) || onlyOne.test(words)) && typesIn(reading).length > 0;
}

const typesIn = (reading: Reading): OperationType[] =>
  names.flatMap(([type, concepts]) => (reading.has(...concepts) ? [type] : []));

/** The places in the list of edits of those that are said to stay. */
export function keptEdits(reading: Reading, kept: readonly Reading[]): number[] {
  const made = reading.view?.draft.operations ?? [];
  const said = leavesOnly(reading) ? [reading, ...kept] : kept;
  const places = said.flatMap((one) => {
    const named = editsNamed(one.source.replace(untilName, ""), one.context);
    if (named?.isChosen && !named.asks) return named.edits.map(({ edit, index }) => placeIn(made, edit.type, index));
    return typesIn(one).flatMap((type) => {
      const alike = made.flatMap((edit, at) => (edit.type === type ? [at] : []));
      const named = placeNamed(
        one,
        alike.flatMap((at) => made[at] ?? []),
      );
      return named === undefined ? alike : alike.slice(named - 1, named);
    });
  });
  return [...new Set(places)];
}

/** "drop everything except": what stands before the name of what stays. */
const untilName =
  /^.*(?<!\p{L})(?:except(?: for)?|but|apart from|besides|other than|only|just|keep|leave|außer|ausser|bis auf|nur|behalte|lass|excepto|menos|salvo|s[oó]lo|deja)(?!\p{L})/iu;

/** The place in the list of the edit that is the nth of its kind. */
const placeIn = (made: readonly Operation[], type: OperationType, index: number): number =>
  made.flatMap((edit, at) => (edit.type === type ? [at] : []))[index - 1] ?? -1;

/** The version that is gone back to, with the edits that stay: by taking the others away, where that comes to the same. */
export function backWith(reading: Reading, target: readonly Operation[], stays: readonly number[]): Filled {
  const { view } = reading;
  if (!view) return calls();
  const made = view.draft.operations;
  const left = [...target];
  const goes = made.flatMap((edit, at) => {
    const same = left.findIndex((one) => isSame(one, edit));
    if (same >= 0) left.splice(same, 1);
    return same >= 0 || stays.includes(at) ? [] : [at];
  });
  const kept = stays.flatMap((at) => made[at] ?? []);
  const beside = `${listed(kept.map(nameOf), "and")} ${kept.length === 1 ? "stays" : "stay"}.`;
  const told = `${beside.charAt(0).toUpperCase()}${beside.slice(1)}`;
  if (left.length === 0 && goes.length === 0) return tell(`Nothing else was changed. ${told}`);
  if (left.length === 0) return { ...calls(...goes.toReversed().map((at) => removal(made, at))), beside: told };
  const version = reading.context.versions.findLast(({ operations }) => operations === target)?.version ?? 1;
  const moved = timeMapOf(target, view.take.durationMs);
  const placed = timedEdits({ ...view, seen: { ...view.seen, ...view.draft } });
  const remade = stays.flatMap((at): ToolCall[] => {
    const edit = made[at];
    if (!edit || target.some((one) => isSame(one, edit))) return [];
    if (edit.type === "style_preset") return [{ tool: "style_preset", input: { preset: edit.preset } }];
    if (!isTimed(edit)) return [];
    const now = placed[made.slice(0, at).filter(isTimed).length] ?? edit;
    const inTarget = (ms: number): number => Math.round(placeInMap(moved, outputToTake(view.draft.map, ms)));
    const startMs = inTarget(now.startMs);
    return [again(edit, { startMs, durationMs: inTarget(now.startMs + now.durationMs) - startMs })];
  });
  const back: ToolCall = { tool: "revert", input: { to: version === 1 ? "original" : version } };
  return { ...calls(back, ...remade), beside: told };
}

const removal = (made: readonly Operation[], at: number): ToolCall => {
  const type = made[at]?.type ?? "zoom";
  return {
    tool: "remove_edit",
    input: { type, index: made.slice(0, at + 1).filter((one) => one.type === type).length },
  };
};

/** The same edit; its times move when others are taken away. */
function isSame(a: Operation, b: Operation): boolean {
  const still = ({ startMs: _start, endMs: _end, durationMs: _long, atMs: _at, ...rest }: Record<string, unknown>) =>
    rest;
  return (
    JSON.stringify(a) === JSON.stringify(b) || (isTimed(a) && JSON.stringify(still(a)) === JSON.stringify(still(b)))
  );
}

function nameOf(edit: Operation): string {
  if (edit.type === "caption") return `the caption ${captionQuote(edit.text)}`;
  if (edit.type === "style_preset") return `the ${edit.preset} style`;
  return `the ${editName(edit.type)}${edit.anchor && edit.type !== "crop" ? ` on **${shortLabel(edit.anchor.element)}**` : ""}`;
}
