import { basename } from "node:path";
import { createTransport } from "nodemailer";
import { isMailAddress } from "../address.ts";
import { DeliveryError } from "../failure.ts";
import type { Letters } from "../letters.ts";
import type { ComposedMail } from "../mail/letter.ts";
import type { Parcel } from "../parcel.ts";
import type { Route } from "../route.ts";
import { enclosureOf } from "./enclosure.ts";
import { writtenMail } from "./written.ts";

export type SmtpSettings = { url: string; from: string };

/** Most servers take 25 MB, and a file grows by a third on its way. */
const ENCLOSED_MOST_BYTES = 18_000_000;
const options = {
  ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 },
  ...{ disableFileAccess: true, disableUrlAccess: true },
};

/** Mail by SMTP. The Message-ID is the delivery's own, so that a second copy is one mail to its reader. */
export function openSmtp({ url, from }: SmtpSettings, letters: Letters): Route {
  return {
    name: "smtp",
    refuses: async ({ to }) => refusalOfAddress(to),
    send: async (parcel, signal) => {
      const mail = await writtenMail(parcel, letters);
      const message = { ...messageOf(mail), from, to: { name: "", address: parcel.to } };
      const enclosure = await enclosureOf(parcel, ENCLOSED_MOST_BYTES);
      const attachments = [...message.attachments, ...(enclosure ? [attached(enclosure)] : [])];
      signal.throwIfAborted();
      const wire = listening();
      const transport = createTransport({ url, ...options, ...wire.options });
      try {
        const { messageId } = await transport.sendMail({ ...message, attachments });
        return { messageId };
      } catch (error) {
        throw failureOfSmtp(error, parcel, wire.isMailOut());
      }
    },
    // A mail server does not say what it has taken before.
    find: async () => ({ kind: "unknown" }),
  };
}

/** Logs in and says nothing. Throws DeliveryError. */
export async function trySmtp({ url }: Pick<SmtpSettings, "url">): Promise<void> {
  const transport = createTransport({ url, connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 8_000 });
  try {
    await transport.verify();
  } catch (error) {
    throw failureOfSmtp(error, null, false);
  } finally {
    transport.close();
  }
}

export function refusalOfAddress(to: string): DeliveryError | null {
  if (isMailAddress(to)) return null;
  const shown = to.replaceAll(/\p{Cc}+/gu, " ").slice(0, 80);
  return new DeliveryError("permanent", "invalid_address", `“${shown}” is no e-mail address; give me another one.`);
}

function messageOf({ subject, html, text, headers, inline }: ComposedMail) {
  const { "Message-ID": messageId, "In-Reply-To": inReplyTo, References: references, ...others } = headers;
  return {
    ...{ subject, html, text, headers: others },
    ...(messageId === undefined ? {} : { messageId }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references === undefined ? {} : { references }),
    attachments: inline.map(({ cid, fileName: filename, contentType, content }) => ({
      ...{ cid, filename, contentType, content, contentDisposition: "inline" as const },
    })),
  };
}

const attached = ({ path, content }: { path: string; content: Buffer }) => ({
  filename: basename(path),
  contentType: "video/mp4",
  content,
});

/** Hears what the client does: its errors do not say whether the connection was lost before or after the mail was out. */
function listening() {
  let isOut = false;
  const hear = (data?: { tnx?: unknown }): void => {
    if (data?.tnx === "message") isOut = true;
  };
  const logger = { trace: hear, debug: hear, info: hear, warn: hear, error: hear, fatal: hear };
  return { options: { logger, transactionLog: true }, isMailOut: () => isOut };
}

type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string };

/** What a mail server said, or did not, as one sentence and a rule. */
function failureOfSmtp(error: unknown, parcel: Parcel | null, isMailOut: boolean): DeliveryError {
  if (error instanceof DeliveryError) return error;
  const { code = "", command = "", responseCode = 0, response = "" } = error as SmtpError;
  const to = parcel?.to ?? "the address";
  const failed = (kind: DeliveryError["kind"], name: string, message: string) =>
    new DeliveryError(kind, name, message, { cause: error });
  const isForGood = responseCode >= 500;
  if (code === "EAUTH" || code === "ENOAUTH" || [530, 534, 535].includes(responseCode)) {
    const kind = responseCode > 0 && !isForGood ? "temporary" : "permanent";
    return failed(kind, "refused_login", "The mail server refuses the login; check the user and password in SMTP_URL.");
  }
  if (/\b[45]\.2\.2\b|mailbox (is )?full|over quota/i.test(response)) {
    return failed(isForGood ? "permanent" : "temporary", "mailbox_full", `The mailbox of ${to} is full.`);
  }
  if (/\b[45]\.3\.4\b|\b5\.2\.3\b|size|too (big|large)/i.test(response) && isForGood) {
    return failed("permanent", "too_large", `The mail is larger than the mail server of ${to} takes.`);
  }
  if (responseCode === 421 || /\b4\.7\.\d|\brate\b|too many/i.test(response)) {
    return failed("rate_limit", "rate_limit", "The mail server takes no more for now.");
  }
  const isRefusedByRule = /\b5\.7\.\d/.test(response);
  if (isForGood && !isRefusedByRule && (command === "RCPT TO" || /\b5\.1\.\d\b/.test(response))) {
    return failed("permanent", "invalid_address", `The mail server knows no ${to}; check the address.`);
  }
  if (isForGood) return failed("permanent", "refused", `The mail server did not take the mail to ${to}.`);
  if (responseCode >= 400)
    return failed("temporary", "unavailable", "The mail server does not take mail at the moment.");
  if (isMailOut) return failed("open", "no_answer", "The mail server did not say whether it took the mail.");
  if (code === "ECONFIG" || code === "EENVELOPE") {
    return failed("permanent", "refused", `The mail to ${to} could not be sent as it is.`);
  }
  return failed("temporary", "unreachable", "The mail server does not answer; check the address in SMTP_URL.");
}
