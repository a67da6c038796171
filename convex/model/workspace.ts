import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel.js";
import type { QueryCtx } from "../_generated/server.js";
import { found, storeError } from "./errors.ts";

export const memberRole = v.union(v.literal("owner"), v.literal("admin"), v.literal("member"));
export type MemberRole = Infer<typeof memberRole>;

/** What a workspace has settled for itself. Whatever is absent is as `usualSettings` says. */
export const workspaceSettings = v.object({
  /** Repositories ("owner/name") whose pull requests may be run, beside those of AURA_REPOS. */
  allowedRepos: v.optional(v.array(v.string())),
  /** Channels, by the platform's own id, in which Aura answers; empty means all. */
  allowedChannels: v.optional(v.array(v.string())),
  /** Roles of the workspace that may ask for recordings. */
  allowedRoles: v.optional(v.array(memberRole)),
  requestsPerHour: v.optional(v.number()),
  /** Jobs of the workspace that workers do at the same time. */
  activeJobs: v.optional(v.number()),
  /** Nothing is delivered elsewhere before an owner or admin has approved it. */
  approvalRequired: v.optional(v.boolean()),
  /** Mail domains of the workspace's own people. */
  ownDomains: v.optional(v.array(v.string())),
});
export type WorkspaceSettings = Infer<typeof workspaceSettings>;

const usualSettings: Required<WorkspaceSettings> = {
  allowedRepos: [],
  allowedChannels: [],
  allowedRoles: ["owner", "admin", "member"],
  requestsPerHour: 60,
  activeJobs: 8,
  approvalRequired: false,
  ownDomains: [],
};

/** The settings that hold, with the usual ones where the workspace has said nothing. */
export const settingsOf = ({ settings = {} }: Pick<Doc<"workspaces">, "settings">): Required<WorkspaceSettings> => ({
  ...usualSettings,
  ...settings,
});

/** Higher stands above lower. */
const rank: Record<MemberRole, number> = { member: 0, admin: 1, owner: 2 };

export const isAtLeast = (role: MemberRole, needed: MemberRole): boolean => rank[role] >= rank[needed];

/** The workspace, unless it is being removed. */
export async function livingWorkspace(ctx: QueryCtx, id: Id<"workspaces">): Promise<Doc<"workspaces">> {
  const row = await ctx.db.get("workspaces", id);
  return found(row?.removedAt === undefined ? row : null, "workspace");
}

const most = { requestsPerHour: 10_000, activeJobs: 1_000, listed: 500, letters: 200 };

/** Throws `invalid_argument` for settings that make no sense: a limit that is no whole number would stop every worker. */
export function requireSettings(settings: WorkspaceSettings): void {
  const say = (message: string) => storeError("invalid_argument", message);
  for (const name of ["requestsPerHour", "activeJobs"] as const) {
    const limit = settings[name] ?? 1;
    if (!Number.isInteger(limit) || limit < 1 || limit > most[name]) {
      throw say(`${name} is a whole number from 1 to ${most[name].toLocaleString("en")}.`);
    }
  }
  for (const name of ["allowedRepos", "allowedChannels", "ownDomains"] as const) {
    const list = settings[name] ?? [];
    if (list.length > most.listed || list.some((entry) => entry.length > most.letters)) {
      throw say(`${name} has at most ${most.listed} entries of ${most.letters} letters.`);
    }
  }
  const wrong = settings.allowedRepos?.find((repo) => !/^[\w.-]+\/[\w.-]+$/.test(repo));
  if (wrong !== undefined) throw say(`${JSON.stringify(wrong)} is no repository; write owner/name.`);
}
