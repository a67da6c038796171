import { z } from "zod";

/** GitHub's payloads, as far as Aura reads them (https://docs.github.com/webhooks/webhook-events-and-payloads). */
const repository = z.object({ name: z.string(), owner: z.object({ login: z.string() }) });
const number = z.number().int().positive();

export const pullRequestEvent = z.object({
  action: z.string(),
  pull_request: z.object({ number, head: z.object({ sha: z.string() }).optional() }),
  label: z.object({ name: z.string() }).optional(),
  repository,
});

export const issueCommentEvent = z.object({
  action: z.string(),
  comment: z.object({
    id: z.number().int(),
    body: z.string(),
    user: z.object({ login: z.string() }).nullable(),
    author_association: z.string().default("NONE"),
  }),
  issue: z.object({ number, pull_request: z.object({}).nullish() }),
  repository,
});

export const deploymentStatusEvent = z.object({
  deployment_status: z.object({ state: z.string() }),
  deployment: z.object({ sha: z.string(), production_environment: z.boolean().nullish() }),
  repository,
});

/** People whom GitHub counts among the repository's own. */
export const isCollaborator = (association: string): boolean =>
  ["OWNER", "MEMBER", "COLLABORATOR"].includes(association);

/** The label by which a member lets the pull request of a stranger be recorded. */
export const recordLabel = "aura";
