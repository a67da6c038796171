import { performance } from "node:perf_hooks";
import { chooseModel } from "../agent/chooseModel.ts";
import { builtinChoice, type ChosenModel } from "../agent/chosenModel.ts";
import { threadContextSchema } from "../agent/context.ts";
import { respond } from "../agent/loop.ts";
import { pretendedActions, pretendedForge } from "../agent/pretended.ts";
import { readEnvironment } from "../environment.ts";
import { type Answer, isRight, type Phrase, readPhrases, readThread } from "../tests/phrases/check.ts";

const context = threadContextSchema.parse(readThread("coupon.context.json"));

type Judged = { phrase: Phrase; answer: Answer; right: boolean; tookMs: number };

/**
 * How many phrases come out right, by kind, what is taken for what, and how long an answer takes: for the built-in model, and
 * for the language model when one is set. Of the phrases that were kept apart only the share is told.
 */
export async function benchAgent(): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const model of modelsInUse()) {
    await judge(model, readPhrases("tuned.jsonl").slice(0, model.builtin ? 20 : 0));
    for (const file of ["tuned", "long", "kept"]) {
      const judged = await judge(model, readPhrases(`${file}.jsonl`));
      rows.push(...byKind(model, file, judged));
      if (file === "tuned") console.table(confusions(judged));
    }
  }
  return rows;
}

function modelsInUse(): ChosenModel[] {
  const chosen = chooseModel(readEnvironment());
  return chosen.builtin ? [chosen] : [builtinChoice(), chosen];
}

async function judge(model: ChosenModel, phrases: readonly Phrase[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const phrase of phrases) {
    const startMs = performance.now();
    const answer = await respond({
      message: { text: phrase.text },
      context,
      actions: pretendedActions(),
      forge: pretendedForge("acme/shop"),
      model,
    });
    judged.push({ phrase, answer, right: isRight(phrase.expect, answer), tookMs: performance.now() - startMs });
  }
  return judged;
}

function byKind(model: ChosenModel, file: string, judged: readonly Judged[]): Record<string, unknown>[] {
  const kinds = Map.groupBy(judged, ({ phrase }) => phrase.kind);
  const kept = file === "kept" ? [] : [...kinds].map(([kind, list]) => row(model, file, kind, list));
  return [...kept, row(model, file, "all", judged)];
}

function row(model: ChosenModel, file: string, kind: string, list: readonly Judged[]): Record<string, unknown> {
  const right = list.filter((one) => one.right).length;
  const times = list.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
  return {
    model: model.name,
    phrases: file,
    kind,
    right: `${right} of ${list.length}`,
    share: Number((right / Math.max(1, list.length)).toFixed(4)),
    medianMs: at(0.5),
    p95Ms: at(0.95),
    longestMs: at(1),
  };
}

/** What was wanted and what came instead, the commonest first. */
function confusions(judged: readonly Judged[]): Record<string, unknown>[] {
  const wrong = judged.filter((one) => !one.right);
  const pairs = Map.groupBy(wrong, ({ phrase, answer }) => {
    const wanted = phrase.expect.ask
      ? "a question"
      : (phrase.expect.tools ?? phrase.expect.any?.[0]?.tools ?? ["?"]).join("+");
    return `${wanted || "an answer"} → ${answer.calls.map((call) => call.tool).join("+") || "no call"}`;
  });
  return [...pairs]
    .map(([confusion, list]) => ({ confusion, times: list.length, example: list[0]?.phrase.text.slice(0, 60) }))
    .sort((a, b) => b.times - a.times);
}
