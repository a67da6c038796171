import type { Conductor } from "../conversation/conductor.ts";
import { openDiscordDoor } from "../discord/door.ts";
import type { Door, Route, Surroundings } from "../door.ts";
import { openGitHubDoor } from "../github/door.ts";
import { openSlackDoor } from "../slack/door.ts";
import { startWebhookServer, type WebhookServer } from "../webhooks/server.ts";

/** Opens its door when it is configured, and answers null when it is not. Throws DoorError when it is configured wrongly. */
export type DoorOpener = (surroundings: Surroundings) => Door | null | Promise<Door | null>;

/** Every chat platform that Aura speaks, in the order in which they are told of. */
const openers: readonly DoorOpener[] = [openSlackDoor, openDiscordDoor, openGitHubDoor];

export type ChatDoors = {
  doors: readonly Door[];
  /** Starts all doors, and the webhook server when one of them needs it. Answers a line for each on where it can be reached. */
  start(conductor: Conductor): Promise<string[]>;
  close(): Promise<void>;
};

/** The doors to the chat platforms that are configured. `pages` are answered beside what they answer. */
export async function openChatDoors(
  surroundings: Surroundings,
  { among = openers, pages = {} }: { among?: readonly DoorOpener[]; pages?: Readonly<Record<string, Route>> } = {},
): Promise<ChatDoors> {
  const doors = (await Promise.all(among.map((open) => open(surroundings)))).filter((door) => door !== null);
  let server: WebhookServer | null = null;
  return {
    doors,
    start: async (conductor) => {
      const lines: string[] = [];
      for (const door of doors) lines.push(`${door.name}: ${await door.start(conductor)}`);
      const routes = Object.assign({}, pages, ...doors.map((door) => door.routes));
      if (Object.keys(routes).length === 0) return lines;
      server = await startWebhookServer({ port: surroundings.environment.PORT, routes, log: surroundings.log });
      return [...lines, `Webhooks arrive at ${server.url}.`];
    },
    close: async () => {
      await server?.close();
      await Promise.all(doors.map((door) => door.close()));
    },
  };
}
