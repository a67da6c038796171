import type { Teams } from "./teams.ts";

export type Person = { name: string; timezone: string; isOwner: boolean };

/** The acknowledgement waits for this: somebody whose name does not come at once is called by their id. */
const NAME_TIMEOUT_MS = 800;
const KEPT = 5_000;

/** Who people are, asked of Slack once for each. */
export function openPeople(teams: Teams): { of(teamId: string, userId: string): Promise<Person> } {
  const known = new Map<string, Promise<Person>>();

  async function ask(teamId: string, userId: string): Promise<Person> {
    const { client } = await teams.of(teamId);
    const { user } = await client.users.info({ user: userId });
    return {
      name: user?.profile?.display_name || user?.real_name || user?.name || userId,
      timezone: user?.tz || "UTC",
      isOwner: user?.is_primary_owner === true || user?.is_owner === true,
    };
  }

  return {
    of: async (teamId, userId) => {
      const key = `${teamId}:${userId}`;
      const asked = known.get(key) ?? ask(teamId, userId);
      if (known.size >= KEPT) known.clear();
      known.set(key, asked);
      asked.catch(() => known.delete(key));
      const stranger: Person = { name: userId, timezone: "UTC", isOwner: false };
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Person>((resolve) => {
        timer = setTimeout(() => resolve(stranger), NAME_TIMEOUT_MS);
      });
      return await Promise.race([asked.catch(() => stranger), late]).finally(() => clearTimeout(timer));
    },
  };
}
