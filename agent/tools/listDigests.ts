import { defineTool } from "./define.ts";
import { digestInWords, numberedDigests } from "./digestWords.ts";

export const listDigests = defineTool("list_digests", async (turn) => {
  const digests = await turn.actions.listDigests();
  const [only] = digests;
  if (!only) {
    const message = "There is no digest. Say for example **every Monday at 9 mail a digest to team@acme.com**.";
    return { kind: "told", message };
  }
  if (digests.length === 1) return { kind: "told", message: `One digest goes out: ${digestInWords(only)}.` };
  return { kind: "told", message: `${digests.length} digests go out:\n${numberedDigests(digests)}` };
});
