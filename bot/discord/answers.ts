import {
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  type InteractionResponseType as ResponseType,
  Routes,
} from "discord.js";
import { cut, limits, markdown } from "./markdown.ts";
import { exportModal } from "./messages.ts";

type Asked = Pick<APIInteraction, "id" | "token" | "application_id">;

const ALREADY_ANSWERED = 40_060;

/** What an interaction is answered with. Each is answered once; a second answer to the same one changes nothing. */
export function openAnswers(rest: REST) {
  async function answer(asked: Asked, type: ResponseType, data?: object): Promise<string | null> {
    const options = { body: { type, ...(data ? { data } : {}) }, auth: false };
    const query = new URLSearchParams({ with_response: "true" });
    try {
      const given = await rest.post(Routes.interactionCallback(asked.id, asked.token), { ...options, query });
      return (given as RESTPostAPIInteractionCallbackWithResponseResult | null)?.resource?.message?.id ?? null;
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === ALREADY_ANSWERED) return null;
      throw error;
    }
  }
  const { ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate, Modal } =
    InteractionResponseType;
  return {
    /** For the person alone. */
    refuse: async (asked: Asked, message: string): Promise<void> => {
      const content = cut(markdown(message), limits.content);
      await answer(asked, ChannelMessageWithSource, { content, flags: MessageFlags.Ephemeral });
    },
    /** Answers with the id of the message that stands for the command from now on; null when it was answered before. */
    acknowledge: (asked: Asked): Promise<string | null> => answer(asked, DeferredChannelMessageWithSource),
    /** What the command's message says. */
    tell: async ({ application_id: applicationId, token }: Asked, content: string): Promise<void> => {
      const body = { content: cut(content, limits.content), allowed_mentions: { parse: [] } };
      await rest.patch(Routes.webhookMessage(applicationId, token, "@original"), { body, auth: false });
    },
    /** A button or a menu has done its work; its message stays as it is. */
    pressed: async (asked: Asked): Promise<void> => {
      await answer(asked, DeferredMessageUpdate);
    },
    askForExport: async (asked: Asked, threadId: string): Promise<void> => {
      await answer(asked, Modal, exportModal(threadId));
    },
    suggest: async (asked: Asked, choices: APIApplicationCommandOptionChoice<string>[]): Promise<void> => {
      await answer(asked, InteractionResponseType.ApplicationCommandAutocompleteResult, { choices });
    },
  };
}

export type Answers = ReturnType<typeof openAnswers>;
