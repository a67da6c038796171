import type { Environment } from "../../environment.ts";
import { inspect, restOf, troubleIn, whereIn } from "../discord/inspection.ts";
import { discordSettingsOf } from "../discord/settings.ts";
import { DoorError } from "../failure.ts";
import type { Finding } from "./finding.ts";

const ANSWER_TIMEOUT_MS = 8000;

/** Asks Discord where Aura is, and which intent or permission it lacks there. */
export async function examineDiscord(environment: Environment): Promise<Finding> {
  const name = "Discord";
  try {
    const settings = discordSettingsOf(environment);
    if (settings === null) return { name, state: "off", inUse: "docs/discord.md says how to set it up" };
    const inspection = await inspect(restOf(settings, ANSWER_TIMEOUT_MS));
    const trouble = troubleIn(inspection);
    const inUse = whereIn(inspection);
    return trouble === null ? { name, state: "ok", inUse } : { name, state: "warning", inUse, help: trouble };
  } catch (error) {
    const help =
      error instanceof DoorError
        ? error.message
        : "Discord does not answer; look at the network, or at DISCORD_API_URL.";
    return { name, state: "broken", inUse: "not completely set up", help };
  }
}
