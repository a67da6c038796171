import { compareValues, type Value } from "convex/values";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toMutation, toQuery } from "../fixtures/convex/setup.ts";
import { type Fixture, startFixture } from "../fixtures/start.ts";

type Row = { value?: Value; _creationTime: number };
let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
});

afterAll(() => fixture.end());

const value: fc.Arbitrary<Value | undefined> = fc.oneof(
  fc.constantFrom(undefined, null, true, false, 0, -0, 1.5, -2, "", "a", "b", 1n, -1n, [], [1], ["a"], {}, { a: 1 }),
  fc.double({ noNaN: true }),
  fc.string(),
);

/** Array.sort never hands undefined to its comparison. */
function inOrder(values: (Value | undefined)[]): (Value | undefined)[] {
  return values
    .map((item) => ({ item }))
    .sort((left, right) => compareValues(left.item, right.item))
    .map(({ item }) => item);
}

test("indexes, orders and ranges agree with Convex's own comparison", async () => {
  let group = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 12 }), fc.tuple(value, value), async (values, [low, high]) => {
      group += 1;
      const name = `group ${group}`;
      for (const item of values) {
        await fixture.host.runInternal("values:put", { group: name, ...(item === undefined ? {} : { value: item }) });
      }
      const ascending = (await fixture.host.runInternal("values:sorted", { group: name, order: "asc" })) as Row[];
      const descending = (await fixture.host.runInternal("values:sorted", { group: name, order: "desc" })) as Row[];
      expect(descending).toEqual([...ascending].reverse());
      expect(ascending.map((row) => row.value)).toEqual(inOrder(values));
      if (low === undefined || high === undefined) return;
      const between = await fixture.host.runInternal("values:between", { group: name, low, high });
      const expected = [...values]
        .sort(compareValues)
        .filter((item) => compareValues(item, low) >= 0 && compareValues(item, high) < 0);
      expect(between).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("an iteration sees what its own mutation writes, and ends", async () => {
  const channelId = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "many" });
  for (let index = 0; index < 40; index += 1)
    await fixture.host.runInternal("messages:send", { channelId, text: `${index}` });
  expect(await fixture.http.mutation(toMutation("messages:removeAll"), { channelId })).toBe(40);
  expect(await fixture.http.query(toQuery("messages:list"), { channelId })).toEqual([]);
});
