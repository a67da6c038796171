import type { Environment } from "../../environment.ts";
import { DoorError } from "../failure.ts";

export type DiscordSettings = { token: string; applicationId: string | undefined; apiUrl: string };

const discordApiUrl = "https://discord.com/api";

/** Null when nothing of Discord is set. Throws DoorError `discord_settings`, which names the variable and where to find its value. */
export function discordSettingsOf(environment: Environment): DiscordSettings | null {
  const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId, DISCORD_API_URL: given } = environment;
  if (token === undefined && applicationId === undefined) return null;
  if (token === undefined) {
    throw new DoorError(
      "discord_settings",
      "DISCORD_TOKEN is missing: it is at discord.com/developers/applications › your app › Bot › Reset Token.",
    );
  }
  return { token, applicationId, apiUrl: (given ?? discordApiUrl).replace(/\/+$/, "") };
}
