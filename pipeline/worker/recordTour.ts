import { leadInWords, siteOfLead, titleOfLead } from "../../convex/model/leadSite.ts";
import type { Operation } from "../../convex/model/operations.ts";
import type { Lead, RecordRequest } from "../../convex/model/request.ts";
import { PipelineError } from "../failure.ts";
import type { OnProgress } from "../progress.ts";
import { recordAddress } from "../recordAddress.ts";
import type { Take } from "../take/take.ts";
import { siteName } from "../tour/words.ts";
import type { Workshop } from "./workshop.ts";

/** Where nobody has said how long, a video for one person is short. */
const leadMs = 28_000;
const captionMs = 3_500;

type Recorded = { take: Take; summary: string; operations: Operation[] };
type Request = RecordRequest & { kind: "url" | "lead" };
type Recording = { size: { width: number; height: number }; deviceScale: number; fps: number; outDir: string };
type Work = { signal: AbortSignal; onProgress: OnProgress };

/** Records a public page, or the site of a lead, into `outDir`. A lead's video begins with a caption that names them. */
export async function recordTour(
  workshop: Workshop,
  request: Request,
  recording: Recording,
  work: Work,
): Promise<Recorded> {
  const { focus, maxDurationMs, lead } = request;
  const addresses = addressesOf(request);
  const workplace = { ...work, browser: await workshop.browser() };
  const limitMs = maxDurationMs ?? (lead ? leadMs : undefined);
  const tour = { ...recording, addresses, focus, maxDurationMs: limitMs, isOnlyPublic: true };
  const { take } = await recordAddress({ ...tour, alsoReachable: workshop.alsoReachable ?? [] }, workplace);
  return lead ? forLead(take, lead, siteName(addresses[0])) : { take, summary: take.summary, operations: [] };
}

/** What is named is shown; without it, the lead's own site. */
function addressesOf({ kind, url, lead }: Request): readonly [string, ...string[]] {
  if (url !== undefined) return [url];
  if (kind === "url") throw new PipelineError("not_recordable", "No address was given; say which page to record.");
  const site = siteOfLead(lead ?? {});
  if ("addresses" in site) return site.addresses;
  throw new PipelineError(
    "no_website",
    site.missing === "linkedin"
      ? "LinkedIn shows profiles only to people who have signed in, so they are not recorded; add this lead's website."
      : "The website of this lead is not known; add one, such as acme.com.",
  );
}

function forLead(take: Take, lead: Lead, site: string): Recorded {
  const whom = leadInWords(lead);
  const durationMs = Math.min(captionMs, take.durationMs);
  const caption: Operation = {
    type: "caption",
    text: `For ${whom ?? site}`,
    startMs: 0,
    durationMs,
    position: "bottom",
  };
  return {
    take: { ...take, title: titleOfLead(lead, site) },
    summary: whom === null ? take.summary : `For ${whom}. ${take.summary}`,
    operations: [caption],
  };
}
