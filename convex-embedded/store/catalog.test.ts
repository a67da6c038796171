import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineSchema, defineTable, mutationGeneric, queryGeneric } from "convex/server";
import { type GenericValidator, v } from "convex/values";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmbeddedHost } from "../host.ts";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "store-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Fields = Record<string, GenericValidator>;

/** Starts a host whose one table has these fields and this index. */
function startWith(fields: Fields, indexFields: string[] | null) {
  const table = defineTable(fields);
  if (indexFields !== null) table.index("by_choice", indexFields as never);
  const functions = {
    put: mutationGeneric({
      args: { document: v.any() },
      handler: (ctx, { document }) => ctx.db.insert("things", document),
    }),
    sorted: queryGeneric({
      args: {},
      handler: async (ctx) => (await ctx.db.query("things").withIndex("by_choice").collect()).map(({ name }) => name),
    }),
    all: queryGeneric({
      args: {},
      handler: async (ctx) => (await ctx.db.query("things").collect()).map(({ name }) => name),
    }),
    elsewhere: queryGeneric({ args: {}, handler: (ctx) => ctx.db.query("nowhere").collect() }),
  };
  return startEmbeddedHost({
    databaseFile: join(dir, "store.sqlite"),
    filesDir: join(dir, "files"),
    loadModules: async () => ({ "schema.ts": { default: defineSchema({ things: table }) }, "things.ts": functions }),
    log: () => {},
  });
}

const fields: Fields = { name: v.string(), size: v.number() };

async function fill(): Promise<void> {
  const host = await startWith(fields, null);
  for (const [name, size] of [
    ["b", 3],
    ["a", 2],
    ["c", 1],
  ])
    await host.runInternal("things:put", { document: { name, size } as never });
  await host.close();
}

test("an index is filled, changed and dropped when the host starts", async () => {
  await fill();
  const expected = new Map([
    ["name", ["a", "b", "c"]],
    ["size", ["c", "a", "b"]],
  ]);
  for (const [field, names] of expected) {
    const host = await startWith(fields, [field]);
    expect(await host.runInternal("things:sorted")).toEqual(names);
    await host.close();
  }
  const host = await startWith(fields, null);
  await expect(host.runInternal("things:sorted")).rejects.toThrow("Index things.by_choice not found.");
  expect(await host.runInternal("things:all")).toEqual(["b", "a", "c"]);
  await host.close();
});

test("a schema that the documents do not match is refused, and changes nothing", async () => {
  await fill();
  await expect(startWith({ name: v.string(), size: v.string() }, ["size"])).rejects.toMatchObject({
    code: "schema_mismatch",
    message: expect.stringMatching(/Document \w{32} in table "things" does not match the schema: .* at path \.size/),
  });
  const host = await startWith({ ...fields, colour: v.optional(v.string()) }, ["size"]);
  expect(await host.runInternal("things:sorted")).toEqual(["c", "a", "b"]);
  await host.close();
});

test("a table that the schema does not name does not exist", async () => {
  const host = await startWith(fields, null);
  await expect(host.runInternal("things:elsewhere")).rejects.toThrow('Table "nowhere" is not in the schema.');
  await host.close();
});
