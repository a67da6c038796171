import { defineTool } from "./define.ts";

export const cancelDigest = defineTool("cancel_digest", async (turn) => {
  const deed = await turn.actions.cancelDigest();
  return deed.done ? { kind: "done", message: "The digest is off." } : { kind: "unavailable", message: deed.message };
});
