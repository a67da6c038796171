import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { Log } from "../log.ts";
import { slackFailure } from "./failure.ts";
import { boltLogger } from "./logger.ts";

type SlackEvent = {
  ack(answer?: Record<string, unknown>): Promise<void>;
  body: ReceiverEvent["body"];
  retry_num?: number;
  retry_reason?: string;
};

/** What its types keep private. */
type Reader = { onWebSocketMessage(data: string, isBinary: boolean): Promise<void> };

/**
 * Slack's socket as a receiver of Bolt that acknowledges an event when its listeners have ended. Bolt's own acknowledges
 * events before it hands them on, and a crash in between would lose one.
 */
export class StoringSocketReceiver implements Receiver {
  readonly #client: SocketModeClient;
  readonly #log: Log;

  constructor(options: { appToken: string; apiUrl: string | undefined; log: Log }) {
    const { appToken, apiUrl, log } = options;
    const logger = boltLogger(log);
    const clientOptions = apiUrl ? { slackApiUrl: apiUrl } : {};
    this.#client = new SocketModeClient({ appToken, logger, clientOptions });
    this.#log = log;
    this.#steady();
  }

  /** The client lets a rejected promise go, which ends the process, when an envelope holds nothing that it can read. */
  #steady(): void {
    const reader = this.#client as unknown as Reader;
    this.#client.removeAllListeners("ws_message");
    this.#client.on("ws_message", (data: string, isBinary: boolean) => {
      reader.onWebSocketMessage(data, isBinary).catch((error: unknown) => {
        this.#log.warn({ err: error }, "an envelope from Slack was not understood");
      });
    });
  }

  init(app: App): void {
    this.#client.on("slack_event", (event: SlackEvent) => void this.#pass(app, event));
  }

  async #pass(app: App, { ack, body, retry_num: retryNum, retry_reason: retryReason }: SlackEvent): Promise<void> {
    let answer: Record<string, unknown> | undefined;
    const event: ReceiverEvent = {
      body,
      ack: async (given) => {
        if (given && typeof given === "object") answer = given as Record<string, unknown>;
      },
      ...(retryNum === undefined ? {} : { retryNum }),
      ...(retryReason === undefined ? {} : { retryReason }),
    };
    try {
      await app.processEvent(event);
      await ack(answer);
    } catch (error) {
      // Not acknowledged: Slack sends it again.
      this.#log.error({ err: error }, "an event from Slack was not taken in");
    }
  }

  /** Throws DoorError `slack_token` or `slack_silent`. */
  async start(): Promise<void> {
    try {
      await this.#client.start();
    } catch (error) {
      throw slackFailure(error, "SLACK_APP_TOKEN");
    }
  }

  async stop(): Promise<void> {
    await this.#client.disconnect();
  }
}
