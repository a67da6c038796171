import { takeToOutput } from "../../../convex/model/timeMap.ts";
import { type ContextShot, momentOf } from "../../context.ts";
import { best, labelWords } from "../../resolve/likeness.ts";
import { outcomeOf, typedValue } from "../../resolve/outcome.ts";
import { shortLabel } from "../../resolve/question.ts";
import { namedWords } from "../../resolve/sameThings.ts";
import { elementOf } from "../../resolve/things.ts";
import type { EditView } from "../../resolve/view.ts";
import { isLoose, roleNamed, rolesOf } from "../../resolve/vocabulary.ts";
import { capital, clock, listed, wordsOf } from "../../words.ts";
import { targetIn } from "./asked.ts";
import { spokenOf } from "./before.ts";

/** What somebody does in the video, to what: "which day does he pick?", "how many lamps are hovered?", "which code works?" */

type Action = NonNullable<ContextShot["action"]>;
type Deed = { words: RegExp; actions: readonly Action[]; one: string; many: string; done: string };

const deeds: readonly Deed[] = [
  {
    words:
      /\b(?:type[ds]?|typing|fill(?:s|ed)?|entere?[ds]?|enters?|fields|getippt|ausgefullt|felder|escrib\w*|rellen\w*|campos)\b/,
    actions: ["type"],
    one: "field",
    many: "fields",
    done: "typed",
  },
  {
    words: /\b(?:click(?:s|ed)?|press(?:es|ed)?|buttons|tap(?:s|ped)?|geklickt|klicks?|clics?|botones)\b/,
    actions: ["click", "submit", "toggle", "select"],
    one: "click",
    many: "clicks",
    done: "clicked",
  },
  {
    words:
      /\b(?:picks?|picked|choose|chooses|chose|chosen|selects?|selected|takes?|wahlt|gewahlt|ausgewahlt|elige|elegido|seleccion\w*)\b/,
    actions: ["toggle", "select", "click"],
    one: "choice",
    many: "choices",
    done: "picked",
  },
  {
    words: /\b(?:hover(?:s|ed)?|point(?:s|ed)?|points? (?:at|to)|gezeigt|senala\w*)\b/,
    actions: ["hover"],
    one: "thing",
    many: "things",
    done: "pointed at",
  },
  {
    words: /\b(?:steps?|schritte?|pasos?)\b/,
    actions: ["type", "click", "submit", "toggle", "select", "hover", "scroll", "navigate"],
    one: "step",
    many: "steps",
    done: "done",
  },
];

const around =
  /\b(?:he|she|they|one|someone|somebody|user|users|customer|people|man|often|times?(?= (?:does|do|did|is|are))|field|gets?|got|into|at|actually|oft|left|remain(?:s|ing)?|over|kept|included|seen|shown)\b/;
const spent = new RegExp(`${deeds.map(({ words }) => words.source).join("|")}|${around.source}`);

/** `isSame`: a thing that is used more than once is told once, with all its times. */
type Used = { shot: ContextShot; times: number[] };

/** What steps of some kinds use in the version seen, and what of that was cut away. */
function usedBy(view: EditView, actions: readonly Action[]): { there: Used[]; gone: ContextShot[] } {
  const there: Used[] = [];
  const gone: ContextShot[] = [];
  for (const shot of view.context.shots.filter(({ action }) => action !== undefined && actions.includes(action))) {
    const span = takeToOutput(view.seen.map, { startMs: momentOf(shot), endMs: shot.endMs })[0];
    const same = there.find((one) => one.shot.label === shot.label && one.shot.route === shot.route);
    if (!span) gone.push(shot);
    else if (same) same.times.push(span.startMs);
    else there.push({ shot, times: [span.startMs] });
  }
  return { there, gone: gone.filter(({ label }) => !there.some(({ shot }) => shot.label === label)) };
}

const nameOf = ({ label }: ContextShot): string => `**${shortLabel(label)}**`;
const told = ({ shot, times }: Used): string => `${nameOf(shot)} at ${listed([...new Set(times.map(clock))], "and")}`;

/** "which fields were typed in", "how many clicks are there", "which day does he pick"; null where no deed is named. */
export function deedsAnswer(view: EditView, words: string): string | null {
  const deed = deeds.find((one) => one.words.test(words));
  if (!deed) return null;
  const { there } = usedBy(view, deed.actions);
  const wanted = targetIn(words, spent);
  const fitting = there.filter(({ shot }) => isOf(view, shot, wanted));
  // "which products are hovered?": whatever they are.
  const isAny = wordsOf(wanted).every(isLoose) || deed.done === "pointed at" || deed.done === "typed";
  const all = fitting.length > 0 || !isAny ? fitting : there;
  if (all.length === 0 && there.length > 0) return null;
  if (all.length === 0) return `Nothing is ${deed.done} in this version.`;
  const list = listed(all.map(told), "and");
  const [last, ...before] = all.toReversed();
  const isOneChoice =
    last && before.length > 0 && all.every(({ shot }) => choiceOf(view, shot) === choiceOf(view, last.shot));
  // Of one choice the last that was picked stands.
  if (deed.done === "picked" && isOneChoice && !/^how/.test(words))
    return `${told(last)}, after ${listed(before.toReversed().map(told), "and")}.`;
  if (/^(?:how|wie|cuant)/.test(words)) return `${counted(all, deed, wanted)}: ${list}.`;
  return deed.done === "typed"
    ? typedAnswer(all, !/\b(?:fields?|inputs?|felder|campos)\b/.test(words))
    : `${capital(list)}.`;
}

