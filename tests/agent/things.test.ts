import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** What the edits of the newest version are for. */
async function madeFor(...turns: string[]): Promise<string[]> {
  const { say, context } = await recordedThread(store(), "checkout.context.json");
  for (const text of turns) await say(text);
  return ((await context()).currentVersion?.operations ?? []).map(({ anchor }) => anchor?.element ?? "");
}

describe("a field", () => {
  it.each([
    ["please blur the field Address too", ["Address"]],
    ["blur the input called Address", ["Address"]],
    ["hide the Card number box", ["Card number"]],
    ["hide postcode, city and address please", ["Postcode", "City", "Address"]],
    ["verpixle das Feld Adresse und die Stadt", ["Address", "City"]],
    ["blur the email address", ["E-mail"]],
  ])("is found by its name: “%s”", async (text, things) => {
    expect(await madeFor(text)).toEqual(things);
  });

  it("that is not there is named beside the one that is", async () => {
    const { say } = await recordedThread(store(), "checkout.context.json");
    expect((await say("blur the address as well as the unicorn")).text).toMatch(/\*\*Address\*\* blurred.*“unicorn”/);
  });
});

describe("what stands beside another", () => {
  it.each([
    ["blur the one right of full name", "Name on the bell"],
    ["blur the field to the left of city", "Postcode"],
    ["zoom on the field below phone", "Name on the bell"],
    ["blur whatever stands above the name on the bell", "Phone"],
    ["cover the one beside the email", "Phone"],
    ["zoom on what is right of wed 25 nov", "Thu 26 Nov"],
    ["blur the field next to postcode", "City"],
  ])("is found: “%s”", async (text, thing) => {
    expect(await madeFor(text)).toEqual([thing]);
  });

  it("is found beside what was spoken of last", async () => {
    expect(await madeFor("blur the email", "and the one to the right of it")).toEqual(["E-mail", "Phone"]);
    expect((await madeFor("zoom on wed 25 nov", "zoom on the last one in that row")).at(-1)).toBe("Tue 1 Dec");
  });

  it("is asked for where nothing stands, and nothing else is taken", async () => {
    expect(await madeFor("hide the input left of the address")).toEqual([]);
  });
});
