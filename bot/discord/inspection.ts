import {
  type APIApplication,
  ApplicationFlagsBitField,
  REST,
  type RESTGetAPICurrentUserGuildsResult,
  Routes,
} from "discord.js";
import { DoorError } from "../failure.ts";
import { inviteUrl, missingPermissions } from "./permissions.ts";
import type { DiscordSettings } from "./settings.ts";

/** How Discord sees Aura: what it may read, and what it may do in each server. */
export type Inspection = {
  applicationId: string;
  /** Aura's own user; applications of before 2016 have another id than their bot. */
  botId: string;
  /** The Message Content Intent is switched on. */
  isReading: boolean;
  guilds: { name: string; missing: string[] }[];
};

/** A large video has to go up a slow line within this. */
const UPLOAD_TIMEOUT_MS = 180_000;

export const restOf = ({ apiUrl, token }: DiscordSettings, timeoutMs = UPLOAD_TIMEOUT_MS): REST =>
  new REST({ api: apiUrl, timeout: timeoutMs }).setToken(token);

/** Asks Discord. Throws DoorError `discord_token` when it does not take the token. */
export async function inspect(rest: REST): Promise<Inspection> {
  try {
    const [application, guilds] = await Promise.all([
      rest.get(Routes.currentApplication()) as Promise<APIApplication>,
      rest.get(Routes.userGuilds()) as Promise<RESTGetAPICurrentUserGuildsResult>,
    ]);
    return {
      applicationId: application.id,
      botId: application.bot?.id ?? application.id,
      isReading: mayReadContent(application.flags),
      guilds: guilds.map(({ name, permissions }) => ({ name, missing: missingPermissions(BigInt(permissions)) })),
    };
  } catch (error) {
    const isRefused = typeof error === "object" && error !== null && "status" in error && error.status === 401;
    if (!isRefused) throw error;
    throw new DoorError(
      "discord_token",
      "Discord does not take DISCORD_TOKEN; make a new one at discord.com/developers/applications › your app › Bot › Reset Token.",
      { cause: error },
    );
  }
}

function mayReadContent(flags = 0): boolean {
  const { GatewayMessageContent, GatewayMessageContentLimited } = ApplicationFlagsBitField.Flags;
  return (flags & (GatewayMessageContent | GatewayMessageContentLimited)) !== 0;
}

export const whereIn = ({ guilds }: Inspection): string =>
  guilds.length > 0 ? `in ${guilds.map(({ name }) => name).join(", ")}` : "in no server yet";

/** What keeps Aura from doing all that it can, and how to mend it; null when nothing does. */
export function troubleIn({ applicationId, isReading, guilds }: Inspection): string | null {
  const lacks = guilds.flatMap(({ name, missing }) =>
    missing.length > 0 ? [`in ${name} it may not ${listed(missing)}`] : [],
  );
  const isInvited = guilds.length > 0 && lacks.length === 0;
  const troubles = [
    isReading
      ? ""
      : "it hears mentions, commands and direct messages only, until the Message Content Intent is switched on (Developer Portal › Bot)",
    ...lacks,
    isInvited ? "" : `invite it with ${inviteUrl(applicationId)}`,
  ].filter(Boolean);
  return troubles.length > 0 ? troubles.join("; ") : null;
}

const listed = (names: readonly string[]): string => new Intl.ListFormat("en").format(names);
