import type { Environment, VariableName } from "../../environment.ts";
import { DoorError } from "../failure.ts";

/** How Slack is reached: by a socket that Aura opens, or by requests that Slack signs. */
type Way = { kind: "socket"; appToken: string } | { kind: "http"; signingSecret: string };
/** One team by its token, or any team that installs the app. */
type Teams = { kind: "one"; botToken: string } | { kind: "many"; clientId: string; clientSecret: string };

export type SlackSettings = { way: Way; teams: Teams; apiUrl: string | undefined; publicUrl: string };

/** Null when nothing of Slack is set. Throws DoorError `slack_settings`, which names the variable and where to find its value. */
export function slackSettingsOf(environment: Environment): SlackSettings | null {
  const names: VariableName[] = [
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
  ];
  if (names.every((name) => environment[name] === undefined)) return null;
  const { SLACK_API_URL: apiUrl, PUBLIC_URL: publicUrl } = environment;
  return { way: wayOf(environment), teams: teamsOf(environment), apiUrl, publicUrl };
}

function wayOf(environment: Environment): Way {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = environment;
  // Teams that install by themselves come by requests; then Slack calls for everything.
  const isSocket = appToken !== undefined && (botToken !== undefined || signingSecret === undefined);
  if (isSocket) return { kind: "socket", appToken: tokenOf("SLACK_APP_TOKEN", appToken, "xapp-") };
  if (signingSecret !== undefined) return { kind: "http", signingSecret };
  throw missing(
    "SLACK_APP_TOKEN is missing: make one with connections:write under Basic Information › App-Level Tokens, or set SLACK_SIGNING_SECRET from the same page to have Slack call PUBLIC_URL.",
  );
}

function teamsOf(environment: Environment): Teams {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = environment;
  if (botToken !== undefined) return { kind: "one", botToken: tokenOf("SLACK_BOT_TOKEN", botToken, "xoxb-") };
  if (clientId === undefined || clientSecret === undefined) {
    throw missing(
      "SLACK_BOT_TOKEN is missing: it is under OAuth & Permissions › Bot User OAuth Token once the app is installed (or set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET to let several teams install it).",
    );
  }
  if (environment.SLACK_SIGNING_SECRET === undefined) {
    throw missing(
      "SLACK_SIGNING_SECRET is missing: teams that install Aura by themselves need it; it is under Basic Information › App Credentials.",
    );
  }
  return { kind: "many", clientId, clientSecret };
}

/** Slack has several kinds of tokens, and an app's page shows them side by side. */
function tokenOf(name: VariableName, token: string, beginning: string): string {
  if (token.startsWith(beginning)) return token;
  throw missing(`${name} is another kind of token: the one that is meant begins with ${beginning}; see docs/slack.md.`);
}

const missing = (message: string): DoorError => new DoorError("slack_settings", message);
