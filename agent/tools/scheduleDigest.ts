import { Cron } from "croner";
import cronstrue from "cronstrue";
import { confirmationQuestion } from "../confirmation.ts";
import { defineTool } from "./define.ts";
import { question, refused } from "./outcome.ts";

export const scheduleDigest = defineTool("schedule_digest", async (turn, { cron, timezone, to }) => {
  const zone = timezone ?? turn.context.thread.timezone;
  const next = nextTime(cron, zone, turn.context.thread.now);
  if ("problem" in next) return refused("schedule", next.problem);
  if (to.length === 0) return question("To whom should the digest go?");
  const reached = await Promise.all(
    to.map((address) =>
      turn.actions.reach({ what: "digest", channel: address.includes("@") ? "email" : "slack", to: address }),
    ),
  );
  const unreachable = reached.find((one) => !one.done);
  if (unreachable?.done === false) return { kind: "unavailable", message: unreachable.message };
  const strange = to.filter((address, at) => {
    const reach = reached[at];
    return reach?.done === true && !reach.isKnown && !turn.confirmed.has(address.toLowerCase());
  });
  if (strange.length > 0) return { kind: "confirm", message: confirmationQuestion(strange, "the digest") };
  const deed = await turn.actions.scheduleDigest({ cron, timezone: zone, to });
  if (!deed.done) return { kind: "unavailable", message: deed.message };
  return {
    kind: "done",
    message: `A digest goes to ${to.join(", ")}: ${inWords(cron)} (${zone}), next on ${next.text}.`,
  };
});

/** When a schedule next comes due, as people write it; or what is wrong with it. */
function nextTime(cron: string, timezone: string, now: string): { text: string } | { problem: string } {
  if (cron.trim().split(/\s+/).length !== 5)
    return { problem: `“${cron}” is not a schedule that I know. Say for example **every Monday at 9**.` };
  try {
    const next = new Cron(cron, { timezone }).nextRun(new Date(now));
    if (!next) return { problem: "That schedule never comes due. Say for example **every Monday at 9**." };
    const format = {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: timezone,
    } as const;
    return { text: new Intl.DateTimeFormat("en-GB", format).format(next) };
  } catch {
    return { problem: `I could not read that schedule (${cron}, ${timezone}). Say for example **every Monday at 9**.` };
  }
}

function inWords(cron: string): string {
  const words = cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: false });
  return words.charAt(0).toLowerCase() + words.slice(1);
}
