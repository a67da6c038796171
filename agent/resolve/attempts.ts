import type { Span } from "../../convex/model/recording.ts";
import type { ContextShot, ThreadContext } from "../context.ts";
import { momentOf } from "../context.ts";
import { set, wordsOf } from "../words.ts";
import { type Description, describe } from "./describe.ts";
import type { NamedSpan } from "./groundSpan.ts";
import { best, labelWords } from "./likeness.ts";
import { namedWords, type Word } from "./sameThings.ts";
import { stays } from "./stays.ts";

/** What is tried, and tried again where it was refused: the steps on a page, and what came of them. */
export type Attempt = Span & { steps: readonly ContextShot[]; outcomes: readonly ContextShot[]; isGood: boolean };

const steps: ReadonlySet<string> = set("type click select toggle submit");
const isStep = ({ action }: ContextShot): boolean => steps.has(action ?? "");
export const isRefusal = ({ role }: ContextShot): boolean => role === "alert" || role === "alertdialog";

const known = new WeakMap<readonly ContextShot[], readonly Attempt[]>();

/** The attempts of a take in their order: each that was refused, and those with the same field before or after. */
export function attemptsOf({ shots }: Pick<ThreadContext, "shots">): readonly Attempt[] {
  const attempts = known.get(shots) ?? attemptsIn(shots);
  known.set(shots, attempts);
  return attempts;
}

function attemptsIn(shots: readonly ContextShot[]): Attempt[] {
  return stays(shots).flatMap((stay) => {
    const runs = runsOf(stay.shots);
    return runs.flatMap((run) => {
      const others = runs.filter((one) => one !== run);
      const shared = run.steps.filter((step) =>
        others.some((one) => one.steps.some(({ label }) => label === step.label)),
      );
      const isTried = run.outcomes.some(isRefusal) || others.some((one) => one.outcomes.some(isRefusal));
      const isAgain = shared.some(({ action }) => action === "type");
      const [first] = shared.length > 0 ? shared : run.steps;
      const last = run.outcomes.at(-1) ?? run.steps.at(-1);
      if (!first || !last || !(run.outcomes.some(isRefusal) || (shared.length > 0 && isTried) || isAgain)) return [];
      const own = run.steps.slice(run.steps.indexOf(first));
      return [{ ...run, steps: own, startMs: first.startMs, endMs: last.endMs, isGood: !run.outcomes.some(isRefusal) }];
    });
  });
}

type Run = Pick<Attempt, "steps" | "outcomes">;

