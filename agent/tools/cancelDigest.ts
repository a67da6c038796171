import type { Digest } from "../actions.ts";
import { defineTool } from "./define.ts";
import { digestInWords, numberedDigests } from "./digestWords.ts";
import { question } from "./outcome.ts";

export const cancelDigest = defineTool("cancel_digest", async (turn, { which }) => {
  const digests = await turn.actions.listDigests();
  if (digests.length === 0) return { kind: "unavailable", message: "There is no digest to stop." };
  const meant = meantOf(digests, which);
  if (!meant) return question(`Which digest should I stop? Say its number.\n${numberedDigests(digests)}`);
  await turn.actions.cancelDigest({ id: meant.id });
  return { kind: "done", message: `The digest is off: ${digestInWords(meant).replace(/, next on .*$/, "")}.` };
});

/** The one by its number; else the only one of this thread; else the only one there is. */
function meantOf(digests: readonly Digest[], which: number | undefined): Digest | undefined {
  if (which !== undefined) return digests[which - 1];
  const here = digests.filter(({ isHere }) => isHere);
  if (here.length === 1) return here[0];
  return digests.length === 1 ? digests[0] : undefined;
}
