import type { ToolCall } from "../../tools/inputs.ts";
import { capital } from "../../words.ts";
import type { Reading } from "../words/reading.ts";
import { formatsOf } from "./export.ts";
import { ask, calls, type Filled } from "./filled.ts";

/** Each address in the clause is one delivery. */
export function fillShare(reading: Reading): Filled {
  const formats = reading.has("gif", "mp4")
    ? formatsOf(reading).map((format): ToolCall => ({ tool: "export", input: { format } }))
    : [];
  const emails = reading.all("email").map((token) => ({ channel: "email" as const, to: token.address }));
  const hooks = reading.all("url").map((token) => ({ channel: "webhook" as const, to: token.url }));
  const domains = reading
    .all("domain")
    .map((token) => ({ channel: "webhook" as const, to: `https://${token.domain}` }));
  const named = reading.all("channel").map((token) => ({ channel: chatOf(reading), to: token.name }));
  const people = reading.all("handle").map((token) => ({ channel: chatOf(reading), to: token.name }));
  const all = [...emails, ...hooks, ...domains, ...named, ...people];
  if (all.length > 0) return calls(...formats, ...all.map((input): ToolCall => ({ tool: "share", input })));
  const isLink = reading.word("link", "links", "enlace", "enlaces");
  // "download link please": the file is what it would lead to.
  if (isLink && formats.length === 0 && reading.word("download"))
    return calls({ tool: "export", input: { format: "mp4" } });
  if (isLink) return { ...calls(...formats), beside: NO_LINK };
  const place = placeAfterChat(reading);
  if (place) return calls(...formats, { tool: "share", input: { channel: chatOf(reading), to: place } });
  if (reading.has("here"))
    return calls(...formats, {
      tool: "share",
      input: { channel: chatOf(reading), to: reading.context.thread.channelTarget },
    });
  return askWhere(reading);
}

const NO_LINK =
  "There is no link to hand out here: say **send it to** an e-mail address or a channel such as #demos, or **export** for the file.";

function askWhere(reading: Reading): Filled {
  const chat = (["slack", "discord", "teams", "telegram"] as const).find((one) => reading.has(one));
  if (chat)
    return ask(`Which ${capital(chat)} channel should it go to?`, { tool: "share", say: `post it on ${chat} in` });
  const site = sites.exec(reading.source)?.[0];
  if (site) return ask(`I do not post to ${site} myself. Shall I **export as mp4** for it?`);
  const person = /\b(?:to|an|a|with|mit|con)\s+(\p{L}[\p{L}'-]+)/u.exec(reading.source)?.[1];
  const isPerson =
    person &&
    !isVerb.test(person) &&
    !/^(the|my|our|your|them|him|her|it|everyone|all|me|us|team|this|that|dem|den|der|die|das|ein|eine|unser|unsere|el|la|los|las|un|una|mi|nuestro|nuestra)$/i.test(
      person,
    );
  return ask(
    isPerson
      ? `Which address does ${person} have: an e-mail, or a channel such as #demos?`
      : "Where should I send it: an e-mail address, or a channel such as #demos?",
    {
      tool: "share",
      say: reading.has("gif", "mp4") ? `send it as ${formatsOf(reading).join(" and ")} to` : "send it to",
    },
  );
}

/** "I do not want to send it": what is to be done, and nobody's name. */
const isVerb =
  /^(?:send|share|post|mail|email|show|see|know|do|go|get|be|have|give|make|put|use|upload|deliver|forward|hand|ask|tell|say|take|watch|wait|schicken|senden|teilen|enviar|mandar|compartir)$/i;

const sites =
  /\b(?:youtube|tiktok|instagram|linkedin|facebook|twitter|reddit|vimeo|our website|the website|our homepage)\b/i;

type Chat = "slack" | "discord" | "teams" | "telegram";

function chatOf(reading: Reading): Chat {
  const named = (["discord", "teams", "telegram", "slack"] as const).find((one) => reading.has(one));
  if (named) return named;
  const here = reading.context.thread.channelType;
  return here === "discord" || here === "teams" || here === "telegram" ? here : "slack";
}

/** "the teams channel Product", "slack channel releases", "the general channel". */
function placeAfterChat(reading: Reading): string | null {
  const after = /\b(?:channel|kanal|canal|room|group|chat)\s+(?:called\s+|named\s+)?(\p{L}[\p{L}\p{N}_-]*)/iu.exec(
    reading.source,
  )?.[1];
  const name = / (?:channel|kanal|canal|room|group|chat) ((?:\p{Lu}[\p{L}\p{N}_-]*)(?: \p{Lu}[\p{L}\p{N}_-]*)+)/u.exec(
    reading.source,
  )?.[1];
  if (name) return name;
  if (after && !/^(on|in|of|please|and|at|auf|en)$/i.test(after)) return after;
  const before = /(?:the|our|my|den|im|el)\s+(\p{L}[\p{L}\p{N}_-]*)\s+(?:channel|kanal|canal|room|group|chat)/iu.exec(
    reading.source,
  )?.[1];
  return before && !/^(slack|discord|teams|telegram|this|same|right)$/i.test(before) ? before : null;
}
