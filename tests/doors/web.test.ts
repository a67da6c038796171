import { openWebDoor } from "../../bot/web/door.ts";
import type { DraftView, ThreadView } from "../../bot/web/pageTypes.ts";
import { startWebServer } from "../../bot/web/server.ts";
import { doorContract, type Seen } from "./doorContract.ts";
import { openPage } from "./livePage.ts";
import { silentLog } from "./testHouse.ts";

/** The page's own stream, read as a browser reads it; the page's looks have tests of their own (page.test.ts). */
doorContract("the web page", async (house) => {
  const platform = openWebDoor();
  let close = async (): Promise<void> => undefined;
  let latest: ThreadView | null = null;
  let draft: DraftView | null = null;
  const stages: string[] = [];
  return {
    platform,
    look: async ({ store, library, workspaceId, conductor }, threadId) => {
      const describeHouse = async () => ({ repo: "shop", pullRequests: [] });
      const surroundings = { door: platform, store, library, conductor: conductor(), workspaceId, describeHouse };
      const server = await startWebServer({ ...surroundings, log: silentLog }, 0);
      const page = await openPage(server.url);
      const stop = page.listen(`/api/live?thread=${threadId}`, (event, data) => {
        if (event === "draft") draft = data as DraftView;
        if (event !== "thread") return;
        latest = data as ThreadView;
        for (const job of latest.jobs) if (stages.at(-1) !== job.stage) stages.push(job.stage);
      });
      close = async () => {
        stop();
        await server.close();
      };
    },
    seen: () => ({ ...read(latest), stages, ...growing() }),
    close: () => close(),
  };

  /** As the page decides it. */
  function growing(): { growing?: string } {
    const stands = latest?.messages.some(({ key }) => key === draft?.key);
    return draft && !stands ? { growing: draft.text } : {};
  }

  function read(thread: ThreadView | null): Omit<Seen, "stages"> {
    const messages = thread?.messages.filter((one) => one.role === "assistant") ?? [];
    const versions = thread?.runs.flatMap((run) => run.versions) ?? [];
    const exports = thread?.runs.flatMap((run) => run.exports) ?? [];
    const posted = (subject: string) =>
      messages.flatMap((one) => (one.posted?.subject === subject ? [{ ...one, of: one.posted.id }] : []));
    return {
      replies: messages.filter((one) => !one.posted).map((one) => one.text),
      videos: posted("version").map((one) => versions.find((version) => version.id === one.of)?.number ?? 0),
      files: posted("export").map((one) => {
        const file = exports.find((job) => job.id === one.of);
        return `${house.videosDir}/shop-pr1-v${file?.versionNumber}.${file?.format}`;
      }),
      failures: posted("failure").map((one) => one.text),
    };
  }
});
