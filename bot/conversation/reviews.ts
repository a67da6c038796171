import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { type Store, storeErrorOf } from "../../convex/client.ts";
import type { Author } from "../platform.ts";
import type { Conductor } from "./conductor.ts";

export type Decision = "approved" | "rejected";

/** Somebody presses a button below a version's video. `id` is the platform's own for it; a retry carries the same one. */
export type Review = {
  id: string;
  workspaceId: Id<"workspaces">;
  versionId: string;
  decision: Decision;
  person: Author;
};

/**
 * Approves or rejects the very version that somebody looked at, and says so in its thread. Answers null, or one friendly
 * sentence for that person alone.
 */
export async function review(
  { store, conductor }: { store: Store; conductor: Conductor },
  { id, workspaceId, versionId, decision, person }: Review,
): Promise<string | null> {
  const editVersionId = versionId as Id<"editVersions">;
  try {
    const reviewed = await store.as(person.id).mutation(api.artifacts.reviewVersion, {
      ...{ workspaceId, editVersionId, decision },
    });
    const version = await store.query(api.edits.getVersion, { id: editVersionId });
    const run = version && (await store.query(api.runs.get, { id: version.runId }));
    if (run?.threadId) await conductor.tell(run.threadId, `review:${id}`, inWords(person.name, decision, reviewed));
    return null;
  } catch (error) {
    const refusal = storeErrorOf(error);
    if (refusal === null) throw error;
    if (refusal.code !== "forbidden") return refusal.message;
    const verb = decision === "approved" ? "Approving" : "Rejecting";
    return `${verb} is for owners and admins here; ask one of them, or to become one.`;
  }
}

type Reviewed = { version: number; deliveries: number };

function inWords(name: string, decision: Decision, { version, deliveries }: Reviewed): string {
  const done = `**${name.replaceAll("**", "")}** ${decision} **version ${version}**.`;
  if (deliveries === 0) return done;
  const [what, goes, is] =
    deliveries === 1
      ? ["What waited for that", "goes", "is"]
      : [`The ${deliveries} deliveries that waited`, "go", "are"];
  return `${done} ${what} ${decision === "approved" ? `${goes} out now` : `${is} not sent`}.`;
}
