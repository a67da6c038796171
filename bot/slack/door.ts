import { App, HTTPReceiver } from "@slack/bolt";
import type { Door, Route, Surroundings } from "../door.ts";
import { BodyProblem, readBody } from "../webhooks/body.ts";
import { sendJson } from "../webhooks/server.ts";
import { listen } from "./intake.ts";
import { boltLogger } from "./logger.ts";
import { openSlackPlatform } from "./platform.ts";
import { type SlackSettings, slackSettingsOf } from "./settings.ts";
import { StoringSocketReceiver } from "./socket.ts";
import { clientOptions, installationStore, openTeams, stateSecretOf } from "./teams.ts";

/** What Aura may do in a team; slack-manifest.yaml asks for the same. */
export const botScopes = [
  "app_mentions:read",
  "channels:history",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "groups:history",
  "im:history",
  "users:read",
];

const paths = { events: "/slack/events", install: "/slack/install", installed: "/slack/oauth_redirect" };
const BODY_LIMIT_BYTES = 1_000_000;

type Needed = Pick<Surroundings, "environment" | "store" | "log" | "gate">;

/** Slack as a door; null when nothing of it is set. */
export function openSlackDoor(surroundings: Needed): Door | null {
  const settings = slackSettingsOf(surroundings.environment);
  if (settings === null) return null;
  const { store, log, gate } = surroundings;
  const teams = openTeams(settings, store);
  const platform = openSlackPlatform({ teams, store, log });
  const logger = boltLogger(log);
  const { way } = settings;
  const http = way.kind === "http" ? httpReceiver(settings, way.signingSecret, surroundings) : null;
  const socket = way.kind === "socket" ? new StoringSocketReceiver({ ...way, apiUrl: settings.apiUrl, log }) : null;
  const receiver = http ?? socket;
  if (receiver === null) throw new Error("Slack is reached by a socket or by requests.");
  const app = new App({
    receiver,
    logger,
    clientOptions: clientOptions(settings),
    authorize: async ({ teamId }) => {
      const { token, botId, botUserId, id } = await teams.of(teamId ?? "");
      return { botToken: token, botId, botUserId, teamId: id };
    },
  });
  const handle = http && sensible(http.requestListener);
  return {
    name: "Slack",
    platforms: [platform],
    routes: handle ? Object.fromEntries(Object.values(paths).map((path) => [path, handle])) : {},
    start: async (conductor) => {
      listen(app, { conductor, gate, log, platform, store, teams });
      const team = await teams.single();
      await socket?.start();
      const where = team ? `in ${team.name}` : `install it at ${settings.publicUrl}${paths.install}`;
      return socket ? `${where}, by its socket` : `${where}, requests at ${paths.events}`;
    },
    close: async () => {
      await socket?.stop();
    },
  };
}

/** Bolt takes any JSON for an object; what is none (a bare null) would end the process. */
function sensible(handle: Route): Route {
  return async (request, response) => {
    if (request.method !== "POST") return await handle(request, response);
    let body: Buffer;
    try {
      body = await readBody(request, BODY_LIMIT_BYTES);
    } catch (error) {
      if (!(error instanceof BodyProblem)) throw error;
      return sendJson(response, error.status, { error: error.message });
    }
    const isJson = request.headers["content-type"]?.startsWith("application/json") === true;
    if (isJson && !holdsObject(body)) return sendJson(response, 400, { error: "The body is no JSON object." });
    // Bolt reads what has been read already from here.
    return await handle(Object.assign(request, { rawBody: body }), response);
  };
}

function holdsObject(body: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function httpReceiver(settings: SlackSettings, signingSecret: string, { store, log }: Needed) {
  const { teams } = settings;
  return new HTTPReceiver({
    signingSecret,
    endpoints: [paths.events],
    // The answer goes out when the listeners have ended: what was acknowledged is in the store.
    processBeforeResponse: true,
    bodyLimit: BODY_LIMIT_BYTES,
    logger: boltLogger(log),
    ...(teams.kind === "many"
      ? {
          clientId: teams.clientId,
          clientSecret: teams.clientSecret,
          stateSecret: stateSecretOf(teams.clientSecret),
          scopes: botScopes,
          installationStore: installationStore(store, teams.clientSecret),
          redirectUri: `${settings.publicUrl}${paths.installed}`,
          installerOptions: {
            installPath: paths.install,
            redirectUriPath: paths.installed,
            clientOptions: clientOptions(settings),
          },
        }
      : {}),
  });
}
