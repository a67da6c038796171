import { webApi } from "@slack/bolt";
import { slackFailure } from "./failure.ts";
import { botScopes } from "./scopes.ts";

/** The one team as Slack sees it: its name, and the scopes that the app was not installed with. */
export type Inspection = { team: string; missing: string[] };

/** Asks Slack. Throws DoorError `slack_token` or `slack_silent`. */
export async function inspect(botToken: string, apiUrl: string | undefined, timeoutMs: number): Promise<Inspection> {
  const quiet = { retryConfig: { retries: 0 }, timeout: timeoutMs, logLevel: webApi.LogLevel.ERROR };
  const client = new webApi.WebClient(botToken, { ...quiet, ...(apiUrl ? { slackApiUrl: apiUrl } : {}) });
  try {
    const { team = "", response_metadata: about } = await client.auth.test();
    const granted = about?.scopes;
    // A server that does not tell (none of Slack's) is taken to have granted all.
    return { team, missing: granted ? botScopes.filter((scope) => !granted.includes(scope)) : [] };
  } catch (error) {
    throw slackFailure(error, "SLACK_BOT_TOKEN");
  }
}
