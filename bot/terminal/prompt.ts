import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import type { Thread } from "../../convex/model/documents.ts";
import type { Conductor } from "../conversation/conductor.ts";
import { failureOf } from "../failure.ts";
import { conversationOf, type LocalConversation, localMessage, newConversation } from "../house/conversations.ts";
import type { Log } from "../log.ts";
import type { Screen } from "./screen.ts";
import type { Terminal } from "./terminal.ts";
import { harmless } from "./text.ts";

const HISTORY_LINES = 500;

const commandHelp = `/threads    earlier conversations
/open N     go on in one of them
/new        begin a new one
/help       this text
/quit       end; what is not finished goes on at the next start`;

export type PromptSurroundings = {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  screen: Screen;
  terminal: Terminal;
  conductor: Conductor;
  log: Log;
  historyFile: string;
  listThreads: () => Promise<Thread[]>;
  /** What /help says beside the commands: things to ask for. */
  examples: string;
  /** Begin in the latest conversation, not in a new one. */
  continues: boolean;
};

/** Reads lines until the person leaves (/quit, Ctrl-D, or Ctrl-C on an empty line). Answers how. */
export async function promptUntilEnd(surroundings: PromptSurroundings): Promise<"quit" | "interrupt"> {
  const { input, output, screen, terminal, conductor, log, historyFile, listThreads, examples } = surroundings;
  let conversation: LocalConversation = newConversation();
  let listed: Thread[] = [];
  const prompt = createInterface({
    input,
    output,
    prompt: "you    ",
    history: readHistory(historyFile),
    historySize: HISTORY_LINES,
    removeHistoryDuplicates: true,
  });
  screen.attachPrompt(prompt);

  const open = async (thread: Thread): Promise<void> => {
    conversation = conversationOf(thread);
    terminal.openThread = thread._id;
    await conductor.follow(thread._id);
  };

  /** It is stored with its first message. */
  const begin = (): void => {
    conversation = newConversation();
    terminal.openThread = null;
  };

  const showThreads = async (): Promise<void> => {
    listed = await listThreads();
    const lines = listed.map((thread, index) => `${String(index + 1).padStart(2)}  ${harmless(thread.title)}`);
    terminal.say("", lines.length > 0 ? lines.join("\n") : "Nothing has been said yet.");
  };

  const openNumber = async (given: string | undefined): Promise<void> => {
    if (listed.length === 0) listed = await listThreads();
    const thread = listed[Number(given) - 1];
    if (!thread) return terminal.say("", `There is no conversation ${given ?? ""}; /threads lists them.`);
    await open(thread);
    terminal.say("", `**${thread.title}** is open; say what to change.`);
  };

  const command = async (line: string): Promise<void> => {
    const [name, argument] = line.split(/\s+/);
    switch (name) {
      case "/threads":
        return showThreads();
      case "/open":
        return openNumber(argument);
      case "/new":
        begin();
        return terminal.say("", "A new conversation.");
      case "/help":
        return terminal.say("", `${examples}\n\n${commandHelp}`);
      case "/quit":
      case "/exit":
        return prompt.close();
      default:
        return terminal.say("", `There is no ${name}; /help lists what there is.`);
    }
  };

  const say = async (text: string): Promise<void> => {
    const message = localMessage(conversation, text);
    terminal.openThread = await conductor.threadOf(message);
    await conductor.receive(message);
  };

  const [latest] = surroundings.continues ? await listThreads() : [];
  if (latest) await open(latest);
  prompt.prompt();
  return await new Promise((resolve) => {
    prompt.on("line", (line) => {
      const text = line.trim();
      prompt.prompt();
      if (text === "") return;
      remember(historyFile, text);
      const work = text.startsWith("/") ? command(text) : say(text);
      work.catch((error: unknown) => {
        log.error({ err: error }, "a line at the prompt failed");
        terminal.say("aura", failureOf(error).message);
      });
    });
    prompt.on("SIGINT", () => {
      if (prompt.line !== "") {
        prompt.write(null, { ctrl: true, name: "e" });
        prompt.write(null, { ctrl: true, name: "u" });
        return;
      }
      resolve("interrupt");
      prompt.close();
    });
    prompt.on("close", () => {
      screen.attachPrompt(null);
      resolve("quit");
    });
  });
}

/** Newest first, as readline wants it. */
function readHistory(file: string): string[] {
  try {
    const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
    const kept = lines.slice(-HISTORY_LINES);
    if (lines.length > 2 * HISTORY_LINES) writeFileSync(file, `${kept.join("\n")}\n`, { mode: 0o600 });
    return kept.toReversed();
  } catch {
    return [];
  }
}

function remember(file: string, line: string): void {
  try {
    appendFileSync(file, `${line}\n`, { mode: 0o600 });
  } catch {
    // A history that cannot be kept is no reason to stop talking.
  }
}
