import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { threadContextSchema } from "../../agent/context.ts";
import { answer } from "../../agent/parse.ts";
import { readThread } from "./check.ts";

/**
 * Two properties of any request, tried on a sample that is the same every time: words around it that ask for nothing change
 * nothing of what is done, and two requests in one message are both done.
 */
const context = threadContextSchema.parse(readThread("coupon.context.json"));
const { requests, before, after, between } = JSON.parse(
  readFileSync(fileURLToPath(new URL("harmless.json", import.meta.url)), "utf8"),
) as { requests: string[]; before: string[]; after: string[]; between: string[] };

/** Numbers that look random and are the same every time (a linear congruence, from Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const known = new Map<string, Promise<{ tools: string; calls: string; reply: string }>>();
function outcomeOf(text: string) {
  const made = known.get(text) ?? read(text);
  known.set(text, made);
  return made;
}
async function read(text: string) {
  const { calls, reply } = await answer({ id: "x", text }, context);
  return { tools: calls.map(({ tool }) => tool).join(" "), calls: JSON.stringify(calls), reply };
}

const inSentence = (request: string): string => request.charAt(0).toLowerCase() + request.slice(1);

describe("a request", () => {
  it("is what it is, whatever is said around it", async () => {
    const random = seeded(7);
    const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
    const changed: string[] = [];
    for (let count = 0; count < SAMPLE; count += 1) {
      const request = pick(requests);
      const text = random() < 0.5 ? pick(before) + inSentence(request) : request + pick(after);
      const [plain, dressed] = [await outcomeOf(request), await outcomeOf(text)];
      if (plain.calls !== dressed.calls) changed.push(`${text}  →  ${dressed.tools || dressed.reply}`);
    }
    expect(changed.length / SAMPLE, changed.join("\n")).toBeLessThanOrEqual(0.01);
  });

  it("is done beside another", async () => {
    const random = seeded(11);
    const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
    const lost: string[] = [];
    for (let count = 0; count < SAMPLE; count += 1) {
      const [one, two] = [pick(requests), pick(requests)];
      const [first, second] = [await outcomeOf(one), await outcomeOf(two)];
      const text = one + pick(between) + inSentence(two);
      const both = await outcomeOf(text);
      if (excludes(first.tools, second.tools) || partIsGone.test(both.reply)) continue;
      if (both.tools !== `${first.tools} ${second.tools}`) lost.push(`${text}  →  ${both.tools || both.reply}`);
    }
    expect(lost.length / SAMPLE, lost.join("\n")).toBeLessThanOrEqual(0.01);
  });
});

const SAMPLE = 200;
/** Two of a kind are taken together, and some take the other's place. */
const excludes = (one: string, two: string): boolean =>
  one === two ||
  /record|cancel|revert|status|review|digest/.test(one + two) ||
  (/caption/.test(one) && /caption/.test(two));
/** "remove the login and blur the email field": what the first took away cannot be changed by the second. */
const partIsGone = /out already|not in this version any more/;
