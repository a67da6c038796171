import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { webApi } from "@slack/bolt";
import type { Installation, InstallationStore } from "@slack/oauth";
import { api } from "../../convex/_generated/api.js";
import type { Store } from "../../convex/client.ts";
import type { Log } from "../log.ts";
import { slackFailure } from "./failure.ts";
import { boltLogger } from "./logger.ts";
import type { SlackSettings } from "./settings.ts";

const platform = "slack";

/** A team as its bot sees it. */
export type Team = {
  client: webApi.WebClient;
  id: string;
  name: string;
  botUserId: string;
  botId: string;
  token: string;
};

export type Teams = {
  /** Throws when the team has not installed Aura. */
  of(teamId: string): Promise<Team>;
  /** The one team of SLACK_BOT_TOKEN; null when teams install by themselves. Throws DoorError `slack_token` or `slack_silent`. */
  single(): Promise<Team | null>;
};

/** The teams that Aura is in: the one whose token is set, or those whose installation is in the store. */
export function openTeams(settings: SlackSettings, store: Store, log: Log): Teams {
  const known = new Map<string, Promise<Team>>();
  const enter = async (token: string): Promise<Team> => {
    const client = new webApi.WebClient(token, clientOptions(settings, log));
    const { team_id: id = "", team: name = "", user_id: botUserId = "", bot_id: botId = "" } = await client.auth.test();
    return { client, id, name, botUserId, botId, token };
  };
  const entering = (key: string, token: () => Promise<string>): Promise<Team> => {
    const team = known.get(key) ?? token().then(enter);
    known.set(key, team);
    team.catch(() => known.delete(key));
    return team;
  };
  const { teams } = settings;
  if (teams.kind === "one") {
    const one = () => entering("", async () => teams.botToken);
    const single = () =>
      one().catch((error: unknown) => {
        throw slackFailure(error, "SLACK_BOT_TOKEN");
      });
    return { of: one, single };
  }
  const installations = installationStore(store, teams.clientSecret);
  return {
    single: async () => null,
    of: (teamId) =>
      entering(teamId, async () => {
        const query = { teamId, enterpriseId: undefined, isEnterpriseInstall: false };
        const installation = await installations.fetchInstallation(query);
        if (!installation.bot) throw new Error(`The installation of ${teamId} has no bot.`);
        return installation.bot.token;
      }),
  };
}

export const clientOptions = ({ apiUrl }: Pick<SlackSettings, "apiUrl">, log: Log): webApi.WebClientOptions => ({
  logger: boltLogger(log),
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  // Rate limits are waited for by the client itself; anything else is the caller's to try again.
  retryConfig: { retries: 2 },
});

/** Installations in the store, sealed with a key that is made of the client secret: the store holds no usable token. */
export function installationStore(store: Store, clientSecret: string): InstallationStore {
  const idOf = (query: { teamId?: string | undefined; enterpriseId?: string | undefined }): string =>
    query.teamId ?? query.enterpriseId ?? "";
  return {
    storeInstallation: async (installation) => {
      const externalId = idOf({ teamId: installation.team?.id, enterpriseId: installation.enterprise?.id });
      const sealed = seal(JSON.stringify(installation), clientSecret);
      await store.mutation(api.installations.save, { platform, externalId, sealed });
    },
    fetchInstallation: async (query) => {
      const sealed = await store.query(api.installations.get, { platform, externalId: idOf(query) });
      if (sealed === null) throw new Error(`Aura is not installed in ${idOf(query)}.`);
      return JSON.parse(unseal(sealed, clientSecret)) as Installation<"v1" | "v2", boolean>;
    },
    deleteInstallation: async (query) => {
      await store.mutation(api.installations.remove, { platform, externalId: idOf(query) });
    },
  };
}

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "aura", "slack installations", 32));

/** AES-256-GCM: nonce, tag and text, in base64. */
function seal(text: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secret), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

function unseal(sealed: string, secret: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secret), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

/** A secret for the state of an installation under way, made of the client secret so that any process knows it. */
export const stateSecretOf = (clientSecret: string): string =>
  createHash("sha256").update(`aura state ${clientSecret}`).digest("hex");
