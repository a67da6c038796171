import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { EditVersion, Run } from "../../convex/model/documents.ts";
import type { Library } from "../results/library.ts";

/** What a mail takes. */
const LARGEST_BYTES = 1_000_000;

/** The newest GIF of exactly this version that a mail can carry, as a file; null when nobody has made one. */
export async function smallGif(store: Store, library: Library, run: Run, version: EditVersion): Promise<string | null> {
  const made = await store.query(api.exports.list, { runId: run._id });
  const small = made.find(
    ({ format, status, editVersionId, fileSizeBytes = Number.POSITIVE_INFINITY }) =>
      format === "gif" && status === "completed" && editVersionId === version._id && fileSizeBytes <= LARGEST_BYTES,
  );
  return small ? await library.exportFile(run, version, small).catch(() => null) : null;
}
