import { createAgent } from "../../agent/agent.ts";
import type { Couriers } from "../../agent/couriers.ts";
import type { Forge } from "../../agent/forge.ts";
import type { Agent } from "../conversation/agent.ts";
import { openPublish, publishing } from "../forge/publish.ts";
import type { House } from "./house.ts";

/** The agent that answers in this house, for the pull requests of one forge, once its ways out are known. */
export const agentOf =
  (house: House, forge: Forge) =>
  (couriers: Couriers): Agent =>
    openAgent(house, forge, couriers);

function openAgent({ store, environment, log, workspaceId }: House, forge: Forge, couriers: Couriers): Agent {
  const published = publishing(forge, openPublish(environment, store), workspaceId);
  return createAgent({ store, forge: published, couriers, environment, log });
}
