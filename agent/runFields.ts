import { titleOfLead } from "../convex/model/leadSite.ts";
import type { RecordRequest } from "../convex/model/request.ts";
import type { RecordPlan } from "./actions.ts";
import type { PullRequest } from "./forge.ts";

/** With new commits, a preview deployment of the old ones shows nothing any more. */
export function commitsOf(
  { headSha: commitSha, baseSha, previewUrl }: PullRequest,
  earlier: RecordRequest | undefined,
) {
  const { url: _, ...wished } = earlier ?? { kind: "pr" as const };
  return { commitSha, baseSha, request: { ...wished, ...(previewUrl === undefined ? {} : { url: previewUrl }) } };
}

/** What a plan says of the run that it becomes. */
export function runFields(plan: RecordPlan) {
  const { pullRequest, repo } = plan;
  const request: RecordRequest = { kind: plan.kind, ...wishesOf(plan) };
  if (!pullRequest) {
    const title = plan.kind === "lead" ? titleOfLead(plan.lead ?? {}) : (plan.url ?? "");
    return { source: plan.kind, summary: title, title, request };
  }
  const { number, title, branch, headSha, baseSha, repoUrl } = pullRequest;
  const commits = { branch, commitSha: headSha, baseSha, repoUrl, ...(repo === undefined ? {} : { repo }) };
  return {
    source: plan.kind,
    pr: number,
    ...commits,
    title: title || `PR ${number}`,
    summary: title || `PR ${number}`,
    request,
  };
}

function wishesOf({
  url,
  lead,
  focus,
  maxDurationMs,
  preset,
  viewport,
  compare,
}: RecordPlan): Omit<RecordRequest, "kind"> {
  return {
    ...(url === undefined ? {} : { url }),
    ...(lead === undefined ? {} : { lead }),
    ...(focus === undefined ? {} : { focus }),
    ...(maxDurationMs === undefined ? {} : { maxDurationMs }),
    ...(preset === undefined ? {} : { preset }),
    ...(viewport === undefined ? {} : { viewport }),
    ...(compare === undefined ? {} : { compare }),
  };
}
