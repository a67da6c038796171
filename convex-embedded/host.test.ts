import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toAction, toMutation, toQuery } from "./fixtures/convex/setup.ts";
import { type Fixture, firstResult, startFixture } from "./fixtures/start.ts";

let fixture: Fixture;

beforeEach(async () => {
  fixture = await startFixture();
});

afterEach(() => fixture.end());

async function channelWith(...texts: string[]): Promise<string> {
  const channelId = await fixture.http.mutation(toMutation("messages:createChannel"), { name: "general" });
  for (const text of texts) await fixture.http.mutation(toMutation("messages:send"), { channelId, text });
  return channelId;
}

function loggedError(): Error {
  const [entry] = fixture.logged;
  if (!(entry?.error instanceof Error)) throw new Error("nothing was logged");
  return entry.error;
}

describe("functions over HTTP", () => {
  test("write, read, patch and delete documents", async () => {
    const channelId = await channelWith("one", "two", "three");
    const list = toQuery("messages:list");
    expect(await fixture.http.query(list, { channelId })).toEqual(["one", "two", "three"]);
    expect(await fixture.http.query(list, { channelId, order: "desc" })).toEqual(["three", "two", "one"]);
    expect(await fixture.http.query(toQuery("messages:channel"), { id: channelId })).toMatchObject({
      name: "general",
      count: 3,
    });
    expect(await fixture.http.mutation(toMutation("messages:removeAll"), { channelId })).toBe(3);
    expect(await fixture.http.query(list, { channelId })).toEqual([]);
  });

  test("patch sets and removes fields", async () => {
    const channelId = await channelWith();
    const id = await fixture.http.mutation(toMutation("messages:send"), { channelId, text: "a", likes: 2 });
    const edited = await fixture.http.mutation(toMutation("messages:edit"), {
      id,
      patch: { about: { topic: "cats" } },
    });
    expect(edited).toMatchObject({ _id: id, text: "a", likes: 2, about: { topic: "cats" } });
    expect(await fixture.http.mutation(toMutation("messages:unlike"), { id })).not.toHaveProperty("likes");
  });

  test("index ranges and filters", async () => {
    const channelId = await channelWith();
    for (const [text, likes] of [
      ["a", 1],
      ["b", 2],
      ["c", 3],
      ["d", undefined],
    ] as const) {
      await fixture.http.mutation(toMutation("messages:send"), { channelId, text, ...(likes ? { likes } : {}) });
    }
    expect(await fixture.http.query(toQuery("messages:liked"), { channelId, above: 1, atMost: 3 })).toEqual(["b", "c"]);
    expect(await fixture.http.query(toQuery("messages:filtered"), { startsAt: "b", count: 5 })).toEqual(["b", "c"]);
    expect(await fixture.http.query(toQuery("messages:filtered"), { startsAt: "b", count: 1 })).toEqual(["b"]);
  });

  test("actions call queries and mutations", async () => {
    const channelId = await channelWith("one");
    expect(await fixture.http.action(toAction("deep/work:sumInAction"), { channelId })).toBe(3);
  });

  test("all of Convex's values survive the way there and back", async () => {
    const value = {
      int: 9007199254740993n,
      bytes: new Uint8Array([0, 255]).buffer,
      nan: Number.NaN,
      zero: -0,
      text: "é😀",
      list: [null, true],
    };
    expect(await fixture.http.query(toQuery("values:echo"), { value })).toEqual(value);
  });
});

describe("failures", () => {
  test.each(["error", "data", "schema", "returns"])(
    "a mutation that fails by %s leaves nothing behind",
    async (how) => {
      await expect(fixture.http.mutation(toMutation("trouble:insertThenFail"), { how })).rejects.toThrow();
      expect(await fixture.http.query(toQuery("messages:marks"))).toEqual([]);
    },
  );

  test("a ConvexError reaches the client with its data", async () => {
    const failure = await fixture.http
      .mutation(toMutation("trouble:insertThenFail"), { how: "data" })
      .catch((error) => error);
    expect(failure).toBeInstanceOf(ConvexError);
    expect(failure.data).toEqual({ code: "refused", at: 3n });
    expect(fixture.logged).toEqual([]);
  });

  test("any other error is opaque to clients and whole in the log", async () => {
    const failure = await fixture.http
      .mutation(toMutation("trouble:insertThenFail"), { how: "error" })
      .catch((error) => error);
    expect(failure.message).toMatch(/^\[Request ID: \w+\] Server Error$/);
    expect(fixture.logged).toHaveLength(1);
    expect(String(loggedError().cause)).toContain("the password is swordfish");
  });

  test("arguments are validated", async () => {
    const channelId = await channelWith("one");
    const send = toMutation("messages:send");
    await expect(fixture.http.mutation(send, { channelId, text: 7 })).rejects.toThrow("Server Error");
    await expect(fixture.http.mutation(send, { channelId, text: "a", extra: 1 })).rejects.toThrow("Server Error");
    await expect(fixture.http.mutation(send, { channelId: `${channelId.slice(0, -1)}!`, text: "a" })).rejects.toThrow(
      "Server Error",
    );
    expect(fixture.logged.map(({ error }) => (error as Error).message)).toEqual([
      expect.stringContaining("at path .text"),
      expect.stringContaining("extra field `extra`"),
      expect.stringContaining('an id of table "channels"'),
    ]);
  });

  test("internal and unknown functions look the same to clients", async () => {
    const unknown = await fixture.http.mutation(toMutation("trouble:nothing")).catch((error) => error.message);
    const internal = await fixture.http.mutation(toMutation("trouble:secret")).catch((error) => error.message);
    const withoutId = (text: string) => text.replace(/\[.*?\] /, "");
    expect(withoutId(internal)).toBe("Could not find public function for 'trouble:secret'.");
    expect(withoutId(unknown)).toBe(withoutId(internal).replace("secret", "nothing"));
    await expect(fixture.connect().mutation(toMutation("trouble:secret"), {})).rejects.toThrow(
      "Could not find public function",
    );
    expect(await fixture.host.runInternal("trouble:secret")).toBe("for insiders");
  });

  test("a query cannot be called as a mutation", async () => {
    await expect(fixture.http.mutation(toMutation("messages:marks"))).rejects.toThrow("defined as query");
  });

  test("what the dialect lacks is refused by name", async () => {
    await expect(fixture.http.query(toQuery("trouble:search"))).rejects.toThrow();
    expect(loggedError().message).toContain("query.count");
  });

  test("errors of runInternal are the function's own", async () => {
    await expect(fixture.host.runInternal("trouble:insertThenFail", { how: "error" })).rejects.toThrow(
      "the password is swordfish",
    );
    const failure = await fixture.host
      .runInternal("trouble:insertThenFail", { how: "data" })
      .catch((error: ConvexError<never>) => error);
    expect(failure).toBeInstanceOf(ConvexError);
    expect((failure as ConvexError<never>).data).toEqual({ code: "refused", at: 3n });
  });

  test("a ConvexError keeps its data through actions and mutations", async () => {
    const failure = await fixture.http.action(toAction("deep/work:failInAction")).catch((error) => error);
    expect(failure.data).toEqual({ code: "refused", at: 3n });
  });
});

