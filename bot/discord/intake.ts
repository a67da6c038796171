import {
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  InteractionType,
  MessageType,
  type REST,
  Routes,
} from "discord.js";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { type ExportField, exportChoice, exportFields, exportWords } from "../conversation/suggestions.ts";
import type { Surroundings } from "../door.ts";
import { failureOf } from "../failure.ts";
import type { Answers } from "./answers.ts";
import type { openChoices } from "./commands.ts";
import { type Hearing, platformName, type Speaker, type Spot, speakerOf } from "./hearing.ts";
import { cut, escaped, limits, markdown } from "./markdown.ts";
import { controlOf } from "./messages.ts";
import { nonceOf } from "./once.ts";
import { commandKey, messageKey, type Places } from "./places.ts";

export type Ears = Pick<Surroundings, "store" | "log"> & {
  rest: REST;
  hearing: Hearing;
  places: Places;
  answers: Answers;
  choices: ReturnType<typeof openChoices>;
  /** Aura's own user. */
  botId: string;
  /** The roles that stand for Aura in a guild: people pick them for its name. */
  rolesOf(guildId: string): readonly string[];
};

const nobody = "I only answer members of a server that I am in.";

/**
 * What Discord tells, as it comes over the gateway: commands and their choices, mentions, messages in Aura's threads, direct
 * messages, buttons, menus, the export form. Something is acknowledged when it is in the store.
 */
