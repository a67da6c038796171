import { nextRunMs, scheduleProblem } from "../../convex/model/schedule.ts";
import { confirmationQuestion } from "../confirmation.ts";
import { digestChannelOf } from "../storeDigests.ts";
import { listed } from "../words.ts";
import { defineTool } from "./define.ts";
import { momentInWords, scheduleInWords } from "./digestWords.ts";
import { question, refused } from "./outcome.ts";

export const scheduleDigest = defineTool("schedule_digest", async (turn, { cron, timezone, to }) => {
  const { thread } = turn.context;
  const zone = timezone ?? thread.timezone;
  const nowMs = Date.parse(thread.now);
  const problem = scheduleProblem(cron, zone, nowMs);
  if (problem !== null) return refused("schedule", problem);
  if (to.length === 0) return question("To whom should the digest go?");
  const elsewhere = to.filter((address) => address !== thread.channelTarget);
  const reached = await Promise.all(
    elsewhere.map((address) => {
      const channel = digestChannelOf(address, thread.channelType);
      return turn.actions.reach({ what: "digest", channel, to: address });
    }),
  );
  const unreachable = reached.find((one) => !one.done);
  if (unreachable?.done === false) return { kind: "unavailable", message: unreachable.message };
  const strange = elsewhere.filter((address, at) => {
    const reach = reached[at];
    return reach?.done === true && !reach.isKnown && !turn.confirmed.has(address.toLowerCase());
  });
  if (strange.length > 0) return { kind: "confirm", message: confirmationQuestion(strange, "the digest") };
  const when = `${scheduleInWords(cron)} (${zone})`;
  const what = `a digest of their videos: ${when}`;
  const made = await turn.actions.scheduleDigest({ cron, timezone: zone, to, what });
  if (!made.done) return { kind: "unavailable", message: made.message };
  const places = to.map((address) => (address === thread.channelTarget ? "this chat" : address));
  const next = nextRunMs(cron, zone, nowMs);
  const first = next === null ? "" : `, next on ${momentInWords(next, zone)}`;
  const asked =
    made.asked.length === 0
      ? ""
      : ` ${listed(made.asked, "and")} ${made.asked.length === 1 ? "is" : "are"} asked by mail first, and ${made.asked.length === 1 ? "gets" : "get"} it after a yes.`;
  return { kind: "done", message: `A digest goes to ${places.join(", ")}: ${when}${first}.${asked}` };
});
