import { tellingWords } from "../../resolve/pullRequest.ts";
import type { ToolCall, ToolInput } from "../../tools/inputs.ts";
import { WHAT_TO_RECORD } from "../../tools/whichPullRequest.ts";
import { fold, set } from "../../words.ts";
import type { TimeItem } from "../times/item.ts";
import { wordAt } from "../words/lexer.ts";
import { unitWords } from "../words/numbers.ts";
import type { Reading } from "../words/reading.ts";
import { isCompared } from "./compare.ts";
import { ask, calls, type Filled } from "./filled.ts";
import { focusIn } from "./focus.ts";
import { leadIn } from "./lead.ts";
import { presetOf } from "./look.ts";
import { type Start, startIn } from "./startTime.ts";

type Record = ToolInput<"record">;

export function fillRecord(reading: Reading): Filled {
  const filled = recordCalls(reading);
  const isDark = reading.word("dark") && reading.word("mode", "theme");
  return filled.kind === "calls" && isDark ? { ...filled, beside: NO_DARK } : filled;
}

const NO_DARK = "I record pages as they open by themselves, so I do not switch them to dark mode.";

function recordCalls(reading: Reading): Filled {
  const start = startIn(reading);
  if (start && "question" in start) return askWhen(reading, start);
  const wishes = recordWishes(reading);
  const pr = reading.first("pr");
  const { run } = reading.context;
  if (pr) {
    const repo = pr.repo ?? reading.first("repo")?.repo;
    const same = run?.pr === pr.number && (repo === undefined || repo === run.repo);
    const { at, ...others } = wishes;
    if (same && reading.has("again", "rerecord") && Object.keys(others).length === 0)
      return calls({ tool: "rerecord", input: at === undefined ? {} : { at } });
    const numbers = [...new Set(reading.all("pr").map((token) => token.number))];
    return calls(
      ...numbers.map(
        (number): ToolCall => ({
          tool: "record",
          input: { kind: "pr", pr: number, ...(repo ? { repo } : {}), ...wishes },
        }),
      ),
    );
  }
  const lead = isAboutPullRequest(reading) ? null : leadIn(reading);
  const pages = pagesIn(reading);
  const sites = [...new Set(pages.map(hostOf))];
  // Whose is whose cannot be told.
  if (sites.length > 1 && (lead || /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(reading.source)))
    return ask(
      `Several sites are named: ${sites.map((site) => `**${site}**`).join(", ")}. Which one should I record first?`,
      {
        ...{ tool: "record", input: wishes, say: "record" },
      },
    );
  if (lead) return calls({ tool: "record", input: { kind: "lead", lead, ...wishes } });
  if (pages.length > 0)
    return calls(...pages.map((url): ToolCall => ({ tool: "record", input: { kind: "url", url, ...wishes } })));
  return askWhat(reading, wishes);
}

/** "record PR 12 at 6": the answer comes in the place of the words that left it open. */
function askWhen(reading: Reading, { words, stays, question }: Extract<Start, { question: string }>): Filled {
  const say = fold(reading.source).replace(words, stays).trim();
  return ask(question, { slot: "words", say, tool: reading.first("pr") ? "record" : "rerecord" });
}

/** "den PR mit den Gutscheinen" names nobody, "a demo of the PR for Jane Doe" does. */
const isAboutPullRequest = (reading: Reading): boolean => reading.has("pr") && !reading.word("for", "fur", "para");

