import type { ToolInput } from "../../tools/inputs.ts";
import { fold } from "../../words.ts";
import type { Reading } from "../words/reading.ts";
import { zoneIn } from "../words/zones.ts";
import { clockIn } from "./digest.ts";
import { calls, type Filled } from "./filled.ts";

type Preferences = ToolInput<"preferences">;

/** "mail me", "notifying me", "let me know by mail": whoever asks is the one to hear. */
const tellsMe =
  /\b(?:e-?mail|mail|notify)(?:s|ing)? (?:me|us)\b|\b(?:be|get) (?:e-?)?mailed\b|\blet me know by (?:e-?)?mail\b|\bdont bother me\b|\bschick(?:e|t|st)? (?:du )?(?:mir|uns) (?:bitte )?(?:eine |ne |per )?(?:e-?)?mail\b|\bbenachrichtige (?:mich|uns)\b|\bavisa(?:me|nos)\b|\b(?:manda|envia)(?:me|nos) un (?:correo|mail|email)\b/;
/** Mails as such, and not an address on the screen: "no more mails", "your emails", "my inbox", "per Mail". */
const speaksOfMails =
  /\b(?:e-?mails|mails|correos|notifications?|my inbox)\b|\b(?:get|getting|send me|receive) (?:an? |any |more |your )*(?:e-?)?mail\b|\b(?:by|per|via|por) (?:e-?mail|mail|correo)\b/;
const thisOne =
  /\b(?:e-?mail|mail|send|schick|manda|envia)(?:me|e)? ?(?:me|us|mir|uns)? (?:it|this|that|a copy|a gif|an mp4|lo|(?:the|this|that|das|den|el|la) (?:video|clip|demo|link|file|gif|mp4|enlace|datei))\b/;
const ofMe = /\b(?:me|my|i|id|im|us|mir|mich|ich|mi|mandes|mandame|enviarme|mandarme|mandeis|for me|overnight)\b/;
const quiet =
  /\bquiet (?:hours|time)\b|\bruhezeit(?:en)?\b|\bhoras? de silencio\b|\b(?:do not|dont) disturb\b|\bmute mails\b/;
const declines =
  /\b(?:stop|quit|no|not|dont|never|without|unsubscribe|off|mute|cease|disable|keine|nicht mehr|hor auf|deja de|no me|nada de)\b/;
const complains = /\b(?:clog|fill|flood|spam|crowd|clutter|pile up|swamp)(?:s|ing|ed)?\b/;
const stepsIn = /\bfall ?back\b|\b(?:if|when|wenn|si) (?:\w+ ){1,3}(?:fails?|breaks?|is down|ausfallt|falla)\b/;
const settings = /\b(?:notification|delivery|mail)? ?(?:settings|preferences|einstellungen|ajustes)\b/;
const asksMine =
  /\bhow do you (?:notify|reach|mail) me\b|\bcomo me avisas\b|\bwie (?:erreichst|benachrichtigst) du mich\b|\bwhere do my videos go\b|\bam i getting (?:e-?)?mails\b|\bset up for notifications\b/;

/** How whoever asks wants to hear of things, out of a clause; null when it speaks of something else. */
const digestMails = /\b(?:summary|recap|round ?up|digest|weekly|daily) (?:e-?)?mails?\b/;

