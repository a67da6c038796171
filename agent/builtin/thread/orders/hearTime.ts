import { afterWords, set } from "../../times/words.ts";
import { type Change, degreeOf, starts } from "./hearChange.ts";
import type { Read, Said } from "./hearOrder.ts";
import { isDefinite, says, written } from "./orderWords.ts";

/** When an edit is to be seen: each reader of a clause that says so, null where it says something else. */

/** "start the zoom at the apply click", "can the zoom start when the total shows": where it begins, and ends as before. */
export function beginning({ clause, pieces, first }: Said): Read | null {
  const at = pieces.findIndex((one) => says(one, "begin"));
  const isAbleTo = ableTo.has(clause.find(({ kind }) => kind !== "mark")?.word ?? "");
  if (at < 0 || at === pieces.length - 1 || pieces.some((one) => says(one, "earlier", "later", "early", "late")))
    return null;
  if (at > 0 && !isAbleTo && !pieces.slice(0, at).some((one) => says(one, "duty", "have"))) return null;
  const rest = pieces.filter(
    (one, place) => place !== at && !says(one, "duty", "polite") && !(one === first && says(one, "have")),
  );
  return { deed: "move", which: written(rest), ...(starts.test(pieces[at]?.text ?? "") ? { isBegun: true } : {}) };
}

/** "keep it for the whole video", "the caption should be there all the time" */
export function throughout({ pieces }: Said): Read | null {
  if (!pieces.some((one) => says(one, "throughout"))) return null;
  const rest = pieces.filter((one) => !says(one, "throughout") && !leadingOver.has(one.token.word));
  const name = rest.filter((one) => !says(one, "stay", "have", "duty", "polite", "show", "it"));
  const isSaid = rest.some((one) => says(one, "stay", "have", "duty", "show"));
  const isIt = rest.some((one) => says(one, "it"));
  if (!isSaid || (name.length === 0 && !isIt)) return null;
  return { deed: "move", which: name.length > 0 ? written(name) : "it", to: "from the start to the end", isIt };
}
const leadingOver = set("for on over through during fur uber durante");

/** "it disappears too fast", "the second one is gone too soon" */
export function goneTooSoon({ pieces }: Said): Read | null {
  const verb = pieces.findIndex((one) => vanishing.test(one.text));
  const too = pieces.findIndex((one, at) => at > verb && says(one, "too") && degreeOf(pieces[at + 1]) !== null);
  if (verb < 1 || too < 0 || too < pieces.length - 2) return null;
  const longer: Change = { scale: "length", isLess: false, isLittle: false };
  return { deed: "change", which: written(pieces.slice(0, verb)), changes: [longer], isHeld: true };
}
/** "make it go away after 2 seconds": for how long it is to be seen. */
export function goneAfter({ pieces }: Said): Read | null {
  const [verb, after, time, ...more] = pieces.slice(
    pieces.findIndex((one) => says(one, "finish") || vanishing.test(one.text)),
  );
  if (!verb || !after || !afterWords.has(after.token.word) || !time?.length || more.length > 0) return null;
  const which = pieces.slice(0, pieces.indexOf(verb)).filter((one) => !says(one, "have", "duty", "polite", "it"));
  const length: Change = { scale: "length", isLess: false, isLittle: false, toMs: time.length.ms };
  return { deed: "change", which: written(which), changes: [length], isHeld: true };
}
const vanishing = /^(?:disappears?|vanish(?:es)?|gone|goes away|verschwindet|weg|desaparece)$/iu;

/** "the first one from 0:05 to 0:08", "from 0:05 to 0:08": when what is named is to be seen, and no verb. */
export function placedThen({ pieces }: Said): Read | null {
  const at = pieces.findIndex(({ token }) => openingTimes.has(token.word));
  const [name, time] = [pieces.slice(0, at), pieces.slice(at)];
  // "from 0:05 to 0:08", "from 0:05 for 3 seconds"
  const isRange =
    ["from", "between"].includes(time[0]?.token.word ?? "") &&
    time.some((one, on) => reaching.has(one.token.word) || (on > 1 && one.length));
  const isFigure = time.some(({ token, length }) => token.kind === "timecode" || token.kind === "number" || length);
  if (at < 0 || !isFigure) return null;
  if (at === 0) return isRange ? { deed: "move", which: "it", to: written(time), isIt: true } : null;
  const saysNothing = name.every((one) => one.says.size === 0 || says(one, "it"));
  return isDefinite(name[0]) && saysNothing ? { deed: "move", which: written(name), to: written(time) } : null;
}
const openingTimes = set("from between at von zwischen bei ab um desde entre");
const reaching = set("to till til until and bis und hasta a y");

/** "that goes at 0:12": where it is to be. */
export function belonging({ pieces }: Said): Read | null {
  const at = pieces.findIndex((one) => says(one, "goes"));
  const isPlaced = at > 0 && at < pieces.length - 1 && placing.has(pieces[at + 1]?.token.word ?? "");
  return isPlaced ? { deed: "move", which: written(pieces.filter((_, place) => place !== at)) } : null;
}
const placing = set("at to on when where after before bei auf an nach wenn a en al cuando");
const ableTo = set("can could kann konnte puede podria");
