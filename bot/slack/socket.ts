import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { Log } from "../log.ts";

type SlackEvent = {
  ack(answer?: Record<string, unknown>): Promise<void>;
  body: ReceiverEvent["body"];
  retry_num?: number;
  retry_reason?: string;
};

/**
 * Slack's socket as a receiver of Bolt that acknowledges an event when its listeners have ended. Bolt's own acknowledges
 * events before it hands them on, and a crash in between would lose one.
 */
export class StoringSocketReceiver implements Receiver {
  readonly #client: SocketModeClient;
  readonly #log: Log;

  constructor(options: { appToken: string; apiUrl: string | undefined; log: Log }) {
    const { appToken, apiUrl, log } = options;
    this.#client = new SocketModeClient({ appToken, ...(apiUrl ? { clientOptions: { slackApiUrl: apiUrl } } : {}) });
    this.#log = log;
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

  async start(): Promise<void> {
    await this.#client.start();
  }

  async stop(): Promise<void> {
    await this.#client.disconnect();
  }
}
