import type { webApi } from "@slack/bolt";

const PAGE = 1000;
const MOST_PAGES = 20;

/** The id of a channel that Aura can see, by its name or id; null when there is none. */
export async function channelNamed(client: webApi.WebClient, name: string): Promise<string | null> {
  const wanted = name.trim().replace(/^#/, "").toLowerCase();
  if (/^[cg][a-z0-9]{6,}$/.test(wanted)) {
    const id = wanted.toUpperCase();
    const known = await client.conversations.info({ channel: id }).catch(() => null);
    return known?.channel?.id ?? null;
  }
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const types = "public_channel,private_channel";
    const listed = await client.conversations.list({
      types,
      exclude_archived: true,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    const found = listed.channels?.find((channel) => channel.name?.toLowerCase() === wanted);
    if (found?.id) return found.id;
    cursor = listed.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}
