import { leadIn, speaksOfSomebody } from "../fill/lead.ts";
import { toldIn } from "../fill/leadTold.ts";
import { tellsOfRecording } from "../fill/record.ts";
import { match } from "../grammar/match.ts";
import type { Row } from "../grammar/row.ts";
import type { Token } from "../words/lexer.ts";
import type { Reading } from "../words/reading.ts";
import { separatorBefore } from "./details.ts";
import type { Read, Wish } from "./wish.ts";

const startOf = (reading: Reading): number => reading.clause.tokens[0]?.start ?? 0;
const isRecording = ({ row }: Wish): boolean => row.intent === "record" || row.intent === "record_what";

/**
 * What is to be recorded, and for whom, may stand in another sentence than the wish: "our prospect is Lena Vogt of Globex,
 * could you make a demo for her", "film our new page, it's at acme.com/new". The wishes with one recording in the place of
 * its parts, and the remarks that are left.
 */
export function withSubjects(
  wishes: readonly Wish[],
  remarks: readonly Reading[],
  read: Read,
  message: string,
): { wishes: Wish[]; remarks: Reading[] } {
  const recordings = wishes.filter(isRecording);
  const [first] = recordings;
  const last = recordings.at(-1);
  const unchanged = { wishes: [...wishes], remarks: [...remarks] };
  if (!first || !last) return unchanged;
  const isOfPage = recordings.every(({ reading }) => reading.all("pr").length === 0);
  // "our client is Pablo Ruiz, pablo@solaris.es. Can you …", "name: Ken Ito; mail: ken@ito.jp": an address alone sends nothing there.
  const bare = wishes.filter(
    (wish) =>
      isOfPage && isBareAddress(wish) && (isField(wish.reading) || startOf(wish.reading) < startOf(last.reading)),
  );
  if (bare.length === 0 && recordings.every(isWhole))
    return recordings.length === 1 ? withDetails(first, wishes, remarks, read, message) : unchanged;
  const naming = remarks.filter((remark) => names(remark));
  const parts = [...recordings, ...bare].map(({ reading }) => reading).concat(naming);
  const together = read(inOrder(parts, message));
  const row = recordingRow(together, recordings);
  if (!row) return unchanged;
  const merged: Wish = { row, reading: together, mood: "asks" };
  return {
    wishes: wishes.flatMap((wish) =>
      wish === first ? [merged] : isRecording(wish) || bare.includes(wish) ? [] : [wish],
    ),
    remarks: remarks.filter((remark) => !naming.includes(remark)),
  };
}

/** "film PR 40, it's mostly about the new menu", "I have a 30 second slot, film PR 4 for it": told beside it, and yet a part of it. */
function withDetails(
  recording: Wish,
  wishes: readonly Wish[],
  remarks: readonly Reading[],
  read: Read,
  message: string,
): { wishes: Wish[]; remarks: Reading[] } {
  const isOfPage = recording.reading.all("pr").length === 0;
  const isShort = (remark: Reading): boolean => remark.all("word").length <= MOST_OF_NAME || tellsOfSomebody(remark);
  const whom = isOfPage ? remarks.filter((remark) => names(remark) && isShort(remark)) : [];
  const lead = whom.length > 0 ? leadIn(read(inOrder([recording.reading, ...whom], message))) : null;
  const isLead = lead !== null && (lead.name ?? lead.company ?? lead.email) !== undefined;
  // "film PR 62, I only need the bit where the filter opens", "record 8 and keep the look minimal": of that recording
  const mistaken = wishes.filter(
    ({ row, reading }) =>
      (row.intent === "unsupported" && tellsOfRecording(reading)) ||
      (row.intent === "leave" && reading.has("dramatic", "minimal")),
  );
  const details = [
    ...remarks.filter((remark) => tellsOfRecording(remark) || (isLead && whom.includes(remark))),
    ...mistaken.map(({ reading }) => reading),
  ];
  if (details.length === 0 || recording.row.intent !== "record") return { wishes: [...wishes], remarks: [...remarks] };
  const joined = inOrder([recording.reading, ...details], message);
  return {
    wishes: wishes
      .filter((wish) => !mistaken.includes(wish))
      .map((wish) => (wish === recording ? { ...wish, reading: read(joined) } : wish)),
    remarks: remarks.filter((remark) => !details.includes(remark)),
  };
}

/** "the guy from Hooli", "Rachael Rosen from Tyrell wants a demo" */
const tellsOfSomebody = ({ source }: Reading): boolean => Object.keys(toldIn(source)).length > 0;

/** "Gavin Belson", "Kunde: Herr Thomas Weber", "contact is gavin@hooli.com" */
const MOST_OF_NAME = 6;

/** The words of several clauses, in the order in which they were said. */
function inOrder(readings: readonly Reading[], message: string): Token[] {
  const joined: Token[] = [];
  for (const { clause } of readings.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (joined.length > 0) joined.push(...separatorBefore(message, joined, clause.tokens));
    joined.push(...clause.tokens);
  }
  return joined;
}

/** A pull request needs nothing beside it, and an address nothing but whom it is for. */
const isWhole = ({ row, reading }: Wish): boolean =>
  row.intent === "record" && (reading.all("pr").length > 0 || !(reading.has("lead") || isForSomebody(reading)));

const isBareAddress = ({ row, reading }: Wish): boolean =>
  row.intent === "share" &&
  reading.all("email").length === 1 &&
  (isField(reading) || (!reading.has("share") && reading.all("word").every(isOfName)));
/** "next: Alyx Vance <alyx@blackmesa.com>" */
const isOfName = ({ raw, word }: Token): boolean => /^\p{Lu}/u.test(raw) || word === "next";
const isField = ({ source }: Reading): boolean => /^(?:e-?)?mail(?: address)?\s*[:=]/i.test(source);

const isForSomebody = (reading: Reading): boolean =>
  speaksOfSomebody(reading) ||
  reading.all("email").length > 0 ||
  reading.all("url").some(({ url }) => /linkedin\.com\//i.test(url));

const names = (remark: Reading): boolean =>
  remark.has("lead") ||
  (["pr", "url", "domain", "email"] as const).some((kind) => remark.all(kind).length > 0) ||
  leadIn(remark) !== null ||
  capitals.test(remark.source) ||
  labelled.test(remark.source);
/** "Company: Nakatomi" */
const labelled =
  /^(?:company|firma?|empresa|web|url|ansprechpartner(?:in)?|name|nombre|contact|kontakt|contacto|person|site|website)\b/i;
/** "Wayne Enterprises", "we're pitching Umbrella Corp". */
const capitals = /^\p{Lu}[\p{L}\p{N}&.'’-]*(?: (?:& )?\p{Lu}[\p{L}\p{N}&.'’-]*)*$|\p{Ll} \p{Lu}[\p{L}&-]+/u;

function recordingRow(reading: Reading, recordings: readonly Wish[]): Row | undefined {
  const found = match(reading)?.row;
  if (found?.intent === "record") return found;
  const known = recordings.find(({ row }) => row.intent === "record")?.row;
  if (known) return known;
  const isNamed = reading.all("pr").length + reading.all("url").length + reading.all("domain").length > 0;
  const [row] = recordings.map((one) => one.row);
  return row && (isNamed || leadIn(reading) !== null) ? { ...row, intent: "record" } : undefined;
}
