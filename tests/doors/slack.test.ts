import { afterAll, beforeAll } from "vitest";
import { openSlackPlatform } from "../../bot/slack/platform.ts";
import { slackSettingsOf } from "../../bot/slack/settings.ts";
import { openTeams } from "../../bot/slack/teams.ts";
import { readEnvironment } from "../../environment.ts";
import { doorContract, type Seen } from "./doorContract.ts";
import { openSlackPeer, type SeenMessage, type SlackPeer } from "./slackPeer.ts";
import { silentLog, type TestHouse } from "./testHouse.ts";

let slack: SlackPeer;
beforeAll(async () => {
  slack = await openSlackPeer();
});
afterAll(() => slack.close());

/** Each house's thread in the one emulated channel. */
const roots = new WeakMap<TestHouse, string>();

doorContract("Slack", async (house) => {
  const root = roots.get(house) ?? (await slack.say("Let us look at the coupons"));
  roots.set(house, root);
  const settings = slackSettingsOf(readEnvironment(slack.environment));
  if (!settings) throw new Error("Slack is not configured.");
  const { store } = house;
  const platform = openSlackPlatform({ teams: openTeams(settings, store, silentLog), store, log: silentLog });
  const stages = new Set<string>();
  let thread: SeenMessage[] = [];
  let isClosed = false;
  const watching = (async () => {
    while (!isClosed) {
      thread = await slack.thread(root);
      for (const { text } of thread) for (const stage of stagesIn(text)) stages.add(stage);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    platform,
    message: (text, { id = crypto.randomUUID(), author }) => ({
      ...{ id, author, text, platform: "slack", workspaceId: slack.teamId, workspaceName: "Acme" },
      ...{ channel: slack.channel, threadKey: root, receivedAtMs: Date.now() },
    }),
    look: async () => undefined,
    seen: () => read(thread.slice(1), [...stages]),
    close: async () => {
      isClosed = true;
      await watching;
    },
  };
});

const stagesIn = (text: string): string[] => {
  const parts = text.split("  ·  ").slice(1);
  return parts.filter((part) => /^[A-Z]/.test(part));
};

function read(thread: SeenMessage[], stages: string[]): Seen {
  const files = thread.flatMap((message) => message.files);
  const said = thread.filter(({ key }) => key.startsWith("reply:"));
  const growing = thread.find(({ key }) => key.startsWith("draft:"))?.text.replace(/ …$/, "");
  return {
    ...(growing === undefined ? {} : { growing }),
    replies: said.map(({ text }) => text.replaceAll("\u200b", "")),
    videos: files.flatMap((name) => /-v(\d+)\.mp4$/.exec(name)?.[1] ?? []).map(Number),
    files: files.filter((name) => name.endsWith(".gif")),
    failures: thread.filter(({ text }) => text.startsWith(":warning:")).map(({ text }) => text),
    stages,
  };
}
