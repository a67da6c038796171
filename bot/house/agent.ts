import { createAgent } from "../../agent/agent.ts";
import type { Agent } from "../conversation/agent.ts";
import type { LocalForge } from "../forge/local.ts";
import type { House } from "./house.ts";

/** The agent that answers in this house, for the pull requests of one forge. */
export const openAgent = ({ store, environment, log }: House, forge: LocalForge): Agent =>
  createAgent({ store, forge, environment, log });