describe("transactions", () => {
  test("a nested mutation that fails takes only its own writes back", async () => {
    expect(await fixture.http.mutation(toMutation("messages:nested"), { kept: "k", lost: "l" })).toEqual({
      caught: { code: "refused", name: "l" },
      seen: ["k", "k, after"],
    });
    expect(await fixture.http.query(toQuery("messages:marks"))).toEqual(["k", "k, after"]);
  });

  test("nested mutations that are started together do not mix", async () => {
    await fixture.http.mutation(toMutation("messages:markTogether"), { names: ["a", "bad 1", "b", "bad 2", "c"] });
    expect(await fixture.http.query(toQuery("messages:marks"))).toEqual(["a", "b", "c", "own"]);
  });

  test("mutations that pause in the middle run one after the other", async () => {
    const id = await channelWith();
    const calls = Array.from({ length: 20 }, () =>
      fixture.http.mutation(toMutation("trouble:slowIncrement"), { id }, { skipQueue: true }),
    );
    await Promise.all(calls);
    expect(await fixture.http.query(toQuery("messages:channel"), { id })).toMatchObject({ count: 20 });
  });

  test("a query sees one moment, also when it pauses", async () => {
    const id = await channelWith();
    const writes = Array.from({ length: 20 }, () =>
      fixture.http.mutation(toMutation("trouble:slowIncrement"), { id }, { skipQueue: true }),
    );
    const reads = Array.from({ length: 20 }, () => fixture.http.query(toQuery("trouble:readTwice"), { id }));
    for (const [first, second] of await Promise.all(reads)) expect(first).toBe(second);
    await Promise.all(writes);
  });
});

describe("live queries", () => {
  test("answer at once and after each change", async () => {
    const channelId = await channelWith("one");
    const client = fixture.connect();
    const seen: string[][] = [];
    const done = firstResult<string[]>(
      client,
      toQuery("messages:list"),
      { channelId },
      (texts) => seen.push(texts) === 3,
    );
    await firstResult<string[]>(client, toQuery("messages:list"), { channelId }, (texts) => texts.length === 1);
    await client.mutation(toMutation("messages:send"), { channelId, text: "two" });
    await fixture.http.mutation(toMutation("messages:send"), { channelId, text: "three" });
    await done;
    expect(seen).toEqual([["one"], ["one", "two"], ["one", "two", "three"]]);
  });

  test("a mutation's promise resolves after its effect is visible", async () => {
    const channelId = await channelWith();
    const client = fixture.connect();
    let latest: string[] = [];
    const stop = client.onUpdate(toQuery("messages:list"), { channelId }, (texts: string[]) => {
      latest = texts;
    });
    for (const text of ["a", "b", "c"]) {
      await client.mutation(toMutation("messages:send"), { channelId, text });
      expect(latest.at(-1)).toBe(text);
    }
    stop();
  });

  test("a query that fails recovers when what it read changes", async () => {
    const client = fixture.connect();
    const failures: unknown[] = [];
    const recovered = new Promise((resolve) => {
      client.onUpdate(toQuery("trouble:failingQuery"), {}, resolve, (error) => {
        failures.push(error);
        void fixture.host.runInternal("messages:mark", { name: "now" });
      });
    });
    expect(await recovered).toBe("something");
    expect(failures).toHaveLength(1);
    expect((failures[0] as ConvexError<string>).data).toBe("nothing yet");
  });

  test("a change elsewhere runs nothing again", async () => {
    const [one, other] = [await channelWith("one"), await channelWith()];
    const client = fixture.connect();
    const updates: string[][] = [];
    client.onUpdate(toQuery("messages:list"), { channelId: one }, (texts: string[]) => updates.push(texts));
    await firstResult(client, toQuery("messages:list"), { channelId: one }, () => true);
    await client.mutation(toMutation("messages:send"), { channelId: other, text: "elsewhere" });
    expect(updates).toEqual([["one"]]);
  });
});
