import { webApi } from "@slack/bolt";
import type { Environment } from "../../environment.ts";
import { DoorError } from "../failure.ts";
import { channelNamed } from "./channels.ts";
import { slackSettingsOf } from "./settings.ts";

/** One sentence to a channel of the team of SLACK_BOT_TOKEN; false when that is not set. Throws DoorError `no_channel`. */
export async function sayInSlack(environment: Environment, channel: string, text: string): Promise<boolean> {
  const settings = slackSettingsOf(environment);
  if (settings?.teams.kind !== "one") return false;
  const { apiUrl } = settings;
  const client = new webApi.WebClient(settings.teams.botToken, apiUrl === undefined ? {} : { slackApiUrl: apiUrl });
  const id = await channelNamed(client, channel);
  if (id === null)
    throw new DoorError("no_channel", `Aura sees no channel ${channel} in Slack; invite it there first.`);
  await client.chat.postMessage({ channel: id, text });
  return true;
}
