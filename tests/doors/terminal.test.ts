import { PassThrough } from "node:stream";
import { plainScreen } from "../../bot/terminal/screen.ts";
import { openTerminal } from "../../bot/terminal/terminal.ts";
import { doorContract, type Seen } from "./doorContract.ts";
import type { TestHouse } from "./testHouse.ts";

/** What each house's terminal has printed, over all its starts. */
const printed = new WeakMap<TestHouse, { text: string }>();

doorContract("the terminal", async (house) => {
  const paper = printed.get(house) ?? { text: "" };
  printed.set(house, paper);
  const output = new PassThrough();
  output.on("data", (chunk: Buffer) => {
    paper.text += chunk.toString();
  });
  const style = { isColored: false, columns: 0, cwd: "/nowhere", hasLinks: false };
  const terminal = openTerminal({ screen: plainScreen(output), style, isLive: false });
  return {
    platform: terminal,
    look: async (_, threadId) => {
      terminal.openThread = threadId;
    },
    seen: () => read(paper.text),
    close: async () => undefined,
  };
});

function read(text: string): Seen {
  const utterances = text.split(/^(?=aura {3}|you {4})/m).filter((one) => one.startsWith("aura"));
  const isVideo = (one: string) => /\.mp4$/m.test(one);
  const isFile = (one: string) => /\.gif$/m.test(one);
  const isFailure = (one: string) => /failed:/.test(one);
  return {
    replies: utterances.filter((one) => !isVideo(one) && !isFile(one) && !isFailure(one)),
    videos: utterances.filter(isVideo).map((one) => Number(/-v(\d+)\.mp4$/m.exec(one)?.[1])),
    files: utterances.filter(isFile).map((one) => /\S+\.gif$/m.exec(one)?.[0] ?? ""),
    failures: utterances.filter(isFailure),
    stages: [...text.matchAll(/^ {7}[\w ]+: ([A-Z][\w ]+)/gm)].map((match) => match[1] ?? ""),
  };
}
