import { createHash } from "node:crypto";
import { safeUrl } from "./clean.ts";
import type { Letter } from "./letter.ts";

/** The headers beside From, To and Subject. What is in them is ours, or a hash: no text of anybody's. */
export function headersOf(letter: Letter): Record<string, string> {
  const unsubscribeUrl = safeUrl(letter.unsubscribeUrl);
  if (unsubscribeUrl === null) throw new Error("A mail needs the address at which it can be stopped.");
  const host = new URL(unsubscribeUrl).hostname;
  const topic = topicOf(letter);
  // Nobody has sent this one; that each mail names it is what puts them into one conversation.
  const root = topic && `<${hash(topic)}@${host}>`;
  return {
    "Message-ID": `<${hash(letter.messageKey ?? JSON.stringify(identityOf(letter)))}.m@${host}>`,
    ...(root ? { "In-Reply-To": root, References: root } : {}),
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    // RFC 8058 speaks of https only.
    ...(unsubscribeUrl.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
  };
}

/** What the mails of one conversation have in common; null for a mail that stands alone. */
function topicOf(letter: Letter): string | null {
  switch (letter.kind) {
    case "video":
    case "failure":
      return `run:${letter.run.id}`;
    case "digest":
      return `digest:${letter.digestId}`;
    case "confirmation":
    case "notice":
      return null;
  }
}

function identityOf(letter: Letter): unknown[] {
  const { kind, unsubscribeUrl } = letter;
  switch (kind) {
    case "video":
      return [kind, unsubscribeUrl, letter.run.id, letter.version.number];
    case "failure":
      return [kind, unsubscribeUrl, letter.run.id, letter.reason];
    case "digest":
      return [kind, unsubscribeUrl, letter.digestId, letter.period];
    case "confirmation":
      return [kind, unsubscribeUrl, letter.confirmUrl];
    case "notice":
      return [kind, unsubscribeUrl, letter.subject, letter.paragraphs];
  }
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
