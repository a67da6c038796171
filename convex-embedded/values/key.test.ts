import { compareValues, convexToJson, type Value } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeKey, keyAfterPrefix } from "./key.ts";

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true }),
  fc.constantFrom(0, -0, 1, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "\0", "a", "a\0", "a\0b", "ab", "é", "😀", "￿"),
  fc.uint8Array({ maxLength: 6 }).map((bytes) => bytes.slice().buffer as ArrayBuffer),
);

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "ab", "z"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

const json = (item: Value | undefined) => (item === undefined ? undefined : convexToJson(item));
const optional = fc.option(value, { nil: undefined });

test("keys sort as the values do", () => {
  fc.assert(
    fc.property(optional, optional, (left, right) => {
      const byKey = encodeKey([json(left)]).compare(encodeKey([json(right)]));
      expect(Math.sign(byKey)).toBe(Math.sign(compareValues(left, right)));
    }),
    { numRuns: 3000 },
  );
});

test("keys of several values sort by the first that differs", () => {
  fc.assert(
    fc.property(fc.tuple(optional, optional), fc.tuple(optional, optional), (left, right) => {
      const byKey = encodeKey(left.map(json)).compare(encodeKey(right.map(json)));
      const byValue = compareValues(left[0], right[0]) || compareValues(left[1], right[1]);
      expect(Math.sign(byKey)).toBe(Math.sign(byValue));
    }),
    { numRuns: 2000 },
  );
});

test("the key after a prefix comes after every key that begins with it, and before every greater one", () => {
  fc.assert(
    fc.property(value, value, optional, (first, other, second) => {
      const after = keyAfterPrefix(encodeKey([json(first)]));
      const longer = encodeKey([json(first), json(second)]);
      expect(longer.compare(after)).toBe(-1);
      const order = compareValues(other, first);
      if (order !== 0)
        expect(Math.sign(encodeKey([json(other), json(second)]).compare(after))).toBe(order < 0 ? -1 : 1);
    }),
    { numRuns: 2000 },
  );
});
