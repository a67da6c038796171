import { App, type AuthorizeResult, HTTPReceiver } from "@slack/bolt";
import type { Door, Route, Surroundings } from "../door.ts";
import { BodyProblem, readBody } from "../webhooks/body.ts";
import { sendJson } from "../webhooks/server.ts";
import { listen } from "./intake.ts";
import { boltLogger } from "./logger.ts";
import { openSlackPlatform } from "./platform.ts";
import { kindOfRequest } from "./requests.ts";
import { botScopes } from "./scopes.ts";
import { type SlackSettings, slackSettingsOf } from "./settings.ts";
import { StoringSocketReceiver } from "./socket.ts";
import { clientOptions, installationStore, openTeams, stateSecretOf, type Teams } from "./teams.ts";

const paths = { events: "/slack/events", install: "/slack/install", installed: "/slack/oauth_redirect" };
const BODY_LIMIT_BYTES = 1_000_000;

type Needed = Pick<Surroundings, "environment" | "store" | "log" | "gate">;

/** Slack as a door; null when nothing of it is set. */
export function openSlackDoor(surroundings: Needed): Door | null {
  const settings = slackSettingsOf(surroundings.environment);
  if (settings === null) return null;
  const { store, log, gate } = surroundings;
  const teams = openTeams(settings, store, log);
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
    clientOptions: clientOptions(settings, log),
    // Where teams install by themselves, Bolt looks the installation up on its own, and takes no other way beside it.
    ...(http?.installer ? {} : { authorize: ({ teamId }: Source) => authorizationOf(teams, teamId ?? "") }),
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

type Source = { teamId?: string | undefined };

async function authorizationOf(teams: Teams, teamId: string): Promise<AuthorizeResult> {
  const { token, botId, botUserId, id } = await teams.of(teamId);
  return { botToken: token, botId, botUserId, teamId: id };
}

/** Bolt takes any body for one of Slack's; what is none would at worst end the process. */
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
    const kind = kindOfRequest(request.headers["content-type"] ?? "", body.toString("utf8"));
    if (kind === "neither") return sendJson(response, 400, { error: "This is no request as Slack sends it." });
    // Bolt knows no such thing. There is nothing to do but to wait, whoever sent it.
    if (kind === "notice") return sendJson(response, 200, {});
    // Bolt reads what has been read already from here.
    return await handle(Object.assign(request, { rawBody: body }), response);
  };
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
            clientOptions: clientOptions(settings, log),
          },
        }
      : {}),
  });
}
