import type { Turn } from "../turn.ts";
import type { ToolInput, ToolName } from "./inputs.ts";
import type { Outcome } from "./outcome.ts";

export type AgentTool<Name extends ToolName> = {
  name: Name;
  run(turn: Turn, input: ToolInput<Name>): Outcome | Promise<Outcome>;
};

/** A tool: its name ties it to its input schema (inputs.ts) and its description (prompts/tools/NAME.md). */
export const defineTool = <Name extends ToolName>(name: Name, run: AgentTool<Name>["run"]): AgentTool<Name> => ({
  name,
  run,
});
