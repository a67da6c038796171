import { readCommandLine, wholeNumber } from "../commandLine.ts";
import { readEnvironment } from "../environment.ts";
import { openGate } from "./gate/gate.ts";
import { type ChatDoors, openChatDoors } from "./house/chatDoors.ts";
import { failCommand } from "./house/failing.ts";
import { openBotForge } from "./house/forge.ts";
import { openHouse } from "./house/house.ts";
import { onInterrupt } from "./house/interrupt.ts";
import { openLocalDoors } from "./house/localDoors.ts";
import { warningsTo } from "./house/warnings.ts";

const command = {
  name: "npm run bot",
  ways: ["", "-- [options]"],
  does: "The bot's process of a deployment; npm run doctor says which doors it has.",
  options: {
    repo: { type: "string", value: "DIR", help: "a local git repository beside those of GitHub" },
    port: { type: "string", value: "N", help: "the web page's port (default: 3000, or the next free one)" },
  },
} as const;

/** `npm run bot`: the bot's process of a deployment. Doors that are not configured are off; the web page is always there. */
try {
  const { repo, port } = readCommandLine(command).values;
  const webPort = wholeNumber("--port", port, 0, 65_535) ?? null;
  const environment = readEnvironment();
  // With a store of its own it brings a worker; with a shared one, workers are processes of their own (npm run worker).
  const worker = environment.CONVEX_URL ? { worker: null } : {};
  const house = await openHouse({ environment, onTrouble: tell, ...worker });
  warningsTo(house.log);
  let doors: ChatDoors | null = null;
  const close = async () => {
    await doors?.close();
    await house.close();
  };
  const interrupts = onInterrupt(close, () => house.kill());
  try {
    const forge = await openBotForge(repo ?? null, house);
    doors = await openChatDoors({ ...house, forge, gate: openGate(house.store) }, { pages: house.pages });
    const beside = doors.doors.flatMap(({ platforms }) => platforms);
    const { server, conductor } = await openLocalDoors(house, forge, {
      port: webPort,
      beside,
    });
    tell(`The web page is at ${server.url}.`);
    for (const line of await doors.start(conductor)) tell(line);
  } catch (error) {
    if (!interrupts.isStopping()) await close();
    throw error;
  }
} catch (error) {
  failCommand(error);
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