export function openIntake(ears: Ears) {
  const { store, log, rest, hearing, places, answers, choices, botId, rolesOf } = ears;

  async function onMessage(message: GatewayMessageCreateDispatchData): Promise<void> {
    const { author, channel_id: channelId, guild_id: guildId } = message;
    if (author.bot || author.system || message.webhook_id !== undefined) return;
    if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return;
    const spot = await hearing.spotOf({ channelId, guildId, userId: author.id });
    if (spot === null) return await replyTo(message, nobody);
    const isMentioned = mentionsAura(message);
    const known = await hearing.conversationAt(spot);
    if (known === null && !isMentioned) return;
    const text = withoutMention(message.content) || (isMentioned ? "help" : "");
    // Without its intent Discord sends such messages empty; a picture alone says nothing either.
    if (text === "") return;
    const heard = await hearing.hear({
      ...{ id: `message:${message.id}`, spot, text },
      threadKey: known ?? spot.threadId ?? messageKey(message.id),
      speaker: speakerOf(author, message.member?.nick),
    });
    if ("refusal" in heard) await replyTo(message, heard.refusal);
  }

  function mentionsAura(message: GatewayMessageCreateDispatchData): boolean {
    if (message.mentions.some(({ id }) => id === botId)) return true;
    const roles = message.guild_id ? rolesOf(message.guild_id) : [];
    return message.mention_roles.some((id) => roles.includes(id));
  }

  const withoutMention = (text: string): string =>
    text
      .replaceAll(new RegExp(`<@!?${botId}>`, "g"), " ")
      .replaceAll(/^\s*<@&\d+>/g, " ")
      .trim();

  async function replyTo({ id, channel_id: channelId }: GatewayMessageCreateDispatchData, words: string) {
    const body = {
      content: cut(markdown(words), limits.content),
      message_reference: { message_id: id, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: true },
      ...{ nonce: nonceOf(`refusal:${id}`), enforce_nonce: true },
    };
    await rest.post(Routes.channelMessages(channelId), { body });
  }

  async function onInteraction(interaction: APIInteraction): Promise<void> {
    const user = interaction.member?.user ?? interaction.user;
    if (!user || user.bot || !interaction.channel) return;
    const speaker = speakerOf(user, interaction.member?.nick);
    const { guild_id: guildId, channel } = interaction;
    const spot = await hearing.spotOf({ channelId: channel.id, guildId, userId: user.id, channel });
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      const threadId = spot ? await threadAt(spot) : null;
      return await answers.suggest(interaction, await choices(requestIn(interaction.data.options), threadId));
    }
    if (interaction.type === InteractionType.Ping) return;
    if (spot === null) return await answers.refuse(interaction, nobody);
    if (interaction.type === InteractionType.MessageComponent) return await onControl(interaction, spot, speaker);
    if (interaction.type === InteractionType.ModalSubmit) return await onForm(interaction, spot, speaker);
    if (interaction.data.type !== ApplicationCommandType.ChatInput) return;
    await onCommand(interaction as APIChatInputApplicationCommandInteraction, spot, speaker);
  }

  async function threadAt(spot: Spot): Promise<Id<"threads"> | null> {
    const externalId = await hearing.conversationAt(spot);
    if (externalId === null) return null;
    const workspaceId = await hearing.workspaceOf(spot);
    const place = { workspaceId, platform: platformName, channelTarget: spot.channel, externalId };
    return await store.query(api.threads.find, place);
  }

  async function onCommand(asked: APIChatInputApplicationCommandInteraction, spot: Spot, speaker: Speaker) {
    const text = requestIn(asked.data.options).trim() || "help";
    const threadKey = (await hearing.conversationAt(spot)) ?? spot.threadId ?? commandKey(asked.id);
    const root = Promise.withResolvers<string>();
    // Replies that are quicker than the acknowledgement wait for the message of which the thread is made.
    if (threadKey === commandKey(asked.id)) places.expectMessage(threadKey, root.promise);
    const said = { id: `interaction:${asked.id}`, spot, threadKey, speaker, text };
    try {
      const heard = await hearing.hear(said);
      if ("refusal" in heard) return await answers.refuse(asked, heard.refusal);
      const messageId = await answers.acknowledge(asked);
      if (messageId === null) throw new Error("The command had been answered before.");
      root.resolve(messageId);
    } catch (error) {
      root.reject(error);
      throw error;
    }
    await answers.tell(asked, `**${escaped(speaker.name)}** asked: ${escaped(text)}`);
  }

  async function onControl(asked: APIMessageComponentInteraction, spot: Spot, speaker: Speaker): Promise<void> {
    const control = controlOf(asked.data.custom_id);
    if (control === null) return await answers.pressed(asked);
    const { data } = asked;
    if (control.kind === "approved" || control.kind === "rejected") {
      const decided = { spot, speaker, decision: control.kind, versionId: control.words } as const;
      const refused = await hearing.decide({ id: `interaction:${asked.id}`, ...decided });
      return refused === null ? await answers.pressed(asked) : await answers.refuse(asked, refused);
    }
    const text = data.component_type === ComponentType.StringSelect ? (data.values[0] ?? "") : control.words;
    if (text === exportChoice) return await answers.askForExport(asked, control.threadId);
    const refusal = text === "" ? null : await hearIn(control.threadId, asked.id, spot, speaker, text);
    if (refusal !== null) return await answers.refuse(asked, refusal);
    await answers.pressed(asked);
  }

  async function onForm(asked: APIModalSubmitInteraction, spot: Spot, speaker: Speaker): Promise<void> {
    const control = controlOf(asked.data.custom_id);
    if (control === null) return await answers.pressed(asked);
    const refusal = await hearIn(control.threadId, asked.id, spot, speaker, exportWords(chosenIn(asked)));
    if (refusal !== null) return await answers.refuse(asked, refusal);
    await answers.pressed(asked);
  }

  /** In the conversation that the control belongs to, which is one of this guild. */
  async function hearIn(threadId: string, id: string, spot: Spot, speaker: Speaker, text: string) {
    const [workspaceId, row] = await Promise.all([
      hearing.workspaceOf(spot),
      store.query(api.threads.get, { id: threadId as Id<"threads"> }),
    ]);
    if (row === null || row.workspaceId !== workspaceId) return "This conversation is over; ask me anew.";
    const place = { ...spot, channel: row.channelTarget };
    const said = { id: `interaction:${id}`, spot: place, threadKey: row.externalId, speaker, text };
    const heard = await hearing.hear(said);
    return "refusal" in heard ? heard.refusal : null;
  }

  const safely =
    <T>(what: string, work: (told: T) => Promise<void>) =>
    (told: T): void =>
      void work(told).catch((error: unknown) => log.error({ err: error }, `${what} from Discord was not taken in`));

  return {
    /** As `message`, and resolves when it has been taken in. */
    hear: onMessage,
    message: safely("a message", onMessage),
    interaction: safely("an interaction", async (asked: APIInteraction) => {
      try {
        await onInteraction(asked);
      } catch (error) {
        // Without an answer Discord only says that the application did not respond.
        const isAnswerable = asked.type !== InteractionType.ApplicationCommandAutocomplete;
        if (isAnswerable) await answers.refuse(asked, failureOf(error).message).catch(() => undefined);
        throw error;
      }
    }),
  };
}

function requestIn(options: readonly { name: string }[] = []): string {
  const option = options.find(({ name }) => name === "request");
  return option && "value" in option && typeof option.value === "string" ? option.value : "";
}

function chosenIn(asked: APIModalSubmitInteraction): Partial<Record<ExportField, string>> {
  const fields = asked.data.components.flatMap((row) => ("component" in row ? [row.component] : []));
  const entries = exportFields.map((name) => {
    const field = fields.find((one) => one.custom_id === name);
    return [name, field && "values" in field ? field.values[0] : undefined] as const;
  });
  return Object.fromEntries(entries.filter((entry): entry is [ExportField, string] => entry[1] !== undefined));
}
