import type { ThreadContext } from "./context.ts";

/** What a member says to let something happen that Aura asked about. */
const yes =
  /^\s*(?:@?aura[,:]?\s+)?(?:yes|yep|yeah|yup|sure|ok|okay|confirm(?:ed)?|please do|do it|do that|send it|go ahead|ja|klar|gern|mach das|s[ií]|vale|claro|adelante)\b[\s.!,]*(?:please|bitte|por favor|do it|send it|go ahead|thanks|danke|gracias)?[\s.!]*$/i;

const isYes = (text: string): boolean => yes.test(text);

const asks = /((?:\*\*[^*\s]+\*\*(?:, )?)+) (?:is|are) new here\. Shall I (?:send|mail) (?:it|the digest) there\?/g;
const endsAsking = /new here\. Shall I (?:send|mail) (?:it|the digest) there\?\s*$/;

/** The question before anything goes to an address for the first time. */
export function confirmationQuestion(addresses: readonly string[], what: "it" | "the digest"): string {
  const named = addresses.map((address) => `**${address}**`).join(", ");
  const verb = what === "it" ? "send" : "mail";
  return `${named} ${addresses.length === 1 ? "is" : "are"} new here. Shall I ${verb} ${what} there?`;
}

/**
 * The addresses to which a member of this thread has said yes, now or before: each stood in a question of Aura's that the
 * next message of a person answered. Only stored messages count, so nothing that a model or a page says can confirm.
 */
export function confirmedAddresses({ messages }: ThreadContext, text: string): ReadonlySet<string> {
  const isStored = messages.at(-1)?.role === "user" && messages.at(-1)?.content === text;
  const all = isStored ? messages : [...messages, { role: "user" as const, content: text }];
  const confirmed = new Set<string>();
  for (const [at, message] of all.entries()) {
    const before = all[at - 1];
    if (message.role !== "user" || before?.role !== "assistant" || !isYes(message.content)) continue;
    if (!endsAsking.test(before.content)) continue;
    for (const [, named = ""] of before.content.matchAll(asks))
      for (const [, address = ""] of named.matchAll(/\*\*([^*\s]+)\*\*/g)) confirmed.add(address.toLowerCase());
  }
  return confirmed;
}

/** The address that waits for a yes, when the last thing said was the question for it. */
export const waitsForYes = ({ messages }: ThreadContext, text: string): boolean =>
  isYes(text) && confirmedAddresses({ messages } as ThreadContext, text).size > 0;
