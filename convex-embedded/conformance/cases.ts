import { ConvexError, type Value } from "convex/values";
import { expect } from "vitest";

type Args = Record<string, Value | undefined>;

/** A host of the fixture functions as a case sees it. Names are as a client writes them: "messages:send". */
export type ConformanceHost = {
  query(name: string, args?: Args): Promise<unknown>;
  mutation(name: string, args?: Args): Promise<unknown>;
  action(name: string, args?: Args): Promise<unknown>;
  /** Resolves when what was scheduled for now has been done. */
  scheduledWorkDone(): Promise<void>;
  /** Deviations of this host that are known, by name. */
  deviations: ReadonlySet<Deviation>;
};

/**
 * `filterOrder`: lt and gt in a filter compare as JavaScript does. `internalIsOpen`: internal functions may be called.
 * `refusedAnswerStays`: what a mutation wrote whose answer does not fit its validator stays.
 */
export type Deviation = "filterOrder" | "internalIsOpen" | "refusedAnswerStays";

type Case = { name: string; needs?: Deviation; run(host: ConformanceHost): Promise<void> };

const group = (): string => crypto.randomUUID();
const newChannel = async (host: ConformanceHost) =>
  (await host.mutation("messages:createChannel", { name: group() })) as string;

async function put(host: ConformanceHost, values: (Value | undefined)[]): Promise<string> {
  const name = group();
  for (const value of values)
    await host.mutation("values:put", value === undefined ? { group: name } : { group: name, value });
  return name;
}

const sortedValues = async (host: ConformanceHost, name: string, order: "asc" | "desc" = "asc") =>
  ((await host.query("values:sorted", { group: name, order })) as { value?: Value }[]).map(({ value }) => value);

/** From least to greatest, as https://docs.convex.dev/database/types orders values of different types. */
const ordered: (Value | undefined)[] = [
  undefined,
  null,
  -(2n ** 63n),
  -1n,
  0n,
  7n,
  -Number.MAX_VALUE,
  -1.5,
  -0,
  0,
  1e-9,
  3,
  false,
  true,
  "",
  "Z",
  "a",
  "ab",
  "é",
  "😀",
  new Uint8Array([]).buffer,
  new Uint8Array([0, 1]).buffer,
  new Uint8Array([1]).buffer,
  [],
  [null],
  [1, 2],
  ["a"],
  {},
  { a: 1 },
  { a: 2 },
  { b: 0 },
];

async function dataOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error instanceof ConvexError ? error.data : "not a ConvexError";
  }
  throw new Error("The call did not fail");
}

