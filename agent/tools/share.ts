import type { Sending } from "../actions.ts";
import { confirmationQuestion } from "../confirmation.ts";
import { isView } from "../resolve/view.ts";
import { defineTool } from "./define.ts";
import { question, refused } from "./outcome.ts";
import { publicAddress } from "./publicAddress.ts";

const isEmailAddress = (text: string): boolean => /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]{2,}$/.test(text);

export const share = defineTool("share", async (turn, { channel, to }) => {
  const view = turn.view();
  if (!isView(view)) return refused(view.code, view.message);
  if (channel === "email" && !isEmailAddress(to))
    return question(`“${to}” is not an e-mail address. Which address should I send it to?`);
  if (channel === "webhook") {
    const address = publicAddress(to);
    if ("refusal" in address) return refused("address", address.refusal);
  }
  const reach = await turn.actions.reach({ what: "video", channel, to });
  if (!reach.done) return { kind: "unavailable", message: reach.message };
  if (!reach.isKnown && !turn.confirmed.has(to.toLowerCase()))
    return { kind: "confirm", message: confirmationQuestion([to], "it") };
  const version = await turn.commit();
  const deed = await turn.actions.share({ channel, to, versionId: version?.versionId });
  if (!deed.done) return { kind: "unavailable", message: deed.message };
  const what = `Version ${version?.version ?? view.seen.version}`;
  return { kind: "done", message: sendingInWords[deed.waitsFor](what, to) };
});

const sendingInWords: Record<Extract<Sending, { done: true }>["waitsFor"], (what: string, to: string) => string> = {
  nothing: (what, to) => `${what} is on its way to **${to}**; I say here when it has arrived.`,
  video: (what, to) => `${what} goes to **${to}** as soon as it is ready.`,
  approval: (what, to) =>
    `${what} goes to **${to}** when an owner or admin has approved it: they say **approve it** here.`,
};
