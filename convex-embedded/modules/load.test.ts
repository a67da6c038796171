import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineSchema, defineTable, httpActionGeneric } from "convex/server";
import { v } from "convex/values";
import { expect, test } from "vitest";
import { spawnHost } from "../fixtures/spawn.ts";
import { functionsDir } from "../fixtures/start.ts";
import { importFunctions, readProject } from "./load.ts";

const tableOf = () => defineTable({ text: v.string() });
const crowded = tableOf();
for (let at = 0; at < 33; at += 1) crowded.index(`by_${at}`, ["text"]);
const twice = tableOf();
for (let at = 0; at < 2; at += 1) twice.index("by_text", ["text"]);
const schema = defineSchema({ notes: defineTable({ text: v.string() }) });

test("finds functions by their path, with their kind and visibility", async () => {
  const { functions, crons, schema: found } = readProject(await importFunctions(functionsDir));
  expect(functions.get("deep/work:sumInAction")).toMatchObject({ kind: "action", isPublic: true });
  expect(functions.get("trouble:secret")).toMatchObject({ kind: "mutation", isPublic: false });
  expect(functions.has("setup:query")).toBe(false);
  expect(crons.map(({ name }) => name)).toEqual(["mark now and then", "mark at night"]);
  expect(found.tables.map(({ name }) => name)).toEqual(["channels", "messages", "values", "marks"]);
});

test("Node itself finds relative imports without an extension", async () => {
  const dir = mkdtempSync(join(tmpdir(), "store-"));
  const functions = fileURLToPath(new URL("../fixtures/extensionless", import.meta.url));
  const host = await spawnHost(dir, ["--functions", functions, "--call", "notes:greet"]);
  expect(host.line).toBe("answered found without an extension");
  await host.kill();
  rmSync(dir, { recursive: true });
});

test.each([
  ["no schema", {}, "has no schema.ts"],
  ["a schema that is none", { "schema.ts": { default: {} } }, "schema.ts must export"],
  ["HTTP actions", { "schema.ts": { default: schema }, "http.ts": {} }, "http.ts (HTTP actions) is not supported"],
  [
    "an HTTP action",
    { "schema.ts": { default: schema }, "a.ts": { hook: httpActionGeneric(async () => new Response()) } },
    "The HTTP action a:hook",
  ],
  ["components", { "schema.ts": { default: schema }, "convex.config.ts": {} }, "components"],
  ["crons that are none", { "schema.ts": { default: schema }, "crons.ts": { default: {} } }, "crons.ts must export"],
  [
    "a search index",
    {
      "schema.ts": {
        default: defineSchema({
          notes: defineTable({ text: v.string() }).searchIndex("by_text", { searchField: "text" }),
        }),
      },
    },
    'The search index on table "notes" is not supported',
  ],
  [
    "a vector index",
    {
      "schema.ts": {
        default: defineSchema({
          notes: defineTable({ at: v.array(v.number()) }).vectorIndex("by_at", { vectorField: "at", dimensions: 2 }),
        }),
      },
    },
    'The vector index on table "notes" is not supported',
  ],
  ["a module of a name that Convex refuses", { "schema.ts": { default: schema }, "two-words.ts": {} }, "two-words"],
  ["33 indexes on a table", { "schema.ts": { default: defineSchema({ notes: crowded }) } }, "more than 32 indexes"],
  [
    "a staged index",
    {
      "schema.ts": {
        default: defineSchema({ notes: tableOf().index("by_text", { fields: ["text"], staged: true }) }),
      },
    },
    'What is staged on table "notes" is not supported',
  ],
  [
    "two indexes of one name",
    { "schema.ts": { default: defineSchema({ notes: twice }) } },
    'two indexes of the name "by_text"',
  ],
  [
    "a field twice in an index",
    { "schema.ts": { default: defineSchema({ notes: tableOf().index("by_text", ["text", "text"]) }) } },
    "each of them once",
  ],
  [
    "an index on a system field",
    {
      "schema.ts": {
        default: defineSchema({ notes: defineTable({ text: v.string() }).index("by_time", ["text", "_creationTime"]) }),
      },
    },
    "end every index by themselves",
  ],
])("refuses %s with a sentence", (_, modules, words) => {
  expect(() => readProject(modules as never)).toThrow(words);
});

test("a folder that is not there is named", async () => {
  await expect(importFunctions("/nowhere/convex")).rejects.toThrow("/nowhere/convex cannot be read");
});
