import { createAgent } from "../../agent/agent.ts";
import type { Forge } from "../../agent/forge.ts";
import type { Agent } from "../conversation/agent.ts";
import { openPublish, publishing } from "../forge/publish.ts";
import type { House } from "./house.ts";

/** The agent that answers in this house, for the pull requests of one forge. */
export function openAgent({ store, environment, log, workspaceId }: House, forge: Forge): Agent {
  const published = publishing(forge, openPublish(environment, store), workspaceId);
  return createAgent({ store, forge: published, environment, log });
}
