import { describe, expect, it } from "vitest";
import type { ThreadContext } from "../context.ts";
import { ground } from "./ground.ts";

/** A shop's page with two rows of cards, of which the first is pointed at twice and the second once. */
const names = ["Table lamp Porcini", "Floor lamp Heron", "Pendant Saucer", "Table lamp Marble", "Wall lamp Moon"];
const elements = [
  { id: "e0", label: "Lamps", role: "link", box: { x: 550, y: 13, width: 88, height: 42 } },
  ...names.map((label, at) => ({
    ...{ id: `e${at + 1}`, label, role: "link" },
    // A card is lifted a little while it is pointed at.
    box: { x: 80 + 280 * (at % 3), y: at < 3 ? 170 - (at === 0 ? 6 : 0) : 540, width: 262, height: at < 3 ? 340 : 180 },
  })),
].map((one) => ({ ...one, route: "/", startMs: 0, endMs: 12_000 }));
const shotOf = (label: string, elementId: string, startMs: number) => ({
  ...{ id: `s${startMs}`, action: "hover" as const, label, role: "link", route: "/", elementId, changed: true },
  ...{ startMs, endMs: startMs + 2000, atMs: startMs + 800, box: { x: 80, y: 164, width: 262, height: 340 } },
});
const shots = [shotOf("Porcini", "e1", 1000), shotOf("Heron", "e2", 4000), shotOf("Porcini", "e1", 9000)];
const context = { shots, elements, idle: [], versions: [], messages: [] } as unknown as ThreadContext;

const meant = (words: string, nearMs?: number): string[] => {
  const found = ground(context, words, { needsBox: true, nearMs });
  if (found.kind === "ambiguous") return found.shots.map(({ label }) => label);
  return found.kind === "found" ? [`${found.shot.label} ${found.shot.startMs}`] : [];
};

describe("cards in rows", () => {
  it.each([
    ["the first card", ["Porcini 1000"]],
    ["the second product card", ["Heron 4000"]],
    ["the third tile", ["Pendant Saucer 0"]],
    ["the fourth card", ["Table lamp Marble 0"]],
    ["the last card", ["Porcini 9000"]],
    ["the second lamp", ["Heron 4000"]],
    ["the card", ["Porcini", "Heron"]],
  ])("are counted row by row: “%s”", (words, expected) => {
    expect(meant(words)).toEqual(expected);
  });

  it("are shown the first time that they are pointed at, or at the time that is said", () => {
    expect(meant("Porcini")).toEqual(["Porcini 1000"]);
    expect(meant("Porcini", 12_000)).toEqual(["Porcini 9000"]);
  });

  it("are none where something else is called a card", () => {
    const number = { ...elements[0], id: "e9", label: "Card number", role: "textbox" };
    const found = ground({ ...context, elements: [...elements, number] } as ThreadContext, "the card", {
      needsBox: true,
    });
    expect(found).toMatchObject({ kind: "found", shot: { label: "Card number" } });
  });
});
