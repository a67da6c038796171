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
 * `refusedAnswerStays`: what a mutation wrote whose answer does not fit its validator stays. `knowsLastPage`: a page that is
 * just full says that it is the last. `emptyPages`: a page of no rows may be asked for.
 */
export type Deviation = "filterOrder" | "internalIsOpen" | "refusedAnswerStays" | "knowsLastPage" | "emptyPages";

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
  Number.NEGATIVE_INFINITY,
  -Number.MAX_VALUE,
  -1.5,
  -0,
  0,
  1e-9,
  3,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  false,
  true,
  "",
  "Z",
  "a",
  "ab",
  "é",
  // In UTF-8 the last character of the basic plane is before those beyond it; in UTF-16 it is after them.
  "\uffff",
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

type Page = { values: { value: number }[]; cursor: string; isDone: boolean };
const readPage = async (host: ConformanceHost, args: Args) => (await host.query("documents:page", args)) as Page;
const numbersOf = ({ values }: Page) => values.map(({ value }) => value);

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
    name: "a cursor holds its place when its own row goes, and when rows come before and after it",
    run: async (host) => {
      for (const order of ["asc", "desc"] as const) {
        const name = await put(host, [10, 20, 30, 40]);
        const first = await readPage(host, { group: name, cursor: null, numItems: 2, order });
        const rows = (await host.query("values:sorted", { group: name, order })) as { _id: string }[];
        await host.mutation("documents:remove", { id: rows[1]?._id as string });
        for (const value of [5, 15, 25, 35, 45]) await host.mutation("values:put", { group: name, value });
        const rest = await readPage(host, { group: name, cursor: first.cursor, numItems: 99, order });
        expect([numbersOf(first), numbersOf(rest)]).toEqual(
          order === "asc"
            ? [
                [10, 20],
                [25, 30, 35, 40, 45],
              ]
            : [
                [40, 30],
                [25, 20, 15, 10, 5],
              ],
        );
      }
    },
  },
  {
    name: "a page of a filtered query is filled with what passes",
    run: async (host) => {
      const name = await put(host, [1, 2, 2, 2, 3, 4]);
      const first = await readPage(host, { group: name, cursor: null, numItems: 2, except: 2 });
      const rest = await readPage(host, { group: name, cursor: first.cursor, numItems: 9, except: 2 });
      expect([numbersOf(first), numbersOf(rest)]).toEqual([[1, 3], [4]]);
    },
  },
  {
    name: "an end cursor bounds a page, whatever came in between and whatever its size",
    run: async (host) => {
      const name = await put(host, [10, 20, 30]);
      const { cursor } = await readPage(host, { group: name, cursor: null, numItems: 2 });
      for (const value of [5, 15, 25]) await host.mutation("values:put", { group: name, value });
      const again = await readPage(host, { group: name, cursor: null, numItems: 1, endCursor: cursor });
      expect(numbersOf(again)).toEqual([5, 10, 15, 20]);
      const rest = await readPage(host, { group: name, cursor: again.cursor, numItems: 9 });
      expect(numbersOf(rest)).toEqual([25, 30]);
    },
  },
  {
    name: "a page that is just full is not the last; an empty one is",
    needs: "knowsLastPage",
    run: async (host) => {
      const name = await put(host, [1, 2]);
      const first = await readPage(host, { group: name, cursor: null, numItems: 2 });
      const second = await readPage(host, { group: name, cursor: first.cursor, numItems: 2 });
      expect([first, second].map(({ isDone }) => isDone)).toEqual([false, true]);
      expect(second.values).toEqual([]);
    },
  },
  {
    name: "a page has at least one row, and a function one paginated query",
    needs: "emptyPages",
    run: async (host) => {
      await expect(host.query("documents:page", { group: group(), cursor: null, numItems: 0 })).rejects.toThrow();
      await expect(host.query("documents:twoPages")).rejects.toThrow();
    },
  },
  {
    name: "an absent field is told from null, in an index and in a filter",
    run: async (host) => {
      const name = await put(host, [undefined, null, 1, undefined]);
      expect(await host.query("documents:presence", { group: name })).toEqual({
        absent: 2,
        present: [null, 1],
        lacking: 2,
      });
    },
  },
  {
    name: "equal means the same type and the same bits: int64 is no float, -0 is not 0, NaN is itself",
    run: async (host) => {
      const name = await put(host, [1, 1n, 0, -0, Number.NaN, "1", true]);
      for (const value of [1, 1n, 0, -0, Number.NaN, "1", true]) {
        expect(await host.query("documents:count", { group: name, value }), String(value)).toBe(1);
      }
    },
  },
  {
    name: "values that are equal stay in the order in which they came",
    run: async (host) => {
      const name = group();
      const ids: unknown[] = [];
      for (let times = 0; times < 3; times += 1) ids.push(await host.mutation("values:put", { group: name, value: 7 }));
      const rows = (await host.query("values:sorted", { group: name, order: "asc" })) as { _id: string }[];
      expect(rows.map(({ _id }) => _id)).toEqual(ids);
      const reversed = (await host.query("values:sorted", { group: name, order: "desc" })) as { _id: string }[];
      expect(reversed.map(({ _id }) => _id)).toEqual(ids.toReversed());
    },
  },
  {
    name: "an index reaches into objects, and leaves out who has none",
    run: async (host) => {
      const channelId = await newChannel(host);
      const ids = [];
      for (const text of ["plain", "cats", "dogs"]) ids.push(await host.mutation("messages:send", { channelId, text }));
      for (const at of [1, 2]) {
        const topic = ["", "cats", "dogs"][at];
        await host.mutation("messages:edit", { id: ids[at] as string, patch: { about: { topic: topic as string } } });
      }
      expect(await host.query("messages:about", { channelId, topic: "cats" })).toEqual(["cats"]);
      expect(await host.query("messages:about", { channelId })).toEqual(["plain"]);
    },
  },
  {
    name: "first, last, none and more than there are",
    run: async (host) => {
      const name = await put(host, [2, 1, 3]);
      expect(await host.query("documents:edges", { group: name })).toEqual({ first: 1, last: 3, none: [], more: 3 });
      expect(await host.query("documents:edges", { group: group() })).toMatchObject({ first: null, more: 0 });
    },
  },
  {
    name: "system fields may be repeated in a patch, never changed",
    run: async (host) => {
      const id = (await host.mutation("values:put", { group: "x", value: 1 })) as string;
      expect(await host.mutation("documents:patch", { id, patch: { _id: id, value: 2 } })).toMatchObject({ value: 2 });
      const other = (await host.mutation("values:put", { group: "x", value: 1 })) as string;
      await expect(host.mutation("documents:patch", { id, patch: { _id: other } })).rejects.toThrow();
      await expect(host.mutation("documents:patch", { id, patch: { _creationTime: 1 } })).rejects.toThrow();
    },
  },
  {
    name: "what is gone cannot be changed, and an id of another table is refused",
    run: async (host) => {
      const id = (await host.mutation("values:put", { group: "x", value: 1 })) as string;
      await expect(host.query("documents:getAsMark", { id })).rejects.toThrow();
      await host.mutation("documents:remove", { id });
      await expect(host.mutation("documents:patch", { id, patch: { value: 2 } })).rejects.toThrow();
      await expect(host.mutation("documents:replace", { id, document: { group: "x" } })).rejects.toThrow();
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
  {
    name: "files are listed by the time at which they came, and no more when they have gone",
    async run(host) {
      const ids: string[] = [];
      for (const text of ["one", "two", "three", "four"]) {
        ids.push((await host.action("files:storeOne", { text })) as string);
      }
      const [after = "", second = "", third = "", until = ""] = ids;
      expect(await host.query("files:between", { after, until })).toEqual([second, third, until]);
      await host.mutation("files:remove", { id: third });
      expect(await host.query("files:between", { after, until })).toEqual([second, until]);
    },
  },
  {
    // Convex's documentation says hexadecimal.
    name: "a file's SHA-256 is base64",
    run: async (host) => {
      expect(await host.action("files:storedHash", { text: "abc" })).toBe(
        "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
      );
    },
  },
];