export function preferenceIn(reading: Reading): Preferences | null {
  const text = fold(reading.source.replaceAll(/['’]/g, ""));
  if (asksMine.test(text)) return {};
  if (digestMails.test(text)) return null;
  // "mail me the video": this one, not all that are to come.
  if (thisOne.test(text) && !stepsIn.test(text) && !/\b(?:always|from now on|in future|immer|siempre)\b/.test(text))
    return null;
  const isPlain =
    /^\W*(?:please )?(?:no|stop|mute|turn (?:on|off)|enable|disable|keine) (?:all )?(?:e-?mails?|mails|notifications?|e-?mail notifications)\W*(?:please|bitte)?\W*$/.test(
      text,
    );
  const isAboutMails = isPlain || tellsMe.test(text) || (speaksOfMails.test(text) && ofMe.test(text));
  const isQuiet = quiet.test(text);
  const span = clockSpan(text);
  if (isQuiet || (span && (isAboutMails || (speaksOfMails.test(text) && declines.test(text)))))
    return quietHours(text, span);
  if (stepsIn.test(text) && /\b(?:e-?mail|mail|correo)\b/.test(text)) return { fallbackToEmail: !declines.test(text) };
  if (settings.test(text) && /\b(?:my|notification|delivery|mail|meine|mis)\b/.test(text)) return {};
  if (!isAboutMails) return null;
  const to = reading.first("email")?.address;
  // "email it to me at ana@acme.com" is one video's way, "mail me at ana@acme.com" that of all.
  if (to !== undefined && !/\b(?:mail|notify) me\b|\bmy (?:e-?mail|mail|address|notifications)\b/.test(text))
    return null;
  // "they clog my inbox": told, and nothing that is to be otherwise.
  if (!tellsMe.test(text) && complains.test(text) && !declines.test(text)) return null;
  const wanted = !declines.test(text.replace(/\bnot only\b/g, ""));
  return { channel: "email", wanted, ...(to === undefined ? {} : { to }) };
}

export const fillPreferences = (reading: Reading): Filled =>
  calls({ tool: "preferences", input: preferenceIn(reading) ?? {} });

function quietHours(text: string, span: Span | null): Preferences {
  if (!span)
    return /\b(?:off|no|remove|drop|end|delete|without|cancel|aus|keine|sin)\b/.test(text) ? { quietHours: "off" } : {};
  const timezone = zoneIn(text);
  return { quietHours: span, ...(timezone ? { timezone } : {}) };
}

type Span = { from: string; until: string };
const hour = String.raw`(?:noon|midnight|\d{1,2}(?:[:.]\d{2})?\s?(?:am|pm|uhr)?)`;
const spanned = new RegExp(
  String.raw`\b(?:between|from|after|zwischen|von|ab|entre|de|desde|to)?\s*(?:las )?(${hour})\s*(?:and|to|till|until|und|bis|y|a|hasta|-|–)\s*(?:las )?(${hour})\b`,
);

/** "between 8pm and 8am", "18:30-09:00", "von 22 bis 7 Uhr". */
function clockSpan(text: string): Span | null {
  const found = spanned.exec(text);
  const [from, until] = [timeOfDay(found?.[1]), timeOfDay(found?.[2])];
  return from !== null && until !== null ? { from, until } : null;
}

function timeOfDay(text: string | undefined): string | null {
  const clock = text === undefined ? null : clockIn(`at ${text.trim()}`);
  return clock ? `${String(clock.hour).padStart(2, "0")}:${String(clock.minute).padStart(2, "0")}` : null;
}

const asksWhich =
  /\b(?:what|which|list|show|are there|is there|any(?! ?more)|do we have|how many|to whom|are we (?:sending|getting)|who (?:gets|receives)|when (?:is|does|do|will)|welche|wann|gibt es|que|cuales|cuando|lista|listar|muestra|quien)\b/;

/** "what digests do we have?" */
export const asksForDigests = (reading: Reading): boolean =>
  (reading.has("digest") || /\bscheduled (?:mails?|e-?mails?|reports?)\b/i.test(reading.source)) &&
  asksWhich.test(fold(reading.source)) &&
  (reading.all("email").length + reading.all("channel").length === 0 ||
    /^\W*(?:is there|do we have|does)\b/i.test(reading.source));

const numbered: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  erste: 1,
  ersten: 1,
  zweite: 2,
  zweiten: 2,
  primer: 1,
  segundo: 2,
};

/** "stop digest 2", "the second digest": by the number that the list gave it. */
export function fillCancelDigest(reading: Reading): Filled {
  const text = fold(reading.source);
  const which = /\bdigests? (?:number |no\.? |nr\.? |#)?(\d{1,2})\b/.exec(text)?.[1];
  const word = Object.keys(numbered).find((one) =>
    new RegExp(`\\b${one} (?:digest|summary|zusammenfassung|resumen)`).test(text),
  );
  const number = which === undefined ? (word === undefined ? undefined : numbered[word]) : Number(which);
  return calls({ tool: "cancel_digest", input: number === undefined ? {} : { which: number } });
}
