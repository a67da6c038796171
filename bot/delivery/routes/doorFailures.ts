import { DeliveryError, failureOfStatus } from "../failure.ts";

type ServiceError = {
  code?: string | number;
  status?: number;
  /** Slack's own word: "channel_not_found". */
  data?: { error?: string };
  /** Of Slack in seconds, of discord.js in milliseconds. */
  retryAfter?: number;
};

const forGood: Record<string, string> = {
  channel_not_found: "there is no such channel, or Aura is not in it",
  not_in_channel: "Aura is not in that channel; invite it with /invite",
  is_archived: "the channel is archived",
  msg_too_long: "the message is too long",
  restricted_action: "the team's settings do not let Aura post there",
};
const loggedOut = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "missing_scope",
]);

/** What a platform's client threw, by its code: Slack's words, Discord's numbers, the network's names. */
export function failureOfDoor(error: unknown, name: string): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { code, status, data, retryAfter } = (typeof error === "object" && error !== null ? error : {}) as ServiceError;
  const said = data?.error ?? "";
  if (code === "slack_webapi_rate_limited_error" || said === "ratelimited") {
    const retryAfterMs = retryAfter === undefined ? null : retryAfter * 1000;
    return new DeliveryError("rate_limit", "rate_limit", `${name} takes no more for now.`, {
      cause: error,
      retryAfterMs,
    });
  }
  if (loggedOut.has(said)) {
    const message = `${name} does not let Aura in any more; npm run doctor says what to set.`;
    return new DeliveryError("not_connected", "refused_login", message, { cause: error });
  }
  const reason = forGood[said];
  if (reason !== undefined) {
    return new DeliveryError("permanent", said, `${name} did not take it: ${reason}.`, { cause: error });
  }
  // Discord: missing access, missing permissions, unknown channel.
  if (code === 50_001 || code === 50_013 || code === 10_003) {
    const message = `${name} did not take it: there is no such channel, or Aura may not write there.`;
    return new DeliveryError("permanent", "channel_not_found", message, { cause: error });
  }
  if (typeof status === "number") return failureOfStatus(name, status, { cause: error });
  // Its posts are looked up before they are made, so trying again is safe.
  return new DeliveryError("temporary", "unavailable", `${name} does not work at the moment.`, { cause: error });
}