/** Steps, and what is only looked at after them. */
function runsOf(shots: readonly ContextShot[]): Run[] {
  const runs: { steps: ContextShot[]; outcomes: ContextShot[] }[] = [];
  for (const shot of shots) {
    const last = runs.at(-1);
    if (isStep(shot) && (!last || last.outcomes.length > 0)) runs.push({ steps: [shot], outcomes: [] });
    else if (isStep(shot)) last?.steps.push(shot);
    else last?.outcomes.push(shot);
  }
  return runs;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const bad = words(
  `wrong failed failing fails fail failure invalid bad incorrect rejected rejects refused refuses declined denied faulty mistaken unsuccessful unhappy broken
    unknown falsch falsche falschen falscher ungultig ungultige ungultigen equivocado incorrecto invalido`,
);
const good = words(
  "happy successful success succeeds working works valid right correct accepted proper richtig richtige richtigen gultig gultige gultigen correcto valido",
);
/** What happens to it says enough: "where it fails", "when it goes wrong". */
const happens =
  /\b(?:fails?|failing|rejects?|refuses?|goes wrong|went wrong|going wrong|doesnt work|does not work|schiefgeht|schief geht|falla)\b/;
const attemptNouns = words("attempt attempts try tries tried go path paths case cases scenario run versuch intento");
/** "the happy path" is all that comes of it; "the GLOW15 part" ends with what the code does. */
const ways = words("path paths case scenario run");
export const saysWay = (text: string): boolean => wordsOf(text).some((word) => ways.has(word));
const edgeWords = words("start starts starting begin begins end ends part where when up only just first second");

/**
 * "the failed attempt", "the part where the code fails", "the GLOW15 part", "the second try", "the WELCOME typing": all of it,
 * up to where the next one begins; of "typing" the typing. Null where no attempt is named, or several are.
 */
export function attemptNamed(context: ThreadContext, text: string): NamedSpan | null {
  const meant = attemptMeant(context, text);
  const typing = meant && !judgement(text) && describe(text).actions.includes("type") ? typed(meant) : undefined;
  if (typing) return { ...typing, momentMs: momentOf(typing), name: typing.label, kind: "shots" };
  if (!meant) return null;
  const isOpen = meant.isGood && meant === attemptsOf(context).at(-1) && !saysWay(text);
  return spanOf([...meant.steps, ...(isOpen ? meant.outcomes.slice(0, 1) : meant.outcomes)]);
}

/** The one attempt that words name. */
export function attemptMeant(context: ThreadContext, text: string): Attempt | null {
  const attempts = attemptsOf(context);
  const [only, ...others] = attempts.length > 0 ? meantBy(text, attempts) : [];
  return only && others.length === 0 ? only : null;
}

const typed = ({ steps }: Attempt): ContextShot | undefined => steps.find(({ action }) => action === "type");
function spanOf(shots: readonly ContextShot[]): NamedSpan | null {
  const [first] = shots;
  const last = shots.at(-1);
  return first && last
    ? { startMs: first.startMs, endMs: last.endMs, momentMs: first.startMs, name: first.label, kind: "shots" }
    : null;
}

function meantBy(text: string, attempts: readonly Attempt[]): readonly Attempt[] {
  const wanted = describe(text);
  const said = wanted.content.filter(({ literal }) => !edgeWords.has(literal));
  const isGood = judgement(text);
  const isAttempt = wordsOf(text).some((word) => attemptNouns.has(word));
  const names = said.filter(({ literal }) => !bad.has(literal) && !good.has(literal) && !attemptNouns.has(literal));
  const values = names.filter((name) => attempts.some((one) => isValueOf(name, one)));
  const isOfThem = names.every((name) => values.includes(name) || attempts.some((one) => isLabelOf(name, one)));
  if (!isOfThem) return [];
  const isSaid = isGood !== undefined && (isAttempt || names.length > 0 || happens.test(text));
  const isCounted = wanted.ordinal !== undefined && (isAttempt || names.length > 0) && isCountable(wanted, attempts);
  // "GLOW15" alone may be what is read there.
  const isSpokenOf =
    wanted.loose || wanted.actions.includes("type") || isAttempt || said.length < wanted.content.length;
  const isValued = values.length > 0 && wanted.roles.length === 0 && isSpokenOf;
  if (!isSaid && !isCounted && !isValued) return [];
  const fitting = attempts.filter(
    (one) => (isGood === undefined || one.isGood === isGood) && values.every((name) => isValueOf(name, one)),
  );
  if (wanted.ordinal === undefined || (isSaid && fitting.length === 1)) return fitting;
  const nth = fitting.at(wanted.ordinal < 0 ? wanted.ordinal : wanted.ordinal - 1);
  return nth ? [nth] : [];
}

/** Only what is tried several times is counted. */
const isCountable = ({ roles }: Description, attempts: readonly Attempt[]): boolean =>
  attempts.length > 1 && roles.length === 0;

/** Whether the words say that it went well; undefined where they say nothing of it. */
function judgement(text: string): boolean | undefined {
  const said = wordsOf(text);
  if (happens.test(said.join(" ")) || said.some((word) => bad.has(word))) return false;
  return said.some((word) => good.has(word)) ? true : undefined;
}

const isLabelOf = (name: Word, { steps }: Attempt): boolean =>
  steps.some(({ label }) => best(name, labelWords(label)) > 0.6);

/** What was typed, by the title of the step; a code is also to be read in what came of it. */
function isValueOf(name: Word, { steps, outcomes }: Attempt): boolean {
  const typed = steps.flatMap(({ label, title = "" }) =>
    title.startsWith(`${label}: `) ? [title.slice(label.length + 2)] : [],
  );
  const codes = outcomes.flatMap(({ label }) => label.match(/\b(?=\w*[A-Z])[A-Z\d]{3,}\b/g) ?? []);
  return namedWords(wordsOf([...typed, ...codes].join(" "))).some(({ literal }) => literal === name.literal);
}