/** What Convex does, as far as Aura relies on it. Each case makes its own rows, so that it can run anywhere, again and again. */
export const cases: Case[] = [
  {
    name: "an index orders values of every type as Convex does",
    run: async (host) => {
      const name = await put(host, ordered.toReversed());
      expect(await sortedValues(host, name)).toEqual(ordered);
      expect(await sortedValues(host, name, "desc")).toEqual(ordered.toReversed());
    },
  },
  {
    name: "values come back as they were sent",
    run: async (host) => {
      const value = { big: 2n ** 62n, bytes: new Uint8Array([1, 2]).buffer, list: [1.5, null, "x"], no: false };
      expect(await host.query("values:echo", { value })).toEqual(value);
    },
  },
  {
    name: "a range takes its lower bound in and leaves its upper bound out",
    run: async (host) => {
      const name = await put(host, [1, 2, 3, 4]);
      expect(await host.query("values:between", { group: name, low: 2, high: 4 })).toEqual([2, 3]);
    },
  },
  {
    name: "a range that starts above undefined leaves absent fields out",
    run: async (host) => {
      const name = await put(host, [undefined, null, 1]);
      const above = { group: name, lower: { op: "gte", value: null }, order: "asc", take: 9 };
      expect(await host.query("documents:find", above)).toEqual([{ value: null }, { value: 1 }]);
    },
  },
  {
    name: "a page ends where the next begins, also when rows before it are deleted meanwhile",
    run: async (host) => {
      const name = await put(host, [1, 2, 3, 4, 5]);
      const read = async (cursor: string | null) =>
        (await host.query("documents:page", { group: name, cursor, numItems: 2 })) as {
          values: { value: number }[];
          cursor: string;
          isDone: boolean;
        };
      const first = await read(null);
      const rows = (await host.query("values:sorted", { group: name, order: "asc" })) as { _id: string }[];
      await host.mutation("documents:remove", { id: rows[0]?._id as string });
      const second = await read(first.cursor);
      const third = await read(second.cursor);
      expect([first, second, third].map(({ values }) => values.map(({ value }) => value))).toEqual([
        [1, 2],
        [3, 4],
        [5],
      ]);
      expect(third.isDone).toBe(true);
    },
  },
  {
    name: "patch takes fields away that are undefined and keeps the rest",
    run: async (host) => {
      const channelId = await newChannel(host);
      const id = (await host.mutation("messages:send", { channelId, text: "hi", likes: 3 })) as string;
      expect(await host.mutation("messages:unlike", { id })).not.toHaveProperty("likes");
      expect(await host.mutation("messages:edit", { id, patch: { text: "ho" } })).toMatchObject({ text: "ho" });
    },
  },
  {
    name: "replace leaves nothing of the old document, delete leaves nothing at all",
    run: async (host) => {
      const name = group();
      const id = (await host.mutation("values:put", { group: name, value: "old" })) as string;
      expect(await host.mutation("documents:replace", { id, document: { group: name } })).toEqual({ group: name });
      expect(await host.mutation("documents:remove", { id })).toBeNull();
      await expect(host.mutation("documents:remove", { id })).rejects.toThrow();
    },
  },
  {
    name: "a mutation reads what it wrote, in the index's order",
    run: async (host) => {
      const answer = await host.mutation("documents:writeAndRead", { group: group(), values: [3, "x", null, 1] });
      expect(answer).toEqual([null, 1, 3, "x"]);
    },
  },
  {
    name: "unique finds one or none, and refuses two",
    run: async (host) => {
      const name = group();
      expect(await host.query("documents:uniqueMark", { name })).toBeNull();
      await host.mutation("messages:markTogether", { names: [name] });
      expect(await host.query("documents:uniqueMark", { name })).toBe(name);
      await host.mutation("messages:markTogether", { names: [name] });
      await expect(host.query("documents:uniqueMark", { name })).rejects.toThrow();
    },
  },
  {
    name: "normalizeId knows its own table's ids alone",
    run: async (host) => {
      const id = (await host.mutation("values:put", { group: group() })) as string;
      expect(await host.query("documents:normalize", { table: "values", id })).toBe(id);
      expect(await host.query("documents:normalize", { table: "marks", id })).toBeNull();
      expect(await host.query("documents:normalize", { table: "values", id: "nonsense" })).toBeNull();
    },
  },
  {
    name: "an error takes back all that its mutation wrote",
    run: async (host) => {
      for (const how of ["error", "data", "schema"]) {
        await expect(host.mutation("trouble:insertThenFail", { how }), how).rejects.toThrow();
      }
      expect(await host.query("messages:marks")).not.toContain("must not stay");
    },
  },
  {
    name: "an answer that the validator refuses takes them back too",
    needs: "refusedAnswerStays",
    run: async (host) => {
      await expect(host.mutation("trouble:insertThenFail", { how: "returns" })).rejects.toThrow();
      expect(await host.query("messages:marks")).not.toContain("must not stay");
    },
  },
  {
    name: "a ConvexError brings its data along",
    run: async (host) => {
      expect(await dataOf(host.mutation("trouble:insertThenFail", { how: "data" }))).toEqual({
        code: "refused",
        at: 3n,
      });
    },
  },
  {
    name: "a nested mutation that fails takes back its own writes alone",
    run: async (host) => {
      const [kept, lost] = [group(), group()];
      const answer = (await host.mutation("messages:nested", { kept, lost })) as { seen: string[] };
      expect(answer).toMatchObject({ caught: { code: "refused", name: lost } });
      expect(answer.seen).toEqual(expect.arrayContaining([kept, `${kept}, after`]));
      expect(await host.query("messages:marks")).not.toContain(lost);
    },
  },
  {
    name: "arguments that the validator does not know are refused, unknown functions too",
    run: async (host) => {
      await expect(host.mutation("messages:createChannel", { name: 7 })).rejects.toThrow();
      await expect(host.mutation("messages:createChannel", { name: "x", more: 1 })).rejects.toThrow();
      await expect(host.query("messages:nothing")).rejects.toThrow();
    },
  },
  {
    name: "internal functions are closed to clients",
    needs: "internalIsOpen",
    run: async (host) => {
      await expect(host.mutation("trouble:secret")).rejects.toThrow();
    },
  },
  {
    name: "a filter compares in the order of values",
    needs: "filterOrder",
    run: async (host) => {
      const channelId = await newChannel(host);
      for (const text of ["Zebra", "apple", "éclair"])
        await host.mutation("messages:send", { channelId, text, likes: 1 });
      const found = (await host.query("messages:filtered", { startsAt: "a", count: 1_000 })) as string[];
      expect(found).toEqual(expect.arrayContaining(["apple", "éclair"]));
      expect(found).not.toContain("Zebra");
    },
  },
  {
    name: "an action sees what the mutations that it ran have written, and their errors",
    run: async (host) => {
      const channelId = await newChannel(host);
      expect(await host.action("deep/work:sumInAction", { channelId })).toBe(1);
      expect(await dataOf(host.action("deep/work:failInAction"))).toEqual({ code: "refused", at: 3n });
    },
  },
  {
    name: "what is scheduled happens once, unless its mutation failed or it was canceled",
    run: async (host) => {
      const [done, canceled, lost] = [group(), group(), group()];
      const id = (await host.mutation("deep/work:schedule", { name: done, inMs: 0 })) as string;
      const later = (await host.mutation("deep/work:schedule", { name: canceled, inMs: 60_000 })) as string;
      await host.mutation("deep/work:cancel", { id: later });
      await expect(host.mutation("deep/work:scheduleThenFail", { name: lost })).rejects.toThrow();
      await host.scheduledWorkDone();
      const marks = (await host.query("messages:marks")) as string[];
      expect(marks.filter((name) => name === done)).toEqual([done]);
      expect(marks).not.toContain(canceled);
      expect(marks).not.toContain(lost);
      expect(await host.query("deep/work:scheduled", { id })).toMatchObject({ state: { kind: "success" } });
      expect(await host.query("deep/work:scheduled", { id: later })).toMatchObject({ state: { kind: "canceled" } });
    },
  },
  {
    name: "files are kept with their type",
    run: async (host) => {
      expect(await host.action("files:storeText", { text: "grüße" })).toBe("text/plain: grüße");
    },
  },
];
