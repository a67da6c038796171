import type { Environment } from "../../environment.ts";
import { DoorError } from "../failure.ts";
import { isMailAddress } from "./address.ts";
import type { AgentMailSettings } from "./routes/agentmail.ts";
import type { ComposioSettings } from "./routes/composio.ts";
import type { SmtpSettings } from "./routes/smtp.ts";

/** What is set up; null for what is not. */
export type DeliverySettings = {
  composio: ComposioSettings | null;
  smtp: SmtpSettings | null;
  agentMail: AgentMailSettings | null;
  webhook: { secret: string } | null;
};

export function deliverySettingsOf(environment: Environment): DeliverySettings {
  const { COMPOSIO_API_KEY, COMPOSIO_BASE_URL, AGENTMAIL_API_KEY, AGENTMAIL_BASE_URL, AURA_WEBHOOK_SECRET } =
    environment;
  return {
    composio: COMPOSIO_API_KEY ? { apiKey: COMPOSIO_API_KEY, baseUrl: COMPOSIO_BASE_URL } : null,
    smtp: smtpOf(environment),
    agentMail: AGENTMAIL_API_KEY
      ? { apiKey: AGENTMAIL_API_KEY, baseUrl: AGENTMAIL_BASE_URL, from: addressIn(environment.MAIL_FROM) }
      : null,
    webhook: AURA_WEBHOOK_SECRET ? { secret: AURA_WEBHOOK_SECRET } : null,
  };
}

function smtpOf({ SMTP_URL, MAIL_FROM }: Environment): SmtpSettings | null {
  if (SMTP_URL === undefined) return null;
  const user = decodeURIComponent(new URL(SMTP_URL).username);
  const from = MAIL_FROM ?? (isMailAddress(user) ? `Aura <${user}>` : undefined);
  if (from !== undefined && addressIn(from) !== null) return { url: SMTP_URL, from };
  const wrong = from === undefined ? "MAIL_FROM is not set" : "MAIL_FROM holds no mail address";
  throw new DoorError("mail_from", `${wrong}; say whom mails come from, such as Aura <aura@example.com>.`);
}

/** "Aura <aura@example.com>" → "aura@example.com". */
function addressIn(from: string | undefined): string | null {
  const address = (/<([^<>]+)>\s*$/.exec(from ?? "")?.[1] ?? from ?? "").trim();
  return isMailAddress(address) ? address : null;
}
