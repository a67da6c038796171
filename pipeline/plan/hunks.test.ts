import { expect, it } from "vitest";
import { analysisOf, changedElement, changedFile } from "./fixtures/changes.ts";
import { coverageOf } from "./hunks.ts";
import { thingsOf } from "./things.ts";
import type { PlanStep } from "./types.ts";

const file = "src/Motivation.jsx";
const step: PlanStep = { route: "/", action: "hover", label: "Why hire me?", changed: true, reason: "" };

/** The declaration of a styled tag, and some other line above it. */
const addedLines = [
  { from: 3, to: 3 },
  { from: 11, to: 13 },
];

it("counts what declares a styled tag as shown with the element that it makes, and nothing else", () => {
  const title = changedElement("Title", { file, line: 40, texts: ["Why hire me?"], madeAt: [{ from: 8, to: 14 }] });
  const analysis = analysisOf({ elements: [title], changedFiles: [changedFile(file, { addedLines })] });
  const things = thingsOf(analysis);
  const [thing] = things;
  if (!thing) throw new Error("no thing");
  const shown = { analysis, things, feltBy: new Map(), steps: [step], notShown: [] };
  expect(coverageOf({ ...shown, shownBy: new Map([[thing, step]]) })).toMatchObject([
    { fromLine: 3, status: "not_shown" },
    { fromLine: 11, status: "shown", step: 0 },
  ]);
  expect(coverageOf({ ...shown, shownBy: new Map() }).map(({ status }) => status)).toEqual(["not_shown", "not_shown"]);
});
