import type { Forge } from "../../agent/forge.ts";
import type { Conductor } from "../conversation/conductor.ts";
import type { Platform } from "../platform.ts";
import { openWebDoor } from "../web/door.ts";
import { startWebServer, type WebServer } from "../web/server.ts";
import { agentOf } from "./agent.ts";
import type { House } from "./house.ts";

export type LocalDoors = { conductor: Conductor; server: WebServer };

/** The local web page, and whatever other doors stand beside it. What was left under way is taken up. */
export async function openLocalDoors(
  house: House,
  forge: Forge,
  { port, beside }: { port: number | null; beside: readonly Platform[] },
): Promise<LocalDoors> {
  const { store, library, log, workspaceId } = house;
  const door = openWebDoor();
  const conductor = house.open(agentOf(house, forge), [...beside, door]);
  const describeHouse = async () => ({ repo: forge.defaultRepo, pullRequests: await forge.listPullRequests() });
  const surroundings = { door, store, library, conductor, log, workspaceId, describeHouse };
  const server = await startWebServer(surroundings, port);
  conductor.resume().catch((error: unknown) => {
    log.error({ err: error }, "earlier work could not be taken up");
  });
  return { conductor, server };
}