const choiceOf = (view: EditView, shot: ContextShot): string =>
  shot.group ?? elementOf(view.context, shot)?.group ?? shot.label;

function counted(all: readonly Used[], { one, many }: Deed, wanted: string): string {
  const isEvent = one === "click" || one === "step";
  const count = isEvent ? all.reduce((sum, { times }) => sum + times.length, 0) : all.length;
  return `${count} ${isEvent || wanted === "" ? (count === 1 ? one : many) : wanted}`;
}

/** What was typed is known where a chapter names it ("Coupon code: GLOW15"). */
function typedAnswer(all: readonly Used[], isOfWords: boolean): string {
  const known = all.map((one) => ({ ...one, value: typedValue(one.shot) }));
  const list = known.map(({ value, ...one }) => (value === null ? told(one) : `“${value}” in ${told(one)}`));
  const isUnknown = isOfWords && known.every(({ value }) => value === null);
  return `${capital(listed(list, "and"))}.${isUnknown ? " What is typed there is not known to me by its words." : ""}`;
}

/** Whether a thing is one of what words name: by its own name, by that of its choice or of the card it is, by its role. */
function isOf(view: EditView, shot: ContextShot, wanted: string): boolean {
  const words = namedWords(wordsOf(wanted));
  const element = elementOf(view.context, shot);
  const group = shot.group ?? element?.group ?? "";
  // "Time of day" is a time.
  const names = [shot.label, shot.title ?? "", element?.label ?? "", group.replace(/ of .*/, "")];
  const known = names.flatMap((name) => [...labelWords(name)]);
  const roles = [shot.role, element?.role ?? ""];
  const isRole = (word: string): boolean => {
    const role = roleNamed(word);
    return role !== undefined && rolesOf(role).some((one) => roles.includes(one));
  };
  return words.some((word) => best(word, known) > LIKE || isRole(word.literal));
}
const LIKE = 0.65;

const allDeeds: readonly Action[] = ["type", "click", "submit", "toggle", "select", "hover"];

/** "which lamps are still in it?": what the steps use of that kind, and what of it was cut. */
export function stillInAnswer(view: EditView, words: string): string | null {
  const wanted = targetIn(words, around);
  const { there, gone } = usedBy(view, allDeeds);
  const those = there.filter(({ shot }) => isOf(view, shot, wanted));
  const cut = gone.filter((shot) => isOf(view, shot, wanted));
  if (those.length + cut.length === 0) return null;
  const away = [...new Set(cut.map(nameOf))];
  const isAll = away.length === 0 && those.length > 1;
  const without = away.length > 0 ? ` Cut: ${listed(away, "and")}.` : "";
  return those.length === 0
    ? `None: ${listed(away, "and")} ${away.length === 1 ? "is" : "are"} cut out of this version.`
    : `${isAll ? "All that are used: " : ""}${listed(those.map(told), "and")}.${without}`;
}

/** "which code works?", "which one gets rejected?": of what is typed, what the page said to it. */
export function worksAnswer(view: EditView, words: string): string | null {
  const isGood = !fails.test(words);
  const [typed] = view.context.shots.filter(({ action }) => action === "type").toReversed();
  const shot = (typed && isOf(view, typed, targetIn(words, worksWords)) ? typed : spokenOf(view.context)[0]) ?? typed;
  const answer = shot && outcomeOf(view.context, shot.label, isGood);
  if (!shot || !answer) return null;
  const times = view.context.shots.filter(({ label, action }) => label === shot.label && action === "type");
  const own = isGood ? times.at(-1) : times[0];
  const [at] = own ? takeToOutput(view.seen.map, own) : [];
  const value = own && typedValue(own);
  const name = value ? `**${value}**` : `The one typed in ${nameOf(shot)}`;
  const when = at ? ` at ${clock(at.startMs)}` : "";
  return `${name}${when}: the page answers “${shortLabel(answer.label)}”.`;
}
const fails =
  /\b(?:rejected|refused|denied|declined|fails?|failed|wrong|invalid|not (?:accepted|valid|right|work\w*)|doesnt work|does not work|falsch|abgelehnt|rechazad[oa])\b/;
const worksWords = new RegExp(
  `${fails.source}|\\b(?:works?|worked|working|right|correct|accepted|valid|successful|succeeds?|goes through|gives?|discount|one|gets?|richtig|funktioniert|valido|valida|correct[oa])\\b`,
);
