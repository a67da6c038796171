import { type Infer, v } from "convex/values";
import { customMutation, customQuery } from "convex-helpers/server/customFunctions";
import type { Doc, Id } from "./_generated/dataModel.js";
import type { QueryCtx } from "./_generated/server.js";
import { mutation, query } from "./_generated/server.js";
import { storeError } from "./model/errors.ts";
import { hashKey } from "./model/keys.ts";
import { membershipOf } from "./model/members.ts";
import { isAtLeast, type MemberRole } from "./model/workspace.ts";

const callerKind = v.union(v.literal("bot"), v.literal("worker"), v.literal("viewer"));

/**
 * Who calls. `key` is the secret itself (a viewer's: the token of the link); the store knows only its hash. `person` is the
 * platform's id of whoever the bot acts for: the platform's signature, which the bot has checked, vouches for it.
 */
export const caller = v.object({ kind: callerKind, key: v.string(), person: v.optional(v.string()) });
export type Caller = Infer<typeof caller>;

/** Of the few keys that have opened the store, which come with every call: hashing takes a tenth of a claim. */
const hashesOfKnown = new Map<string, string>();

/** Unknown, revoked and wrong-kind keys look the same from outside. */
async function checkCaller(ctx: QueryCtx, claimed: Caller, allowed: readonly Caller["kind"][]): Promise<void> {
  const keyHash = hashesOfKnown.get(claimed.key) ?? (await hashKey(claimed.key));
  const credential = await ctx.db
    .query("credentials")
    .withIndex("by_hash", (range) => range.eq("keyHash", keyHash))
    .first();
  const known = credential !== null && credential.revokedAt === undefined && credential.kind === claimed.kind;
  if (!known || !allowed.includes(claimed.kind)) {
    throw storeError("forbidden", "This key does not open the store; check AURA_WORKER_KEY or register the key again.");
  }
  hashesOfKnown.set(claimed.key, keyHash);
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

type InWorkspace = { caller: Caller; workspaceId: Id<"workspaces"> };

/** A person of the workspace with at least this role, through the bot. A stranger and a workspace that is not there look the same. */
function allowMember(needed: MemberRole) {
  return {
    args: { caller, workspaceId: v.id("workspaces") },
    input: async (ctx: QueryCtx, args: InWorkspace) => {
      await checkCaller(ctx, args.caller, ["bot"]);
      const { person } = args.caller;
      const workspace = await ctx.db.get("workspaces", args.workspaceId);
      const isThere = workspace !== null && workspace.removedAt === undefined;
      const member = isThere && person !== undefined ? await membershipOf(ctx, args.workspaceId, person) : null;
      if (member === null) throw storeError("forbidden", "Only members of this workspace can do that.");
      if (!isAtLeast(member.role, needed)) {
        throw storeError("forbidden", `Only ${needed === "owner" ? "the owner" : "an owner or admin"} can do that.`);
      }
      return { ctx: { member }, args: { workspaceId: args.workspaceId } };
    },
  };
}

/** Somebody with a link to one run. The token's row goes when it expires, so that no query needs a clock. */
const allowViewer = {
  args: { caller },
  input: async (ctx: QueryCtx, args: { caller: Caller }) => {
    const token = args.caller.kind === "viewer" ? await tokenOf(ctx, args.caller.key) : null;
    const run = token && (await ctx.db.get("runs", token.runId));
    const workspace = token && (await ctx.db.get("workspaces", token.workspaceId));
    const isThere = run?.removedAt === undefined && workspace?.removedAt === undefined;
    if (token === null || run === null || workspace === null || !isThere) {
      throw storeError("forbidden", "This link has expired or was withdrawn; ask for a new one.");
    }
    return { ctx: { token, viewedRun: run }, args: {} };
  },
};

async function tokenOf(ctx: QueryCtx, token: string): Promise<Doc<"viewTokens"> | null> {
  const tokenHash = await hashKey(token);
  return await ctx.db
    .query("viewTokens")
    .withIndex("by_hash", (range) => range.eq("tokenHash", tokenHash))
    .first();
}

// Every public function of the store is made by one of these; tests/store/access.test.ts fails on any other.
export const botQuery = customQuery(query, allow("bot"));
export const botMutation = customMutation(mutation, allow("bot"));
export const workerQuery = customQuery(query, allow("worker"));
export const workerMutation = customMutation(mutation, allow("worker"));
export const sharedQuery = customQuery(query, allow("bot", "worker"));
export const sharedMutation = customMutation(mutation, allow("bot", "worker"));
export const memberQuery = customQuery(query, allowMember("member"));
export const memberMutation = customMutation(mutation, allowMember("member"));
export const adminMutation = customMutation(mutation, allowMember("admin"));
export const ownerMutation = customMutation(mutation, allowMember("owner"));
export const viewerQuery = customQuery(query, allowViewer);
export const viewerMutation = customMutation(mutation, allowViewer);
