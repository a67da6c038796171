import { defineTool } from "./define.ts";
import { question } from "./outcome.ts";
import { plain } from "./plain.ts";

export const showVideo = defineTool("show_video", async (turn, { pr }) => {
  if (turn.context.run?.pr === pr) return { kind: "told", message: `The video of PR ${pr} is the one at hand.` };
  const shown = await turn.actions.showVideo({ pr });
  if (shown === null) return question(`There is no video of PR ${pr} in this thread. Shall I **record PR ${pr}**?`);
  turn.done.runId = shown.runId;
  const title = shown.title ? ` (${plain(shown.title)})` : "";
  return {
    kind: "done",
    message: `Back to the video of PR ${pr}${title}, as it was left. What you say next is done there.`,
  };
});
