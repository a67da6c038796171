import { expect, test } from "vitest";
import type { EditVersion, Run } from "../../convex/model/documents.ts";
import { outcomesOf } from "./outcomes.ts";

const version = (number: number, status: EditVersion["status"]): EditVersion =>
  ({
    _id: `v${number}`,
    version: number,
    status,
    operations: [],
    createdAt: number,
    summary: `Version ${number}.`,
  }) as never;
const run = (fields: Partial<Run>): Run =>
  ({ _id: "r1", status: "completed", summary: "What is new.", title: "PR 1", timestamp: 0, ...fields }) as never;
const contents = (fields: Partial<Run>, ...versions: EditVersion[]) =>
  outcomesOf({ run: run(fields), versions, exports: [] }).map(({ content }) => content);

test("of a recording made again the version with the earlier edits stands for the run", () => {
  const again = { carriedVersionId: "v2" as never };
  expect(contents({}, version(1, "completed"), version(2, "completed"))).toHaveLength(2);
  expect(contents(again, version(1, "completed"), version(2, "pending"))).toEqual([]);
  expect(contents(again, version(1, "completed"), version(2, "completed"))).toEqual(["PR 1 (0 s): What is new."]);
  expect(contents(again, version(1, "completed"), version(2, "completed"), version(3, "completed"))).toHaveLength(2);
});

test("when the earlier edits cannot be rendered, the recording itself is posted, and the failure", () => {
  const posted = contents({ carriedVersionId: "v2" as never }, version(1, "completed"), version(2, "failed"));
  expect(posted[0]).toMatch(/^PR 1 \(.*\): What is new\.$/);
  expect(posted[1]).toMatch(/^Version 2 failed/);
});
