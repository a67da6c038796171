import { expect, it } from "vitest";
import { openedStore, recordedThread } from "./support.ts";

const store = openedStore();

/** The reply to the last of these turns. */
async function replyTo(...turns: string[]): Promise<string> {
  const { say } = await recordedThread(store(), "retry.context.json");
  let reply = "";
  for (const turn of turns) reply = (await say(turn)).text;
  return reply;
}

it.each([
  [["export as gif", "it's too big, max 3 mb"], /^Exporting GIF, .* at most 3 MB/],
  [["a gif under 5 mb please", "gif again please"], /^Exporting GIF, .* at most 5 MB/],
  [["a gif under 5 mb please", "zoom on the total", "export it again"], /^Exporting GIF, .* at most 5 MB/],
  [["export as gif", "480 px wide is enough"], /^Exporting GIF, 480 × 270/],
  [["export as gif", "too big"], /^How big may the GIF be, such as \*\*under 5 MB\*\*\?/],
  [["export as gif", "and an mp4 too"], /^Exporting MP4, 1920 × 1080/],
  [["export as gif", "and without the last 2 seconds"], /^Cut 0:16\.6–0:18\.6/],
])("goes on from the file that was asked for: %j", async (turns, reply) => {
  expect(await replyTo(...turns)).toMatch(reply);
});
