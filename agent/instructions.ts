import type { ThreadContext } from "./context.ts";
import { momentOf } from "./context.ts";
import type { Forge } from "./forge.ts";
import type { RunContext } from "./memory.ts";
import { describeElements } from "./onScreen.ts";
import { dataSlot, filledPrompt } from "./prompts.ts";
import { isView, lengthOf, openView, takeToSeen } from "./resolve/view.ts";
import { threadFacts } from "./threadFacts.ts";
import { clock } from "./words.ts";

/** The system prompt for a language model: who Aura is, and the video at hand inside a marked data slot. */
export function instructionsFor(
  context: ThreadContext,
  forge: Pick<Forge, "defaultRepo">,
  memories: readonly RunContext[] = [],
): string {
  const { thread } = context;
  return filledPrompt("system.md", {
    now: thread.now,
    timezone: thread.timezone,
    channel: thread.channelType,
    repo: forge.defaultRepo,
    video: [
      describeVideo(context),
      ...describeElements(context),
      ...threadFacts(context),
      ...describeMemories(memories),
    ].join("\n\n"),
  });
}

/** What was recorded before on like pages. It comes from pages and titles, so it is data as well. */
function describeMemories(memories: readonly RunContext[]): string[] {
  if (memories.length === 0) return [];
  const lines = memories.map(
    ({ summary, routes, components, timestamp }) =>
      `${new Date(timestamp).toISOString().slice(0, 10)}: ${summary.slice(0, 200)} (${routes.slice(0, 5).join(", ")}; ${components.slice(0, 5).join(", ")})`,
  );
  return [`Recorded before:\n${dataSlot("memory", lines.join("\n"), 2000)}`];
}

/** The shots in the times of the version that the person sees. Labels come from a web page: they are data. */
function describeVideo(context: ThreadContext): string {
  const view = openView(context);
  if (!isView(view)) return `There is no video to edit now: ${view.message}`;
  const { take, seen } = view;
  const shots = context.shots.map((shot) => {
    const from = Math.round(takeToSeen(view, shot.startMs));
    const to = Math.round(takeToSeen(view, shot.endMs));
    const at = shot.atMs === undefined ? "" : `, action at ${Math.round(takeToSeen(view, momentOf(shot)))}`;
    const box = shot.box ? `, box ${shot.box.x},${shot.box.y} ${shot.box.width}x${shot.box.height}` : "";
    const gone = to <= from ? " (cut away)" : "";
    return `${from}–${to} ms${at}: ${shot.action} ${shot.role} "${shot.label.slice(0, 120)}" on ${shot.route.slice(0, 120)}${box}${shot.changed ? ", CHANGED by the pull request" : ""}${gone}`;
  });
  const edits = seen.operations.map((one, index) => `${index + 1}. ${JSON.stringify(one).slice(0, 300)}`);
  const head = `The person sees version ${seen.version} of ${context.versions.length || 1}: ${lengthOf(seen.map)} ms (${clock(lengthOf(seen.map))}), recorded at ${take.width}x${take.height}.`;
  const { title = "", summary = "" } = context.run ?? {};
  const about = [title, summary].filter(Boolean).join(": ").slice(0, 600);
  const lists = [
    ...(about ? [`About: ${about}`] : []),
    `Shots:\n${shots.join("\n")}`,
    edits.length > 0 ? `Edits of this version:\n${edits.join("\n")}` : "This version has no edits.",
  ];
  return `${head}\n${dataSlot("video", lists.join("\n"))}`;
}
