import { type Infer, v } from "convex/values";
import { customMutation, customQuery } from "convex-helpers/server/customFunctions";
import type { QueryCtx } from "./_generated/server.js";
import { mutation, query } from "./_generated/server.js";
import { storeError } from "./model/errors.ts";
import { hashKey } from "./model/keys.ts";

/** Who calls. `key` is the secret itself; the store knows only its hash. */
export const caller = v.object({ kind: v.union(v.literal("bot"), v.literal("worker")), key: v.string() });
export type Caller = Infer<typeof caller>;

/** Unknown, revoked and wrong-kind keys look the same from outside. */
async function checkCaller(ctx: QueryCtx, claimed: Caller, allowed: readonly Caller["kind"][]): Promise<void> {
  const keyHash = await hashKey(claimed.key);
  const credential = await ctx.db
    .query("credentials")
    .withIndex("by_hash", (range) => range.eq("keyHash", keyHash))
    .first();
  const known = credential !== null && credential.revokedAt === undefined && credential.kind === claimed.kind;
  if (!known || !allowed.includes(claimed.kind)) {
    throw storeError("forbidden", "This key does not open the store; check AURA_WORKER_KEY or register the key again.");
  }
}

function allow(...kinds: Caller["kind"][]) {
  return {
    args: { caller },
    input: async (ctx: QueryCtx, args: { caller: Caller }) => {
      await checkCaller(ctx, args.caller, kinds);
      return { ctx: {}, args: {} };
    },
  };
}

// Every public function of the store is made by one of these; tests/store/access.test.ts fails on any other.
export const botQuery = customQuery(query, allow("bot"));
export const botMutation = customMutation(mutation, allow("bot"));
export const workerMutation = customMutation(mutation, allow("worker"));
export const sharedQuery = customQuery(query, allow("bot", "worker"));
export const sharedMutation = customMutation(mutation, allow("bot", "worker"));
