import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { readEnvironment } from "../../environment.ts";
import { examineDiscord } from "./discord.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A Discord that knows one application, in one server. */
async function discordWith(flags: number, permissions: bigint, status = 200): Promise<Record<string, string>> {
  const server = createServer((request, response) => {
    const guilds = [{ id: "2", name: "Acme", permissions: String(permissions) }];
    response.writeHead(status, { "content-type": "application/json" });
    const isGuilds = request.url?.includes("/users/@me/guilds");
    response.end(
      JSON.stringify(status === 200 ? (isGuilds ? guilds : { id: "1", flags }) : { message: "no", code: 0 }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { DISCORD_TOKEN: "token", DISCORD_API_URL: `http://127.0.0.1:${port}/api` };
}

const examined = (variables: Record<string, string>) => examineDiscord(readEnvironment(variables));

describe("Discord", () => {
  it("is off while nothing is set, and names what is missing", async () => {
    expect(await examined({})).toMatchObject({ state: "off", inUse: expect.stringContaining("docs/discord.md") });
    expect(await examined({ DISCORD_APPLICATION_ID: "1" })).toMatchObject({
      state: "broken",
      help: expect.stringMatching(/DISCORD_TOKEN is missing: .*Reset Token/),
    });
  });

  it("is on where it may do everything", async () => {
    expect(await examined(await discordWith(1 << 19, 309237763072n))).toMatchObject({ state: "ok", inUse: "in Acme" });
  });

  it("says which intent and which permissions are missing", async () => {
    expect(await examined(await discordWith(0, 309237763072n - (1n << 15n)))).toMatchObject({
      state: "warning",
      help: expect.stringMatching(/Message Content Intent.*in Acme it may not Attach Files; invite it with https/),
    });
  });

  it("is broken when the token is refused", async () => {
    expect(await examined(await discordWith(0, 0n, 401))).toMatchObject({
      state: "broken",
      help: expect.stringContaining("DISCORD_TOKEN"),
    });
  });
});
