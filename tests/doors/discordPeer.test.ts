import { DiscordAPIError, REST, Routes } from "discord.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DiscordPeer, openDiscordPeer } from "./discordPeer.ts";

let discord: DiscordPeer;
let rest: REST;
beforeAll(async () => {
  discord = await openDiscordPeer();
  rest = new REST({ api: discord.apiUrl }).setToken(discord.environment.DISCORD_TOKEN);
});
afterAll(() => discord.close());

const post = (body: object, files: { name: string; data: Buffer }[] = []) =>
  rest.post(Routes.channelMessages(discord.channel.id), { body, files });
const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  await work.then(
    () => null,
    (error: unknown) => (error instanceof DiscordAPIError ? error.code : error),
  );
const button = (custom_id: string) => ({ type: 2, style: 2, label: "x", custom_id });

describe("the peer", () => {
  it("refuses what Discord refuses in a message", async () => {
    const long = "x".repeat(3000);
    const refused = [
      post({}),
      post({ content: "x".repeat(2001) }),
      post({ embeds: Array.from({ length: 11 }, () => ({ title: "x" })) }),
      post({ embeds: [{ description: long }, { description: long }, { title: "x" }] }),
      post({ components: [{ type: 1, components: Array.from({ length: 6 }, (_, at) => button(String(at))) }] }),
      post({ components: [{ type: 1, components: [button("a"), button("a")] }] }),
      post({ components: [{ type: 1, components: [button("x".repeat(101))] }] }),
      post({ components: [{ type: 1, components: [{ type: 3, custom_id: "m", options: [] }] }] }),
      post({ content: "x" }, [{ name: "large.mp4", data: Buffer.alloc(11 * 1024 * 1024) }]),
    ];
    const codes = await Promise.all(refused.map(codeOf));
    expect(codes).toEqual([50006, 50035, 50035, 50035, 50035, 50035, 50035, 50035, 40005]);
  });

  it("takes more at a higher boost level, and the same nonce once", async () => {
    discord.guild.premium_tier = 2;
    expect(await codeOf(post({ content: "x" }, [{ name: "l.mp4", data: Buffer.alloc(11 * 1024 * 1024) }]))).toBeNull();
    const once = { content: "once", nonce: "n", enforce_nonce: true };
    const [first, second] = (await Promise.all([post(once), post(once)])) as { id: string }[];
    expect(second?.id).toBe(first?.id);
  });

  it("knows an interaction for three seconds, and takes one answer", async () => {
    const { id, token } = discord.command(discord.ann, "help");
    const answer = () =>
      rest.post(Routes.interactionCallback(id, token), { body: { type: 4, data: { content: "x" } }, auth: false });
    expect(await codeOf(answer())).toBeNull();
    expect(await codeOf(answer())).toBe(40060);
    const late = discord.command(discord.ann, "help");
    late.atMs -= 3001;
    const route = Routes.interactionCallback(late.id, late.token);
    expect(await codeOf(rest.post(route, { body: { type: 5 }, auth: false }))).toBe(10062);
  });

  it("turns a wrong token away, and tells to wait", async () => {
    const stranger = new REST({ api: discord.apiUrl }).setToken("wrong");
    await expect(stranger.get(Routes.gatewayBot())).rejects.toMatchObject({ status: 401 });
    const before = discord.calls.length;
    discord.limitNext("GET /gateway/bot");
    await rest.get(Routes.gatewayBot());
    expect(discord.calls.length - before).toBe(2);
  });
});
