import { isClosedSite, siteOfLead } from "../../convex/model/leadSite.ts";
import type { Lead } from "../../convex/model/request.ts";
import type { RecordPlan } from "../actions.ts";
import type { Turn } from "../turn.ts";
import { defineTool } from "./define.ts";
import type { ToolInput } from "./inputs.ts";
import { type Outcome, question, refused } from "./outcome.ts";
import { plain } from "./plain.ts";
import { publicAddress } from "./publicAddress.ts";
import { startAt } from "./startTime.ts";
import { whichPullRequest } from "./whichPullRequest.ts";

export const record = defineTool("record", async (turn, input) => {
  switch (input.kind) {
    case "pr":
      return await recordPullRequest(turn, input);
    case "url":
      return await recordAddress(turn, input);
    case "lead":
      return await recordLead(turn, input);
  }
});

type Input = ToolInput<"record">;

async function recordPullRequest(turn: Turn, input: Input): Promise<Outcome> {
  const { forge } = turn;
  const repo = input.repo ?? forge.defaultRepo;
  const pullRequest = await whichPullRequest(forge, repo, input);
  if ("question" in pullRequest) return question(pullRequest.question, pullRequest.offers);
  const { previewUrl: url } = pullRequest;
  const plan: RecordPlan = { kind: "pr", repo, pullRequest, ...(url === undefined ? {} : { url }), ...wishes(input) };
  return await start(
    turn,
    plan,
    `PR ${pullRequest.number}${repo === forge.defaultRepo ? "" : ` of ${plain(repo)}`}${pullRequest.title ? ` (${plain(pullRequest.title)})` : ""}`,
    input.at,
  );
}

async function recordAddress(turn: Turn, input: Input): Promise<Outcome> {
  if (input.url === undefined) return question("Which address should I record?");
  const address = publicAddress(input.url);
  if ("refusal" in address) return refused("address", address.refusal);
  if (isClosedSite(new URL(address.url).hostname)) {
    return refused("needs_login", `${linkedinNeedsLogin} Which other page should I record?`);
  }
  return await start(turn, { kind: "url", url: address.url, ...tourWishes(input) }, address.url, input.at);
}

const linkedinNeedsLogin = "LinkedIn shows its pages only to people who have signed in, so I do not record them.";

/** "bob stone" as "Bob Stone"; a name with capitals is as its owner writes it. */
const asName = (name: string): string =>
  name === name.toLowerCase() ? name.replace(/(?<=^|[\s-])\p{Ll}/gu, (letter) => letter.toUpperCase()) : name;

async function recordLead(turn: Turn, input: Input): Promise<Outcome> {
  const { lead } = input;
  if (!lead || Object.keys(lead).length === 0)
    return question("Who is it for? Give me a name, and a company or a website.");
  for (const url of [lead.website, lead.linkedinUrl]) {
    const address = url === undefined ? null : publicAddress(url);
    if (address && "refusal" in address) return refused("address", address.refusal);
  }
  const fields = Object.entries({ ...lead, name: lead.name && asName(lead.name) });
  const given: Lead = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  const name = plain(given.name ?? given.company ?? given.email ?? given.website ?? "this lead");
  const site = siteOfLead(given);
  if ("missing" in site) {
    const whom = plain(given.name ?? given.company ?? "Jane Doe");
    const why = site.missing === "linkedin" ? `${linkedinNeedsLogin} ` : "";
    return refused(
      "no_website",
      `${why}Which website shall the video show? Say it like **record a demo for ${whom} at example.com**.`,
    );
  }
  const { hostname } = new URL(site.addresses[0]);
  const plan: RecordPlan = { kind: "lead", lead: given, ...tourWishes(input) };
  return await start(turn, plan, `a video for ${name} on ${hostname.replace(/^www\./, "")}`, input.at);
}

async function start(turn: Turn, plan: RecordPlan, name: string, at: string | undefined): Promise<Outcome> {
  const later = startAt(turn.context, at);
  if ("message" in later) return later;
  const { runId } = await turn.actions.startRun({ ...plan, ...later.start });
  turn.done.runId = runId;
  return { kind: "recording", message: `${name}${details(plan)}`, ...later.told };
}

function wishes({ focus, maxDurationMs, preset, viewport, compare }: Input): Partial<RecordPlan> {
  return {
    ...(focus === undefined ? {} : { focus }),
    ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
    ...(preset === undefined ? {} : { preset }),
    ...(viewport === undefined ? {} : { viewport }),
    ...(compare === undefined ? {} : { compare }),
  };
}

/** A page has no other side to be compared with. */
const tourWishes = ({ compare: _, ...input }: Input): Partial<RecordPlan> => wishes(input);

function details({ pullRequest, focus, maxDurationMs, preset, viewport, compare }: RecordPlan): string {
  const parts = [
    pullRequest?.previewUrl ? "on its preview deployment" : "",
    focus ? `with a focus on ${plain(focus)}` : "",
    maxDurationMs ? `at most ${Math.round(maxDurationMs / 1000)} s` : "",
    preset ? `in the ${preset} style` : "",
    viewport ? `at ${viewport.width} × ${viewport.height}` : "",
    compare ? "before and after side by side" : "",
  ].filter(Boolean);
  return parts.length > 0 ? `, ${parts.join(", ")}` : "";
}
