import { asSchema, type FlexibleSchema, type Tool, type ToolSet, tool } from "ai";
import { ActionError } from "../actions.ts";
import { dataSlot, toolDescription } from "../prompts.ts";
import type { Turn } from "../turn.ts";
import { cancel } from "./cancel.ts";
import { cancelDigest } from "./cancelDigest.ts";
import { caption } from "./caption.ts";
import { crop } from "./crop.ts";
import { cursorEmphasis } from "./cursorEmphasis.ts";
import { cut } from "./cut.ts";
import type { AgentTool } from "./define.ts";
import { exportVideo } from "./export.ts";
import { inputs, type ToolCall, type ToolInput, type ToolName } from "./inputs.ts";
import { listDigests } from "./listDigests.ts";
import { type Outcome, refused } from "./outcome.ts";
import { preferences } from "./preferences.ts";
import { record } from "./record.ts";
import { redact } from "./redact.ts";
import { removeEdit } from "./removeEdit.ts";
import { replan } from "./replan.ts";
import { rerecord } from "./rerecord.ts";
import { revert } from "./revert.ts";
import { review } from "./review.ts";
import { scheduleDigest } from "./scheduleDigest.ts";
import { share } from "./share.ts";
import { shorten } from "./shorten.ts";
import { showVideo } from "./showVideo.ts";
import { speed } from "./speed.ts";
import { split } from "./split.ts";
import { status } from "./status.ts";
import { stylePreset } from "./stylePreset.ts";
import { trim } from "./trim.ts";
import { zoom } from "./zoom.ts";

const tools: { [Name in ToolName]: AgentTool<Name> } = {
  record,
  rerecord,
  replan,
  cancel,
  status,
  trim,
  cut,
  split,
  shorten,
  speed,
  zoom,
  crop,
  cursor_emphasis: cursorEmphasis,
  style_preset: stylePreset,
  caption,
  redact,
  remove_edit: removeEdit,
  revert,
  show_video: showVideo,
  export: exportVideo,
  share,
  review,
  schedule_digest: scheduleDigest,
  cancel_digest: cancelDigest,
  list_digests: listDigests,
  preferences,
};

// Left to itself the SDK makes their JSON Schemas anew for every message, a fifth of the time that one takes.
const schemas = new Map<string, FlexibleSchema>(
  Object.entries<FlexibleSchema>(inputs).map(([name, input]) => [name, asSchema(input)]),
);

/** Runs one call. A store or a port that refuses becomes an outcome; anything else is thrown. */
async function runTool<Name extends ToolName>(turn: Turn, name: Name, input: ToolInput<Name>): Promise<Outcome> {
  try {
    return await tools[name].run(turn, input);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal) return refused(refusal.code, refusal.message);
    throw error;
  }
}

/** An error that was made for the person: a store's or a forge's own, told by a code in lower case. */
function refusalIn(error: unknown): { code: string; message: string } | null {
  if (error instanceof ActionError) return error;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return /^[a-z]+(_[a-z]+)*$/.test(error.code) ? { code: error.code, message: error.message } : null;
}

export type Ran = { call: ToolCall; outcome: Outcome };

/**
 * The tools for the AI SDK, bound to a turn. Calls run one after the other in the order in which the model named them,
 * also when it asks for several at once: each edit builds on the one before. `settled` resolves when none is under way. With
 * `isMarked` the model reads results inside data marks.
 */
export function toolsFor(
  turn: Turn,
  onRan: (ran: Ran) => void,
  { isMarked = false } = {},
): { tools: ToolSet; settled(): Promise<unknown> } {
  let line: Promise<unknown> = Promise.resolve();
  // Results name labels and titles of pages, so a language model gets them as data, without what is of use in here only.
  const asData = {
    toModelOutput: ({ output }: { output: Outcome }) => ({ type: "text" as const, value: told(output) }),
  };
  const entries = Object.keys(tools).map((key) => {
    const name = key as ToolName;
    const execute = (input: unknown): Promise<Outcome> => {
      const next = line.then(async () => {
        // The SDK has parsed the input with this tool's own schema.
        const outcome = await runTool(turn, name, input as ToolInput<typeof name>);
        onRan({ call: { tool: name, input } as ToolCall, outcome });
        return outcome;
      });
      line = next.catch(() => undefined);
      return next;
    };
    const made: Tool = tool({
      description: toolDescription(name),
      inputSchema: schemas.get(name) ?? inputs[name],
      execute,
      ...(isMarked ? asData : {}),
    });
    return [name, made] as const;
  });
  return { tools: Object.fromEntries(entries), settled: () => line };
}

function told(outcome: Outcome): string {
  const lengths = "video" in outcome ? { wasMs: outcome.video.wasMs, nowMs: outcome.video.nowMs } : {};
  const { kind, message } = outcome;
  const more = {
    ...("code" in outcome ? { code: outcome.code } : {}),
    ...("note" in outcome ? { note: outcome.note } : {}),
  };
  return dataSlot("result", JSON.stringify({ kind, message, ...more, ...lengths }));
}
