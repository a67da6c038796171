import { parseArgs } from "node:util";
import { readEnvironment } from "../environment.ts";
import { DoorError } from "./failure.ts";
import { openGate } from "./gate/gate.ts";
import { type ChatDoors, openChatDoors } from "./house/chatDoors.ts";
import { failCommand } from "./house/failing.ts";
import { openBotForge } from "./house/forge.ts";
import { openHouse } from "./house/house.ts";
import { onInterrupt } from "./house/interrupt.ts";
import { openLocalDoors } from "./house/localDoors.ts";
import { warningsTo } from "./house/warnings.ts";

/** `npm run bot`: the bot's process of a deployment. Doors that are not configured are off; the web page is always there. */
try {
  const { repo = null, port = null } = readArguments();
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
    const forge = await openBotForge(repo, house);
    doors = await openChatDoors({ ...house, forge, gate: openGate(house.store) }, { pages: house.pages });
    const beside = doors.doors.flatMap(({ platforms }) => platforms);
    const { server, conductor } = await openLocalDoors(house, forge, {
      port: port === null ? null : Number(port),
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

function readArguments() {
  try {
    return parseArgs({ options: { repo: { type: "string" }, port: { type: "string" } } }).values;
  } catch (error) {
    const said = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? "") : String(error);
    throw new DoorError("wrong_arguments", `${said}; npm run bot knows --repo DIR and --port N.`, { cause: error });
  }
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
