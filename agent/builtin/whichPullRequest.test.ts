import { describe, expect, it } from "vitest";
import { builtinChoice } from "../chosenModel.ts";
import { threadContextSchema } from "../context.ts";
import type { Forge } from "../forge.ts";
import { respond } from "../loop.ts";
import { pretendedActions } from "../pretended.ts";

const pullRequests = [
  { number: 11, title: "Add coupon codes to the cart", branch: "coupon-codes" },
  { number: 12, title: "Choose the delivery day at checkout", branch: "delivery-day" },
  { number: 17, title: "Redraw the product cards", branch: "product-cards" },
].map((one) => ({ ...one, headSha: "b", baseSha: "a", repoUrl: "/shop" }));
const forge: Forge = {
  defaultRepo: "shop",
  listPullRequests: async () => pullRequests,
  getPullRequest: async (_repo, number) => pullRequests.find((one) => one.number === number) ?? null,
};

/** Says one thing after the other in a thread in which nothing is recorded yet; the last answer. */
async function talk(...said: string[]) {
  const messages: { role: "user" | "assistant"; content: string; open?: unknown[] }[] = [];
  const thread = { channelType: "terminal", channelTarget: "t", timezone: "UTC", now: "2026-11-21T10:00:00Z" };
  const all = { actions: pretendedActions(), forge, model: builtinChoice() };
  let recorded: string | undefined;
  let reply = "";
  for (const text of said) {
    messages.push({ role: "user", content: text });
    const answer = await respond({
      message: { text },
      context: threadContextSchema.parse({ thread, messages }),
      ...all,
    });
    recorded = /^Recording PR (\d+)/.exec(answer.reply)?.[1];
    reply = answer.reply;
    const open = answer.parts.flatMap((part) => (part.type === "question" ? part.open : []));
    messages.push({ role: "assistant", content: reply, ...(open.length > 0 ? { open } : {}) });
  }
  return { recorded: recorded === undefined ? null : Number(recorded), reply };
}

describe("which pull request", () => {
  it.each([
    ["record the delivery day PR", 12],
    [
      "okay so um please go ahead and record the uh the pull request with the product cards the one where they got redrawn",
      17,
    ],
    ["I need a nice clip of the coupon feature to show a customer", 11],
    ["can you make a demo of the new delivery picker?", 12],
    ["I want a video of the checkout change for the standup", 12],
    ["record the product-cards branch", 17],
    ["nimm den PR mit den coupons auf", 11],
    ["graba el PR del cupón", 11],
  ])("“%s” names it by its title", async (text, pr) => {
    expect(await talk(text)).toMatchObject({ recorded: pr });
  });

  it.each([
    ["yes the third one please", 17],
    ["number eleven please, the coupons", 11],
    ["12", 12],
    ["the one with the cards", 17],
    ["the first", 11],
    ["the last one then", 17],
  ])("“%s” chooses among those that were offered", async (text, pr) => {
    expect(await talk("record a PR", text)).toMatchObject({ recorded: pr });
    expect(await talk("record the search PR", "hm, which are there?", "record a PR", text)).toMatchObject({
      recorded: pr,
    });
  });

  it("takes what else was asked for along with the answer", async () => {
    const { recorded, reply } = await talk("record a PR in 20 seconds", "the second one please");
    expect(recorded).toBe(12);
    expect(reply).toContain("at most 20 s");
    expect((await talk("record PR 7", "ok, the cards")).reply).toMatch(
      /^Recording PR 17 \(Redraw the product cards\)\. /,
    );
  });

  it("is asked when no title fits, or two do", async () => {
    expect((await talk("record the search PR")).reply).toMatch(
      /no pull request by that name\. There are \*\*11\*\*.*\?$/,
    );
    expect((await talk("record a PR", "the fourth one")).recorded).toBeNull();
    expect((await talk("record a demo for a customer")).reply).toMatch(/^Who is it for/);
    const unsure = await talk("record the cart that my sister in Bremen bought for her garden");
    expect(unsure.reply).toBe("Do you mean **11** (Add coupon codes to the cart)?");
    expect((await talk("record the cart that my sister in Bremen bought for her garden", "yes")).recorded).toBe(11);
  });
});
