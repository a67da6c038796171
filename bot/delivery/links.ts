import { createHmac } from "node:crypto";
import { publicAddress } from "../../agent/tools/publicAddress.ts";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import { hashKey } from "../../convex/model/keys.ts";

const LIFETIME_MS = 90 * 24 * 3_600_000;
/** The workspace's member in whose name links are made. */
const linkMaker = { userId: "aura", name: "Aura" };

export type Link = { watch: string; poster: string; preview: string };
type Shown = { workspaceId: Id<"workspaces">; runId: Id<"runs">; editVersionId: Id<"editVersions"> };

export type Links = {
  /** Where anybody with the link sees this version, and no other; null without a public https address. */
  of(shown: Shown): Promise<Link | null>;
};

/**
 * Links to one version of one run. A link's token is made of the version and `secret`, so that it is the same whenever it is
 * sent; the store keeps its hash alone. One that has expired is made anew.
 */
export function openLinks({ publicUrl, secret, store }: { publicUrl: string; secret: string; store: Store }): Links {
  const base = publicUrl.replace(/\/+$/, "");
  const isPublic = base.startsWith("https://") && !("refusal" in publicAddress(base));

  async function isAlive(token: string): Promise<boolean> {
    try {
      await store.asViewer(token).query(api.viewers.watch, {});
      return true;
    } catch (error) {
      if (storeErrorOf(error)?.code === "forbidden") return false;
      throw error;
    }
  }

  return {
    of: async ({ workspaceId, runId, editVersionId }) => {
      if (!isPublic) return null;
      const token = createHmac("sha256", secret).update(`watch:${editVersionId}`).digest("base64url");
      if (!(await isAlive(token))) {
        await store.mutation(api.workspaceMembers.ensure, { workspaceId, ...linkMaker });
        const link = { workspaceId, runId, editVersionId, tokenHash: await hashKey(token), lifetimeMs: LIFETIME_MS };
        await store.as(linkMaker.userId).mutation(api.viewers.createLink, link);
      }
      const watch = `${base}/watch/${token}`;
      return { watch, poster: `${watch}/poster.jpg`, preview: `${watch}/preview.gif` };
    },
  };
}
