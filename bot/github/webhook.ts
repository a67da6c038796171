import type { IncomingMessage } from "node:http";
import { verify } from "@octokit/webhooks-methods";
import type { z } from "zod";
import type { Route } from "../door.ts";
import { failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import { BodyProblem, readBody } from "../webhooks/body.ts";
import { sendJson } from "../webhooks/server.ts";
import type { Ask, Dispatched } from "./dispatch.ts";
import { deploymentStatusEvent, isCollaborator, issueCommentEvent, pullRequestEvent, recordLabel } from "./events.ts";
import { type Repo, repoOf } from "./octokit.ts";
import type { Said } from "./words.ts";

/** GitHub sends nothing larger (https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap). */
const BODY_LIMIT_BYTES = 25_000_000;

type Answer = { status: number; body: object };
const answer = (status: number, body: object): Answer => ({ status, body });

/**
 * Answers GitHub's webhooks. What is answered with `dispatched: true` is in the store; what fails before that is answered with
 * a reason, and GitHub's redelivery has its effect once.
 */
export function webhookRoute(options: {
  secret: string | null;
  dispatch: (ask: Ask) => Promise<Dispatched>;
  /** Hands on what a collaborator says in a comment. */
  say: (said: Said) => Promise<Dispatched>;
  /** The open pull requests of which this commit is the head. */
  pullsAt: (repo: Repo, sha: string) => Promise<number[]>;
  log: Log;
}): Route {
  const { secret, dispatch, say, pullsAt, log } = options;

  return async (request, response) => {
    try {
      const { status, body } = await take(request);
      sendJson(response, status, body);
    } catch (error) {
      if (!(error instanceof BodyProblem)) throw error;
      sendJson(response, error.status, { error: error.message });
    }
  };

  async function take(request: IncomingMessage): Promise<Answer> {
    if (request.method !== "POST") return answer(405, { error: "GitHub sends its events by POST." });
    if (secret === null) return answer(403, { error: "Webhooks are off here: GITHUB_WEBHOOK_SECRET is not set." });
    const raw = (await readBody(request, BODY_LIMIT_BYTES)).toString("utf8");
    if (!(await isSigned(raw, secret, request.headers["x-hub-signature-256"]))) {
      return answer(401, { error: "The signature is missing or wrong." });
    }
    const event = request.headers["x-github-event"];
    const delivery = request.headers["x-github-delivery"];
    if (typeof event !== "string" || typeof delivery !== "string" || delivery === "") {
      return answer(400, { error: "X-GitHub-Event and X-GitHub-Delivery are missing." });
    }
    const payload = payloadOf(raw, request.headers["content-type"] ?? "");
    if (payload === null) return answer(400, { error: "The body is no JSON object." });
    return await hear(event, delivery, payload);
  }

  async function hear(event: string, delivery: string, payload: object): Promise<Answer> {
    if (event === "ping") return answer(200, { status: "pong" });
    if (!Object.hasOwn(readers, event)) return answer(200, { status: "ignored", event });
    const asked = readers[event as keyof typeof readers](payload);
    if (asked === "malformed") return answer(400, { error: `This is no ${event} event as GitHub sends it.` });
    if ("reason" in asked) return answer(200, { dispatched: false, status: "ignored", event, reason: asked.reason });
    try {
      return answer(200, await act(asked, delivery));
    } catch (error) {
      log.error({ err: error, delivery, event }, "a webhook's work was not begun");
      // Not a server's failure to GitHub: the reason is there to be read under Recent Deliveries, and Redeliver tries again.
      return answer(200, { dispatched: false, reason: failureOf(error).message });
    }
  }

  async function act(asked: Act, delivery: string): Promise<Dispatched> {
    if ("text" in asked) return await say(asked);
    if ("number" in asked) return await dispatch({ ...asked, delivery });
    const { repo, sha } = asked;
    let told: Dispatched = { dispatched: false, reason: "No open pull request is at this commit." };
    for (const number of await pullsAt(repo, sha)) {
      const one = await dispatch({ repo, number, by: "event", delivery: `${delivery}#${number}` });
      if (!told.dispatched) told = one;
    }
    return told;
  }
}

/** A recording, words for the conversation, or a look at what a deployment is of. */
type Act = Omit<Ask, "delivery"> | Said | { repo: Repo; sha: string };
type Asked = Act | { reason: string } | "malformed";

const readers = { pull_request: pullRequestAsk, issue_comment: commentAsk, deployment_status: deploymentAsk };

function pullRequestAsk(payload: object): Asked {
  const parsed = pullRequestEvent.safeParse(payload);
  const repo = parsed.success && repoIn(parsed.data);
  if (!parsed.success || !repo) return "malformed";
  const { action, pull_request: pull, label } = parsed.data;
  const isAsked = ["opened", "synchronize", "reopened", "ready_for_review"].includes(action);
  if (isAsked) return { repo, number: pull.number, by: "event" };
  if (action === "labeled" && label?.name === recordLabel) {
    return { repo, number: pull.number, by: "label", ...(pull.head ? { headSha: pull.head.sha } : {}) };
  }
  return { reason: `Nothing is recorded when a pull request is ${action.slice(0, 40)}.` };
}

const rerun = /\/?aura\s+(re-?run|retry)\b/i;
const record = /\/aura\s+record\b/i;
const words = /(?:^|\s)\/aura\s+(\S[^\r\n]*)/i;

function commentAsk(payload: object): Asked {
  const parsed = issueCommentEvent.safeParse(payload);
  const repo = parsed.success && repoIn(parsed.data);
  if (!parsed.success || !repo) return "malformed";
  const { action, comment, issue } = parsed.data;
  const { body, id, user, author_association: association } = comment;
  const text = words.exec(body)?.[1]?.trim();
  const isWanted = action === "created" && (rerun.test(body) || record.test(body) || text !== undefined);
  if (!isWanted || !issue.pull_request) return { reason: "This comment asks for nothing." };
  if (!isCollaborator(association)) {
    return { reason: "Only owners, members and collaborators of the repository can ask by a comment." };
  }
  const { number } = issue;
  if (rerun.test(body)) return { repo, number, by: "rerun" };
  if (record.test(body) || text === undefined) return { repo, number, by: "record" };
  return { repo, number, text, login: user?.login ?? "", isOwner: association === "OWNER", id: `comment:${id}` };
}

/** A site is up that may be a pull request's preview: worth a look where one was waited for, or where the code did not run. */
function deploymentAsk(payload: object): Asked {
  const parsed = deploymentStatusEvent.safeParse(payload);
  const repo = parsed.success && repoIn(parsed.data);
  if (!parsed.success || !repo) return "malformed";
  const { deployment, deployment_status: status } = parsed.data;
  if (status.state !== "success" || deployment.production_environment === true) {
    return { reason: "This is no preview deployment that is up." };
  }
  return { repo, sha: deployment.sha };
}

const repoIn = ({ repository }: Pick<z.infer<typeof pullRequestEvent>, "repository">): Repo | null =>
  repoOf(`${repository.owner.login}/${repository.name}`);

async function isSigned(raw: string, secret: string, signature: string | string[] | undefined): Promise<boolean> {
  if (typeof signature !== "string" || !/^sha256=[0-9a-f]{64}$/.test(signature) || raw === "") return false;
  return await verify(secret, raw, signature);
}

/** GitHub sends JSON, or a form with the JSON in it, as the webhook's settings say. Null when it is no object. */
function payloadOf(raw: string, contentType: string): object | null {
  const isForm = contentType.startsWith("application/x-www-form-urlencoded");
  try {
    const value: unknown = JSON.parse(isForm ? (new URLSearchParams(raw).get("payload") ?? "") : raw);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
