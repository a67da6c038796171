import { type APIGuild, type APIGuildMember, DiscordAPIError, type REST, Routes } from "discord.js";

const KEPT_MS = 600_000;
const MEBIBYTE = 1024 * 1024;
/** The largest attachment by the guild's boost level (https://support.discord.com/hc/en-us/articles/25444343291031). */
const limitsMb = [10, 10, 50, 100] as const;
/** What everybody may upload; in direct messages too. */
const plainLimitBytes = limitsMb[0] * MEBIBYTE;

export type Guild = { id: string; name: string; ownerId: string; uploadLimitBytes: number };

export type Guilds = {
  of(guildId: string): Promise<Guild>;
  hasMember(guildId: string, userId: string): Promise<boolean>;
  /** Of a guild; of a direct message when there is none. */
  uploadLimitBytes(guildId: string | undefined): Promise<number>;
};

/** What Discord says of guilds and who is in them, asked again after ten minutes. */
export function openGuilds(rest: REST, now: () => number = Date.now): Guilds {
  const remember = <T>(ask: (key: string) => Promise<T>): ((key: string) => Promise<T>) => {
    const known = new Map<string, { atMs: number; answer: Promise<T> }>();
    return (key) => {
      const one = known.get(key);
      if (one && now() - one.atMs < KEPT_MS) return one.answer;
      const answer = ask(key);
      known.set(key, { atMs: now(), answer });
      answer.catch(() => known.delete(key));
      return answer;
    };
  };
  const guildOf = remember(async (guildId): Promise<Guild> => {
    const guild = (await rest.get(Routes.guild(guildId))) as APIGuild;
    const limitMb = limitsMb[guild.premium_tier] ?? limitsMb[0];
    return { id: guild.id, name: guild.name, ownerId: guild.owner_id, uploadLimitBytes: limitMb * MEBIBYTE };
  });
  const membership = remember(async (key): Promise<boolean> => {
    const [guildId = "", userId = ""] = key.split(":");
    try {
      const member = (await rest.get(Routes.guildMember(guildId, userId))) as APIGuildMember;
      return member.user.id === userId;
    } catch (error) {
      // Nobody there, or no server that Aura is in (any more).
      if (error instanceof DiscordAPIError && [403, 404].includes(error.status)) return false;
      throw error;
    }
  });
  return {
    of: guildOf,
    hasMember: (guildId, userId) => membership(`${guildId}:${userId}`),
    uploadLimitBytes: async (guildId) => (guildId ? (await guildOf(guildId)).uploadLimitBytes : plainLimitBytes),
  };
}
