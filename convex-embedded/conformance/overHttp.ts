import { ConvexHttpClient } from "convex/browser";
import { toAction, toMutation, toQuery } from "../fixtures/convex/setup.ts";
import type { ConformanceHost } from "./cases.ts";

/** The fixture functions at an address, whoever hosts them. */
export function hostOverHttp(url: string): ConformanceHost {
  const client = new ConvexHttpClient(url, { logger: false });
  return {
    query: (name, args = {}) => client.query(toQuery(name), args),
    mutation: (name, args = {}) => client.mutation(toMutation(name), args),
    action: (name, args = {}) => client.action(toAction(name), args),
    scheduledWorkDone: async () => {
      // A mutation that is scheduled later for now is done later: when its mark is there, so is what came before.
      const name = crypto.randomUUID();
      await client.mutation(toMutation("deep/work:schedule"), { name, inMs: 1 });
      const isThere = async () => ((await client.query(toQuery("messages:marks"), {})) as string[]).includes(name);
      while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    deviations: new Set(),
  };
}
