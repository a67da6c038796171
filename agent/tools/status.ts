import type { ThreadContext } from "../context.ts";
import { plannedInWords } from "../planned.ts";
import { isView, lengthOf, openView } from "../resolve/view.ts";
import { capital, seconds } from "../words.ts";
import { defineTool } from "./define.ts";
import { plain } from "./plain.ts";

export const status = defineTool("status", (turn) => ({ kind: "told", message: statusOf(turn.context) }));

/** What is under way in the thread, or what stands, and what is planned. */
function statusOf(context: ThreadContext): string {
  const planned = context.planned.map((one) => `${capital(plannedInWords(one, context))}.`);
  const isAlone = !context.run && context.jobs.length === 0;
  return [...(isAlone && planned.length > 0 ? [] : [stateOf(context)]), ...planned].join(" ");
}

function stateOf(context: ThreadContext): string {
  const { run, jobs } = context;
  const active = [...new Set(jobs.map(describeJob))];
  if (active.length > 0) return capital(`${active.join("; ")}.`);
  if (!run) return "Nothing is recorded here yet. Say **record PR 1** or give me an address.";
  switch (run.status) {
    case "queued":
      return "The recording waits for its turn.";
    case "running":
    case "uploading":
      return `Recording ${subject(context)}: ${run.stage ?? "at work"}${percent(run.progress)}${left(run.etaMs)}.`;
    case "failed":
      return `The recording failed${run.error ? `: ${run.error}` : "."} Say **record it again** to try once more.`;
    case "canceled":
      return "The recording was canceled. Say **record it again** to start it once more.";
    case "completed":
      return standing(context);
  }
}

const names = { record: "recording", render: "rendering the new version", export: "exporting" } as const;

function describeJob({ kind, stage, progress, etaMs }: ThreadContext["jobs"][number]): string {
  return `${names[kind]}${stage ? `: ${stage}` : ""}${percent(progress)}${left(etaMs)}`;
}

const percent = (progress: number | null | undefined): string =>
  typeof progress === "number" && progress > 0 ? `, ${Math.round(progress)} %` : "";

function left(etaMs: number | null | undefined): string {
  return typeof etaMs === "number" && etaMs > 1000 ? `, about ${Math.ceil(etaMs / 1000)} s left` : "";
}

const subject = ({ run }: ThreadContext): string =>
  run?.pr === undefined ? (run?.url ?? plain(run?.title ?? "the page")) : `PR ${run.pr}`;

function standing(context: ThreadContext): string {
  const view = openView(context);
  const length = isView(view) ? `, ${seconds(lengthOf(view.seen.map))} long` : "";
  const version = isView(view) ? ` You are looking at version ${view.seen.version}${length}.` : "";
  return `All done: the video of ${subject(context)} is ready and nothing is running.${version}`;
}
