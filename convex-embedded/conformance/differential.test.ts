import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { convexToJson, type Value } from "convex/values";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addressIn, spawnHost } from "../fixtures/spawn.ts";
import type { ConformanceHost } from "./cases.ts";
import { openOracle } from "./oracle.ts";
import { hostOverHttp } from "./overHttp.ts";

// The oracle takes this process's system calls; the embedded host has one of its own.
const dir = mkdtempSync(join(tmpdir(), "store-"));
let child: Awaited<ReturnType<typeof spawnHost>>;
let embedded: ConformanceHost;
beforeAll(async () => {
  child = await spawnHost(dir);
  embedded = hostOverHttp(addressIn(child.line));
});
afterAll(async () => {
  await child.kill();
  rmSync(dir, { recursive: true, force: true });
});

const key = fc.string({ minLength: 1, maxLength: 3, unit: "grapheme-ascii" }).filter((text) => /^[a-z]/i.test(text));
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    fc.integer({ min: -3, max: 3 }),
    fc.double(),
    fc.constantFrom(Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -2n, max: 2n }),
    fc.string({ maxLength: 4, unit: "binary" }),
    fc.uint8Array({ maxLength: 3 }).map((bytes) => new Uint8Array(bytes).buffer as Value),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const bound = (ops: string[]) =>
  fc.option(fc.record({ op: fc.constantFrom(...ops), value: anyValue }), { nil: undefined });

const search = fc.record(
  {
    lower: bound(["gt", "gte"]),
    upper: bound(["lt", "lte"]),
    equals: anyValue,
    except: anyValue,
    order: fc.constantFrom("asc", "desc"),
    take: fc.integer({ min: 1, max: 8 }),
  },
  { requiredKeys: ["order", "take", "lower", "upper"] },
);

const withoutUndefined = (args: object) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

it("answers any range, order and filter over any values as convex-test does", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyValue, { maxLength: 10 }),
      fc.array(search, { minLength: 1, maxLength: 6 }),
      async (values, searches) => {
        const oracle = openOracle();
        const group = crypto.randomUUID();
        for (const host of [embedded, oracle]) await host.mutation("documents:writeAndRead", { group, values });
        for (const wish of searches) {
          const args = withoutUndefined({ group, ...wish }) as Record<string, Value>;
          const [mine, theirs] = [
            await embedded.query("documents:find", args),
            await oracle.query("documents:find", args),
          ];
          expect(convexToJson(mine as Value)).toEqual(convexToJson(theirs as Value));
        }
      },
    ),
    { numRuns: 60 },
  );
});

it("cuts any values into the same pages", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyValue, { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.record({ order: fc.constantFrom("asc", "desc"), except: anyValue }, { requiredKeys: ["order"] }),
      async (values, numItems, wish) => {
        const oracle = openOracle();
        const group = crypto.randomUUID();
        const read = async (host: ConformanceHost) => {
          await host.mutation("documents:writeAndRead", { group, values });
          const pages: unknown[] = [];
          for (let cursor: string | null = null; ; ) {
            const page = (await host.query("documents:page", { group, cursor, numItems, ...wish })) as {
              values: Value;
              cursor: string;
              isDone: boolean;
            };
            pages.push(convexToJson(page.values));
            if (page.isDone) return pages.flat();
            cursor = page.cursor;
          }
        };
        expect(await read(embedded)).toEqual(await read(oracle));
      },
    ),
    { numRuns: 30 },
  );
});
