/// <reference types="vite/client" />
import { convexTest } from "convex-test";
import schema from "../fixtures/convex/schema.ts";
import { toAction, toMutation, toQuery } from "../fixtures/convex/setup.ts";
import type { ConformanceHost } from "./cases.ts";

const modules = import.meta.glob(["../fixtures/convex/**/*.ts", "!../fixtures/convex/{schema,setup,crons}.ts"]);

/** The library finds the folder's root by its generated files, which the fixture does not have. */
const rooted = { ...modules, "../fixtures/convex/_generated/server.ts": async () => ({}) };

/** The fixture functions on convex-test. It replaces what functions reach their host through: one kind of host a process. */
export function openOracle(): ConformanceHost {
  const test = convexTest(schema, rooted);
  return {
    query: (name, args = {}) => test.query(toQuery(name), args),
    mutation: (name, args = {}) => test.mutation(toMutation(name), args),
    action: (name, args = {}) => test.action(toAction(name), args),
    scheduledWorkDone: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await test.finishInProgressScheduledFunctions();
    },
    deviations: new Set(["filterOrder", "internalIsOpen", "refusedAnswerStays", "knowsLastPage", "emptyPages"]),
  };
}
