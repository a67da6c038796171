import { DoorError } from "../failure.ts";

/** What Slack answers when a token is not, or no longer, good. */
const refusals = [
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "no_permission",
  "not_allowed_token_type",
  "user_removed_from_team",
  "team_disabled",
];

const found = {
  SLACK_BOT_TOKEN: "install the app anew and copy it from OAuth & Permissions › Bot User OAuth Token",
  SLACK_APP_TOKEN: "make a new one with connections:write under Basic Information › App-Level Tokens",
} as const;

/** A failure of Slack's API as one sentence for whoever set the variable. Codes `slack_token` and `slack_silent`. */
export function slackFailure(error: unknown, variable: keyof typeof found): DoorError {
  const code = platformError(error);
  if (code !== null && refusals.includes(code)) {
    const message = `Slack does not take ${variable} (${code}); ${found[variable]}.`;
    return new DoorError("slack_token", message, { cause: error });
  }
  return new DoorError("slack_silent", "Slack does not answer; look at the network, or at SLACK_API_URL.", {
    cause: error,
  });
}

function platformError(error: unknown): string | null {
  const data = typeof error === "object" && error !== null && "data" in error ? error.data : null;
  const code = typeof data === "object" && data !== null && "error" in data ? data.error : null;
  return typeof code === "string" ? code : null;
}
