import { basename } from "node:path";
import type { AgentMailClient, AgentMailError } from "agentmail";
import { DeliveryError, failureOfStatus } from "../failure.ts";
import type { Letters } from "../letters.ts";
import type { Route } from "../route.ts";
import { enclosureOf } from "./enclosure.ts";
import { refusalOfAddress } from "./smtp.ts";
import { writtenMail } from "./written.ts";

/** `from` is the inbox that sends; null for the account's first one. */
export type AgentMailSettings = { apiKey: string; baseUrl: string | undefined; from: string | null };

/** A whole request may be 6 MB, and a file grows by a third in it. */
const ENCLOSED_MOST_BYTES = 3_500_000;
const TIMEOUT_S = 60;

/** Mail through an AgentMail inbox. Its idempotency key makes a repetition harmless; a label lets a mail be found again. */
export function openAgentMail(settings: AgentMailSettings, letters: Letters): Route {
  let opening: Promise<AgentMailClient> | null = null;
  const opened = (): Promise<AgentMailClient> => {
    opening ??= clientOf(settings);
    return opening;
  };
  let known: Promise<string> | null = null;
  const inbox = (): Promise<string> => {
    known ??= opened().then((client) => inboxOf(client, settings.from));
    known.catch(() => {
      known = null;
    });
    return known;
  };

  return {
    name: "agentmail",
    refuses: async ({ to }) => refusalOfAddress(to),
    send: async (parcel, signal) => {
      const { subject, html, text, headers, inline } = await writtenMail(parcel, letters);
      const enclosure = await enclosureOf(parcel, ENCLOSED_MOST_BYTES);
      const { marker } = parcel.delivery;
      const { "Message-ID": _ours, ...others } = headers;
      const mail = {
        ...{ to: [parcel.to], subject, html, text, headers: others, labels: [marker] },
        attachments: [
          ...inline.map(({ cid, fileName, contentType, content }) => ({
            ...{ contentId: cid, contentDisposition: "inline" as const, filename: fileName, contentType },
            content: content.toString("base64"),
          })),
          ...(enclosure ? [{ filename: basename(enclosure.path), content: enclosure.content.toString("base64") }] : []),
        ],
      };
      const sending = { idempotencyKey: marker, maxRetries: 0, abortSignal: signal };
      const client = await opened();
      const { messageId } = await asking(async () => await client.inboxes.messages.send(await inbox(), mail, sending));
      return { messageId };
    },
    find: async ({ delivery }) => {
      const labels = [delivery.marker];
      const client = await opened();
      const { messages } = await asking(
        async () => await client.inboxes.messages.list(await inbox(), { labels, limit: 1 }),
      );
      const [message] = messages;
      return message ? { kind: "arrived", messageId: message.messageId } : { kind: "absent" };
    },
  };
}

/** A large client: whoever does not use it does not wait for it. */
async function clientOf({ apiKey, baseUrl }: AgentMailSettings): Promise<AgentMailClient> {
  const { AgentMailClient: Client } = await import("agentmail");
  return new Client({ apiKey, timeoutInSeconds: TIMEOUT_S, ...(baseUrl ? { baseUrl } : {}) });
}

async function inboxOf(client: AgentMailClient, from: string | null): Promise<string> {
  if (from !== null) return from;
  const { inboxes } = await asking(async () => await client.inboxes.list({ limit: 1 }));
  const [first] = inboxes;
  if (first) return first.inboxId;
  const message = "The AgentMail account has no inbox; make one at console.agentmail.to.";
  throw new DeliveryError("permanent", "no_inbox", message);
}

/** The inbox that mails come from. Throws DeliveryError when AgentMail does not let us in. */
export const inspectAgentMail = async (settings: AgentMailSettings): Promise<string> => {
  const client = await clientOf(settings);
  const inbox = await inboxOf(client, settings.from);
  await asking(async () => await client.inboxes.get(inbox));
  return inbox;
};

async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw failureOfAgentMail(error);
  }
}

function failureOfAgentMail(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { statusCode, rawResponse, body } = error as Partial<AgentMailError>;
  if (statusCode !== undefined) {
    const said = JSON.stringify(body ?? "");
    if (/rejected|unsubscribed|bounced|complain/i.test(said)) {
      return new DeliveryError("permanent", "refused", "AgentMail does not send to this address any more.", {
        cause: error,
      });
    }
    const retryAfter = rawResponse?.headers.get("retry-after") ?? null;
    return failureOfStatus("AgentMail", statusCode, { retryAfter, cause: error });
  }
  const code = String((error as { cause?: { cause?: { code?: string }; code?: string } })?.cause?.code ?? "");
  return /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(code) || /ECONNREFUSED|ENOTFOUND/.test(String(error))
    ? new DeliveryError("temporary", "unreachable", "AgentMail cannot be reached.", { cause: error })
    : new DeliveryError("open", "no_answer", "AgentMail did not say whether it sent the mail.", { cause: error });
}