const hostOf = (address: string): string =>
  (address.replace(/^https?:\/\/(?:www\.)?|^www\./i, "").split(/[/?#]/)[0] ?? "").toLowerCase();

/** The pages that a recording may be of, each once. */
const pagesIn = ({ clause }: Reading): string[] => {
  const pages = clause.tokens.flatMap((token) =>
    token.kind === "url" ? [token.url] : token.kind === "domain" ? [`https://${token.domain}`] : [],
  );
  return [...new Set(pages)].filter((page) => !hostOf(page).endsWith("linkedin.com"));
};

/** Without a number the tool finds the pull request by its title, or asks and says which ones there are. */
export function askWhat(reading: Reading, wishes = recordWishes(reading)): Filled {
  const { run } = reading.context;
  // "show me before and after": of what is at hand.
  if (wishes.compare && run?.pr !== undefined) {
    const { pr, repo } = run;
    return calls({ tool: "record", input: { kind: "pr", pr, ...(repo ? { repo } : {}), ...wishes } });
  }
  const title = reading.source.slice(0, MAX_TITLE);
  const isForSomebody = reading.has("lead", "customer") && !reading.has("pr") && !reading.word(...worksOfPeople);
  if (!isForSomebody && tellingWords(title).length > 0)
    return calls({ tool: "record", input: { kind: "pr", title, ...wishes } });
  if (reading.has("lead", "customer"))
    return ask("Who is it for: which person, of which company or website, such as **Jane Doe at acme.com**?", {
      ...{ tool: "record", input: wishes, say: "record a demo for", offers: [] },
    });
  if (reading.has("pr")) return calls({ tool: "record", input: { kind: "pr", ...wishes } });
  return ask(WHAT_TO_RECORD, { tool: "record", input: wishes, say: "record", offers: [] });
}
const worksOfPeople = ["feature", "change", "branch", "redesign", "funktion", "funcion", "rama"];
/** What the tool takes. */
const MAX_TITLE = 300;

/** Once more, now or at a time. */
export function fillRerecord(reading: Reading): Filled {
  const start = startIn(reading);
  if (start && "question" in start) return askWhen(reading, start);
  return calls({ tool: "rerecord", input: start ? { at: start.at } : {} });
}

/** A remark that says what a video is to show, how long it may be, or what it stands beside. */
export const tellsOfRecording = (reading: Reading): boolean =>
  (["pr", "url", "domain"] as const).every((kind) => reading.all(kind).length === 0) &&
  (isCompared(reading) || focusIn(reading, false) !== null || isForLength(reading));

/** "it has to be under a minute", "I have a 30 second slot". */
const isForLength = (reading: Reading): boolean =>
  reading.times.some(
    ({ kind, to }) =>
      kind === "duration" &&
      (reading.has("under") ||
        reading.word("have", "got", "haben", "tenemos") ||
        slotsOfTime.has(wordAt(reading.clause.tokens, to))),
  );
const slotsOfTime = set("slot slots spot window limit video clip version teaser platz");

/** Focus, length, look, size and comparison, as far as they were said. */
function recordWishes(reading: Reading): Partial<Record> {
  const compare = isCompared(reading);
  const focus = focusIn(reading, compare);
  const start = startIn(reading);
  const length = lengthIn(reading, start);
  const preset = reading.has("dramatic", "minimal") || reading.has("style") ? presetOf(reading) : null;
  const viewport = viewportIn(reading);
  return {
    ...(focus ? { focus } : {}),
    ...(length ? { maxDurationMs: length } : {}),
    ...(preset ? { preset } : {}),
    ...(viewport ? { viewport } : {}),
    ...(compare ? { compare: true } : {}),
    ...(start && "at" in start ? { at: start.at } : {}),
  };
}

/** How long it may be, unless it is when to begin: "in half an hour", "at 5pm". */
function lengthIn(reading: Reading, start: Start | null): number | undefined {
  const isStart = ({ from, to }: TimeItem): boolean =>
    start?.words.includes(
      fold(
        reading.clause.tokens
          .slice(from, to)
          .map(({ raw }) => raw)
          .join(" "),
      ),
    ) === true;
  const duration = reading.times.find((item) => item.kind === "duration" && !isStart(item));
  return duration?.kind === "duration" ? duration.ms : start ? undefined : inSeconds(reading);
}

/** "show it in 20 seconds": how long, where no video is yet to have a moment of it. */
function inSeconds(reading: Reading): number | undefined {
  const point = reading.times.find(
    (item) => item.kind === "point" && (item.how === "at" || item.how === "until") && !item.named,
  );
  const said =
    point?.kind === "point" &&
    (point.how === "until" ||
      reading.clause.tokens.slice(point.from, point.to).some((token) => unitWords.has(token.word)));
  return said && point?.kind === "point" ? point.atMs : undefined;
}

const sizes = {
  mobile: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1440, height: 900 },
  fullHd: { width: 1920, height: 1080 },
} as const;

function viewportIn(reading: Reading): { width: number; height: number } | null {
  const area = reading.first("area");
  if (area) return { width: area.width, height: area.height };
  for (const name of ["mobile", "tablet", "desktop", "fullHd"] as const) if (reading.has(name)) return sizes[name];
  const lines = reading.first("lines")?.value;
  return lines ? { width: Math.round((lines * 16) / 9), height: lines } : null;
}
