import { Routes } from "discord.js";
import type { Environment } from "../../environment.ts";
import { DoorError } from "../failure.ts";
import { restOf } from "./inspection.ts";
import { discordSettingsOf } from "./settings.ts";

/** One sentence to a channel, by its number; false when Discord is not set up. Throws DoorError `no_channel`. */
export async function sayInDiscord(environment: Environment, channel: string, text: string): Promise<boolean> {
  const settings = discordSettingsOf(environment);
  if (settings === null) return false;
  if (!/^\d{5,25}$/.test(channel)) {
    throw new DoorError(
      "no_channel",
      "Discord's channels are named by their number here: Copy Channel ID in its menu.",
    );
  }
  await restOf(settings).post(Routes.channelMessages(channel), {
    body: { content: text, allowed_mentions: { parse: [] } },
  });
  return true;
}
