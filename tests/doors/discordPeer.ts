import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { MESSAGE_CONTENT, openDiscordGateway } from "./discordGateway.ts";
import { type MessagePayload, Refusal, refuseComponent, refuseMessage, type Upload } from "./discordRules.ts";

const token = "the.token.of-the-test";
const EPOCH_MS = 1_420_070_400_000n;
const ANSWER_WITHIN_MS = 3000;
const TIER_LIMITS_MB = [10, 10, 50, 100];
const THREAD_PERMISSION = 1n << 35n;
const EPHEMERAL = 64;

export type Person = { id: string; username: string; global_name: string; bot?: boolean };
export type Channel = { id: string; type: number; name?: string; guild_id?: string; parent_id?: string };
export type PostedMessage = Omit<MessagePayload, "attachments"> & {
  id: string;
  channel_id: string;
  author: Person;
  content: string;
  attachments: { id: string; filename: string; size: number; url: string }[];
};
type Interaction = {
  id: string;
  token: string;
  atMs: number;
  channel_id: string;
  answer: Answer | null;
  original: string | null;
};
type Answer = { type: number; data?: Record<string, unknown> };
type Call = { method: string; path: string; query: URLSearchParams; body: Record<string, unknown>; files: Upload[] };

/** A Discord with one guild, one text channel and a few people, on loopback, that refuses what Discord refuses. */
export async function openDiscordPeer() {
  let serial = 0n;
  const nextId = (): string => {
    serial += 1n;
    return String(((BigInt(Date.now()) - EPOCH_MS) << 22n) | (serial & 0x3fffffn));
  };
  const person = (username: string, global_name: string, bot = false): Person => ({
    ...{ id: nextId(), username, global_name, discriminator: "0", avatar: null },
    ...(bot ? { bot } : {}),
  });
  const [me, ann, ben, stranger] = [
    person("aura", "Aura", true),
    person("ann", "Ann"),
    person("ben", "Ben"),
    person("sly", "Sly"),
  ];
  const guild = { id: nextId(), name: "Acme", owner_id: ben.id, premium_tier: 0 };
  const members = new Set([me.id, ann.id, ben.id]);
  const settings = { permissions: 0x7fff_ffff_ffffn, flags: 1 << 19, maxFileBytes: Number.POSITIVE_INFINITY };
  const channels = new Map<string, Channel>();
  const messages = new Map<string, PostedMessage[]>();
  const interactions = new Map<string, Interaction>();
  const limited = new Set<string>();
  const uploads = new Map<string, Buffer>();
  const calls: string[] = [];
  let commands: Record<string, unknown>[] = [];
  const channel = addChannel({ type: 0, name: "launches", guild_id: guild.id });

  function addChannel(given: Omit<Channel, "id">, id = nextId()): Channel {
    const made = { id, ...given };
    channels.set(id, made);
    messages.set(id, []);
    return made;
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const application = () => ({ id: me.id, flags: settings.flags });
  const gateway = openDiscordGateway({
    server,
    token,
    url: () => `ws://127.0.0.1:${port}/gateway`,
    mayReadContent: () => (settings.flags & ((1 << 18) | (1 << 19))) !== 0,
    ready: () => ({ user: me, guilds: [{ id: guild.id, unavailable: true }], application: application() }),
    afterReady: () => [{ name: "GUILD_CREATE", data: wholeGuild() }],
  });

  const wholeGuild = () => ({
    ...guild,
    ...{ member_count: 3, large: false, joined_at: new Date().toISOString(), features: [], emojis: [], stickers: [] },
    ...{ threads: [], presences: [], voice_states: [], stage_instances: [], guild_scheduled_events: [] },
    roles: [{ id: guild.id, name: "@everyone", permissions: String(settings.permissions), position: 0 }],
    members: [{ user: me, roles: [], joined_at: new Date().toISOString() }],
    channels: [...channels.values()].filter(({ type }) => type === 0),
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://discord");
    const path = decoded(url.pathname).replace(/^\/api\/v10/, "");
    const reply = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      const bucket = { "x-ratelimit-limit": "50", "x-ratelimit-remaining": "49", "x-ratelimit-reset-after": "1" };
      const type = body === null ? {} : { "content-type": "application/json" };
      response.writeHead(status, { ...type, ...bucket, ...headers });
      response.end(body === null ? "" : JSON.stringify(body));
    };
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const method = request.method ?? "GET";
      const call = { method, path, query: url.searchParams, ...(await bodyOf(request, Buffer.concat(chunks))) };
      calls.push(`${method} ${path}`);
      const isOpen = path.startsWith("/interactions/") || path.startsWith("/webhooks/");
      if (!isOpen && request.headers.authorization !== `Bot ${token}`) throw new Refusal(401, 0, "401: Unauthorized");
      const hit = [...limited].find((part) => `${method} ${path}`.includes(part));
      if (hit !== undefined) {
        limited.delete(hit);
        const body = { message: "You are being rate limited.", retry_after: 0.05, global: false };
        return reply(429, body, { "retry-after": "0.05", "x-ratelimit-scope": "user" });
      }
      const answer = answerTo(call);
      reply(answer === null ? 204 : 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) return reply(500, { code: 0, message: String(error) });
      reply(error.status, { code: error.code, message: error.message });
    }
  }

  function answerTo(call: Call): unknown {
    const { method, path, body, files, query } = call;
    const [first, a = "", b = "", c = "", d = ""] = path.split("/").slice(1);
    const route = `${method} ${path.replaceAll(/\d{6,}/g, ":id")}`;
    if (route === "GET /gateway/bot") {
      const limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
      return { url: `ws://127.0.0.1:${port}/gateway`, shards: 1, session_start_limit: limit };
    }
    if (route === "GET /applications/@me") return application();
    if (route === "GET /users/@me/guilds") {
      return [{ id: guild.id, name: guild.name, owner: false, permissions: String(settings.permissions) }];
    }
    if (route === "PUT /applications/:id/commands") {
      commands = body as unknown as Record<string, unknown>[];
      return commands.map((command) => ({ ...command, id: nextId(), application_id: me.id, version: "1" }));
    }
    if (first === "guilds" && a === guild.id && method === "GET") {
      if (b === "") return wholeGuild();
      const user = [me, ann, ben, stranger].find(({ id }) => id === c);
      if (!user || !members.has(user.id)) throw new Refusal(404, 10007, "Unknown Member");
      return { user, roles: [] };
    }
    if (first === "interactions") return callback(b, call);
    if (first === "webhooks") return webhook(b, d || c, call);
    if (first !== "channels") throw new Refusal(404, 0, "404: Not Found");
    const place = channels.get(a);
    if (!place) throw new Refusal(404, 10003, "Unknown Channel");
    if (route === "GET /channels/:id") return place;
    if (route === "GET /channels/:id/messages") {
      const after = BigInt(query.get("after") ?? "0");
      const newer = (messages.get(a) ?? []).filter(({ id }) => BigInt(id) > after);
      return newer.slice(0, Number(query.get("limit") ?? 50)).toReversed();
    }
    if (route === "POST /channels/:id/messages") return create(place, me, body as MessagePayload, files);
    if (route === "PATCH /channels/:id/messages/:id") return update(messageOf(a, c), body as MessagePayload, files);
    if (route === "POST /channels/:id/messages/:id/threads") return startThread(place, c, String(body.name ?? ""));
    throw new Refusal(404, 0, "404: Not Found");
  }

  const limitBytes = () => Math.min(settings.maxFileBytes, (TIER_LIMITS_MB[guild.premium_tier] ?? 10) * 1024 * 1024);

  function messageOf(channelId: string, id: string): PostedMessage {
    const found = messages.get(channelId)?.find((message) => message.id === id);
    if (!found) throw new Refusal(404, 10008, "Unknown Message");
    return found;
  }

  function create(place: Channel, author: Person, payload: MessagePayload, files: Upload[]): PostedMessage {
    refuseMessage(payload, files, place.guild_id ? limitBytes() : 10 * 1024 * 1024);
    const before = messages.get(place.id) ?? [];
    const { nonce, enforce_nonce: isOnce, content = "" } = payload;
    const same = isOnce && before.find((message) => message.nonce === nonce && message.author.id === author.id);
    if (same) return same;
    const attachments = files.map(({ name, bytes }) => {
      const id = nextId();
      uploads.set(id, bytes);
      return { id, filename: name, size: bytes.length, url: `http://127.0.0.1:${port}/attachments/${id}/${name}` };
    });
    const about = { timestamp: new Date().toISOString(), type: 0, mentions: [], mention_roles: [], tts: false };
    const message = { embeds: [], components: [], ...payload, ...about, attachments, content: content ?? "" };
    const posted = { ...message, id: nextId(), channel_id: place.id, author };
    before.push(posted);
    tell("MESSAGE_CREATE", place, posted);
    return posted;
  }

  function update(message: PostedMessage, payload: MessagePayload, files: Upload[]): PostedMessage {
    if (message.author !== me) throw new Refusal(403, 50005, "Cannot edit a message authored by another user");
    refuseMessage({ ...message, ...payload }, files, limitBytes());
    const { content, embeds, components } = payload;
    if (content !== undefined) message.content = content ?? "";
    if (embeds !== undefined) message.embeds = embeds;
    if (components !== undefined) message.components = components;
    return message;
  }

  function startThread(place: Channel, messageId: string, name: string): Channel {
    messageOf(place.id, messageId);
    if ((settings.permissions & THREAD_PERMISSION) === 0n) throw new Refusal(403, 50013, "Missing Permissions");
    if (name.length < 1 || name.length > 100) throw new Refusal(400, 50035, "Invalid Form Body: name");
    if (channels.has(messageId)) {
      throw new Refusal(400, 160004, "A thread has already been created for this message");
    }
    const thread = addChannel({ type: 11, name, guild_id: guild.id, parent_id: place.id }, messageId);
    gateway.dispatch("THREAD_CREATE", () => thread);
    return thread;
  }

  /** Without the intent a bot reads only what is said to it. */
  function tell(name: string, place: Channel, message: PostedMessage): void {
    const isDirect = place.guild_id === undefined;
    const about = isDirect ? {} : { guild_id: guild.id, member: { roles: [], nick: null } };
    const isMine = isDirect || message.author === me || message.content.includes(`<@${me.id}>`);
    const seen = (intents: number) => ((intents & MESSAGE_CONTENT) !== 0 || isMine ? message.content : "");
    const mentions = message.content.includes(`<@${me.id}>`) ? [me] : [];
    gateway.dispatch(name, (intents) => ({ ...message, ...about, mentions, content: seen(intents) }), isDirect);
  }

  function callback(interactionToken: string, { body, query, files }: Call): unknown {
    const interaction = interactions.get(interactionToken);
    if (!interaction || Date.now() - interaction.atMs > ANSWER_WITHIN_MS) {
      throw new Refusal(404, 10062, "Unknown interaction");
    }
    if (interaction.answer) throw new Refusal(400, 40060, "Interaction has already been acknowledged.");
    const answer = body as Answer;
    if (answer.type === 4) refuseMessage(answer.data as MessagePayload, files, limitBytes());
    if (answer.type === 9) refuseModal(answer.data ?? {});
    if (answer.type === 8 && ((answer.data?.choices ?? []) as unknown[]).length > 25) {
      throw new Refusal(400, 50035, "Invalid Form Body: choices");
    }
    interaction.answer = answer;
    const isPublic = ((answer.data?.flags as number | undefined) ?? 0) !== EPHEMERAL;
    const place = channels.get(interaction.channel_id);
    let message: PostedMessage | null = null;
    if ((answer.type === 4 || answer.type === 5) && isPublic && place) {
      message = create(place, me, { ...answer.data, content: (answer.data?.content as string) || "thinking…" }, files);
      interaction.original = message.id;
    }
    return query.get("with_response") === "true"
      ? { interaction: { id: interaction.id }, resource: { message } }
      : null;
  }

  function webhook(interactionToken: string, last: string, { method, body, files }: Call): unknown {
    const interaction = interactions.get(interactionToken);
    if (!interaction) throw new Refusal(404, 10015, "Unknown Webhook");
    const place = channels.get(interaction.channel_id);
    if (!interaction.answer || !place) throw new Refusal(404, 10015, "Unknown Webhook");
    if (method === "POST") return create(place, me, body as MessagePayload, files);
    if (last !== "@original" || interaction.original === null) throw new Refusal(404, 10008, "Unknown Message");
    return update(messageOf(place.id, interaction.original), body as MessagePayload, files);
  }

  /** What somebody does in Discord's own surface; resolves with what the application answered. */
  function interact(type: number, who: Person, place: Channel, data: object, more: object = {}): Interaction {
    const interaction: Interaction = {
      ...{ id: nextId(), token: `token-${nextId()}`, atMs: Date.now(), channel_id: place.id },
      ...{ answer: null, original: null },
    };
    interactions.set(interaction.token, interaction);
    const where = place.guild_id ? { guild_id: guild.id, member: { user: who, roles: [], nick: null } } : { user: who };
    gateway.dispatch("INTERACTION_CREATE", () => ({
      ...{ id: interaction.id, token: interaction.token, type, application_id: me.id, version: 1 },
      ...{ channel_id: place.id, channel: place, data, ...where, ...more },
      ...{ attachment_size_limit: limitBytes(), locale: "en-US", entitlements: [] },
      ...{ authorizing_integration_owners: { 0: guild.id }, context: place.guild_id ? 0 : 1, app_permissions: "0" },
    }));
    return interaction;
  }

  const request = (text: string, focused = false) => ({
    ...{ id: "1", name: "aura", type: 1 },
    options: [{ name: "request", type: 3, value: text, ...(focused ? { focused } : {}) }],
  });

  return {
    ...{ me, ann, ben, stranger, guild, channel, settings, gateway, calls, members },
    apiUrl: `http://127.0.0.1:${port}/api`,
    environment: {
      DISCORD_TOKEN: token,
      DISCORD_APPLICATION_ID: me.id,
      DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
    },
    commands: () => commands,
    /** The bytes of an uploaded file. */
    fileOf: ({ id }: { id: string }): Buffer => uploads.get(id) ?? Buffer.alloc(0),
    thread: (id: string): PostedMessage[] => messages.get(id) ?? [],
    /** Somebody removes the newest message there. */
    removeLast: (id: string): void => void messages.get(id)?.pop(),
    channelOf: (id: string): Channel | undefined => channels.get(id),
    threads: (): Channel[] => [...channels.values()].filter(({ type }) => type === 11),
    /** The next call whose method and path hold this is told to wait. */
    limitNext: (part: string) => void limited.add(part),
    say: (who: Person, text: string, place: Channel = channel): PostedMessage =>
      create(place, who, { content: text }, []),
    direct: (who: Person): Channel => addChannel({ type: 1, ...{ recipients: [who] } }),
    openThread: (name: string): Channel => addChannel({ type: 11, name, guild_id: guild.id, parent_id: channel.id }),
    command: (who: Person, text: string, place: Channel = channel) => interact(2, who, place, request(text)),
    typing: (who: Person, text: string, place: Channel = channel) => interact(4, who, place, request(text, true)),
    press: (who: Person, message: PostedMessage, customId: string, values?: string[]) => {
      const place = channels.get(message.channel_id);
      if (!place) throw new Error("The message stands nowhere.");
      const data = { custom_id: customId, component_type: values ? 3 : 2, ...(values ? { values } : {}) };
      return interact(3, who, place, data, { message });
    },
    submit: (who: Person, place: Channel, customId: string, values: Record<string, string>) =>
      interact(5, who, place, {
        custom_id: customId,
        components: Object.entries(values).map(([custom_id, value]) => ({
          ...{ id: 1, type: 18 },
          component: { type: 3, custom_id, values: [value] },
        })),
      }),
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type DiscordPeer = Awaited<ReturnType<typeof openDiscordPeer>>;

function refuseModal(data: Record<string, unknown>): void {
  const { title = "", components = [] } = data as {
    title?: string;
    components?: { label?: string; component?: never }[];
  };
  if (title.length < 1 || title.length > 45) throw new Refusal(400, 50035, "Invalid Form Body: title");
  if (components.length < 1 || components.length > 5) throw new Refusal(400, 50035, "Invalid Form Body: components");
  const ids = new Set<string>();
  for (const { label = "", component } of components) {
    if (label.length < 1 || label.length > 45) throw new Refusal(400, 50035, "Invalid Form Body: label");
    if (!component) throw new Refusal(400, 50035, "Invalid Form Body: component");
    refuseComponent(component, ids);
  }
}

async function bodyOf(request: IncomingMessage, raw: Buffer): Promise<Pick<Call, "body" | "files">> {
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) {
    return { body: raw.length > 0 ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {}, files: [] };
  }
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const files: Upload[] = [];
  for (const [name, value] of form) {
    if (!name.startsWith("files[") || typeof value === "string") continue;
    files.push({ name: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { body: JSON.parse(String(form.get("payload_json") ?? "{}")) as Record<string, unknown>, files };
}

/** A path that is no path is one that Discord does not know. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
