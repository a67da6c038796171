import type { IncomingMessage, ServerResponse } from "node:http";
import type { Forge } from "../agent/forge.ts";
import type { Store } from "../convex/client.ts";
import type { Environment } from "../environment.ts";
import type { Conductor } from "./conversation/conductor.ts";
import type { Gate } from "./gate/gate.ts";
import type { Home } from "./home/home.ts";
import type { Log } from "./log.ts";
import type { Platform } from "./platform.ts";
import type { Library } from "./results/library.ts";

/** What every door to a chat platform stands on. */
export type Surroundings = {
  environment: Environment;
  home: Home;
  store: Store;
  library: Library;
  log: Log;
  gate: Gate;
  /** Pull requests of the repositories that may be recorded. */
  forge: Forge;
};

/** Answers one request to the webhook server. The body has not been read. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A door to one chat platform. It is configured, or it does not exist. */
export type Door = {
  name: string;
  platforms: readonly Platform[];
  /** What it answers on the webhook server, by exact path, or by a beginning that ends in `/*`; none when it calls out by itself (a socket). */
  routes: Readonly<Record<string, Route>>;
  /** Begins to take messages in. Answers, in a few words, where it can be reached. */
  start(conductor: Conductor): Promise<string>;
  close(): Promise<void>;
};
