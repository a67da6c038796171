import { createAgent } from "../../agent/agent.ts";
import type { Forge } from "../../agent/forge.ts";
import type { Agent } from "../conversation/agent.ts";
import type { House } from "./house.ts";

/** The agent that answers in this house, for the pull requests of one forge. */
export const openAgent = ({ store, environment, log }: House, forge: Forge): Agent =>
  createAgent({ store, forge, environment, log });
