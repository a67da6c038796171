import { describe, expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** The zooms after these turns, and the last reply. */
async function zoomed(file: string, ...turns: string[]) {
  const { say, operations } = await recordedThread(store(), file);
  let reply = "";
  for (const text of turns) reply = (await say(text)).text;
  const zooms = (await operations()).map((one) =>
    one.type === "zoom"
      ? `${one.anchor?.element} ${one.intensity}× ${one.startMs}–${one.startMs + one.durationMs}`
      : one.type,
  );
  return { zooms, reply };
}

const DISCOUNT = "Discount −€47.70";

describe("a zoom that is changed in people's own words", () => {
  it.each([
    [["yes thats it. hold it a bit longer so people can read the number"], `${DISCOUNT} 2× 11600–15350`],
    [["closer", "not closer! back to 2x and let it stay 5 seconds"], `${DISCOUNT} 2× 11600–16600`],
    [["closer", "no, not closer"], `${DISCOUNT} 2× 11600–14600`],
    [["no, earlier. it shows up right after he clicks apply, around 4-5 sec"], `${DISCOUNT} 2× 4500–7500`],
    [["that's too late, it should come at 0:10"], `${DISCOUNT} 2× 10000–13000`],
    [["remove the zoom", "no, i still want the zoom, just less close"], `${DISCOUNT} 1.33× 11600–14600`],
    [["too close", "still too close"], `${DISCOUNT} 1.25× 11600–14600`],
  ])("%j", async (turns, zoom) => {
    expect((await zoomed("retry.context.json", "zoom on the discount when it appears", ...turns)).zooms).toEqual([
      zoom,
    ]);
  });

  it("comes no later than what it waits for", async () => {
    const said = [
      "zoom on the discount when it appears",
      "that's too late, it should come right when the discount appears",
    ];
    const { zooms, reply } = await zoomed("retry.context.json", ...said);
    expect(zooms).toEqual([`${DISCOUNT} 2× 11600–14600`]);
    expect(reply).toMatch(/^It is there already, 2× for 3 s at 0:12\./);
  });

  it("is held for a moment beyond what it waits for, and never shorter for it", async () => {
    const apply = "zoom on the apply button at 0:11";
    const { zooms } = await zoomed("retry.context.json", apply, "hold it until you see the discount");
    expect(zooms).toEqual(["Apply coupon 2× 11000–14000"]);
    const said = await zoomed(
      "delivery.context.json",
      "zoom on wed 25 nov",
      "let it stay until they've picked the time",
    );
    const [, from, to] = /(\d+)–(\d+)$/.exec(said.zooms[0] ?? "") ?? [];
    expect(Number(to) - Number(from)).toBeGreaterThan(3000);
  });

  it("shows a set of choices whole where all of it is to be in the picture", async () => {
    const said = ["zoom on wed 25 nov", "a bit wider, i want all six days in the picture"];
    expect((await zoomed("checkout.context.json", ...said)).zooms[0]).toMatch(/^Delivery day 1\.\d+×/);
  });

  it("says of what cannot be done that it cannot, and does the rest", async () => {
    const said = ["zoom on the discount", "a bit too close. and make it end softer if you can"];
    const { zooms, reply } = await zoomed("retry.context.json", ...said);
    expect(zooms[0]).toContain(" 1.67× ");
    expect(reply).toMatch(/zooms move at one pace of their own/);
  });

  it("goes to the other time that was offered, whatever is said beside it", async () => {
    const said = ["zoom on the apply button", "yes the first one please, not the one at the end"];
    expect((await zoomed("retry.context.json", ...said)).zooms).toEqual(["Apply coupon 2× 3767–6033"]);
  });
});
