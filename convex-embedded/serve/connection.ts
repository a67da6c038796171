import type { WebSocket } from "ws";
import { messageOf } from "../errors.ts";
import type { WrittenKey } from "../store/ranges.ts";
import { errorForClient, newRequestId, soleArgument } from "./answers.ts";
import type { Serving } from "./http.ts";
import { LiveQueries } from "./liveQueries.ts";
import { type ClientMessage, decodeTs, encodeTs, type StateVersion } from "./protocol.ts";

/** Clients give up on a server that is silent for a minute. */
const PING_EVERY_MS = 15_000;
/** A client that has not read this much of what it was sent is cut off; it comes back and is told the newest state. */
const MOST_UNREAD_BYTES = 64 * 1024 * 1024;
/** No more of one client's calls wait at a time: its socket is not read until some of them are answered. */
const MOST_CALLS = 256;

/** One client: its session, its queries, and the version of the state that it was last told. */
export class SyncConnection {
  readonly #socket: WebSocket;
  readonly #serving: Serving;
  readonly #queries: LiveQueries;
  readonly #ping: NodeJS.Timeout;
  #session: string | null = null;
  /** Where the client is; transitions chain exactly from here. */
  #version: StateVersion = { querySet: 0, identity: 0, ts: encodeTs(0n) };
  #querySet = 0;
  #identity = 0;
  #isRefreshing = false;
  #refreshAgain = false;
  #calls = 0;

  constructor(socket: WebSocket, serving: Serving) {
    this.#socket = socket;
    this.#serving = serving;
    this.#queries = new LiveQueries(serving.runtime, serving.log);
    this.#ping = setInterval(() => this.#send('{"type":"Ping"}'), PING_EVERY_MS);
    this.#ping.unref();
    socket.on("message", (data) => this.#receive(String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => clearInterval(this.#ping));
  }

  onCommit(written: readonly WrittenKey[]): void {
    if (this.#queries.markStale(written)) this.#refresh();
  }

  end(): void {
    this.#socket.close(1001, "The store is closing");
    this.#socket.terminate();
  }

  #receive(text: string): void {
    try {
      this.#handle(JSON.parse(text) as ClientMessage);
    } catch (failure) {
      this.#fatal(messageOf(failure));
    }
  }

  #handle(message: ClientMessage): void {
    switch (message.type) {
      case "Connect":
        this.#session = String(message.sessionId);
        if (message.maxObservedTimestamp !== undefined) {
          this.#serving.runtime.transactor.clock.observe(decodeTs(message.maxObservedTimestamp));
        }
        return;
      case "ModifyQuerySet":
        this.#modifyQuerySet(message);
        return;
      case "Mutation":
      case "Action":
        this.#call(message);
        return;
      case "Authenticate":
        this.#authenticate(message);
        return;
      case "Event":
        return;
      default:
        throw new Error(`The message type ${JSON.stringify((message as { type: unknown }).type)} is not known.`);
    }
  }

  #modifyQuerySet(message: Extract<ClientMessage, { type: "ModifyQuerySet" }>): void {
    if (message.baseVersion !== this.#querySet) {
      throw new Error(`The query set is at version ${this.#querySet}, not ${message.baseVersion}.`);
    }
    this.#querySet = message.newVersion;
    for (const modification of message.modifications) {
      if (modification.type === "Add") this.#queries.add(modification);
      else this.#queries.remove(modification.queryId);
    }
    this.#refresh();
  }

  #call(message: Extract<ClientMessage, { type: "Mutation" | "Action" }>): void {
    if (!Number.isInteger(message.requestId) || typeof message.udfPath !== "string") {
      throw new Error("A call needs a whole number as `requestId`, and the function's path.");
    }
    this.#calls += 1;
    if (this.#calls >= MOST_CALLS) this.#socket.pause();
    void (message.type === "Mutation" ? this.#mutate(message) : this.#act(message)).finally(() => {
      this.#calls -= 1;
      if (this.#socket.isPaused) this.#socket.resume();
    });
  }

  async #mutate(message: Extract<ClientMessage, { type: "Mutation" | "Action" }>): Promise<void> {
    const { requestId: request, udfPath, args } = message;
    const requestId = newRequestId();
    const key = this.#session === null ? {} : { request: { session: this.#session, request } };
    try {
      const options = { isClient: true, requestId, ...key };
      const { text, ts } = await this.#serving.runtime.runMutation(udfPath, soleArgument(args), options);
      this.#send(
        `{"type":"MutationResponse","requestId":${request},"success":true,"result":${text},"ts":"${encodeTs(ts)}","logLines":[]}`,
      );
      // The client resolves the mutation when a transition reaches its time, even if no query changed.
      this.#refresh();
    } catch (failure) {
      this.#sendFailure("MutationResponse", message, requestId, failure);
    }
  }

  async #act(message: Extract<ClientMessage, { type: "Mutation" | "Action" }>): Promise<void> {
    const requestId = newRequestId();
    try {
      const text = await this.#serving.runtime.runAction(message.udfPath, soleArgument(message.args), {
        isClient: true,
        requestId,
      });
      this.#send(
        `{"type":"ActionResponse","requestId":${message.requestId},"success":true,"result":${text},"logLines":[]}`,
      );
    } catch (failure) {
      this.#sendFailure("ActionResponse", message, requestId, failure);
    }
  }

  #sendFailure(
    type: string,
    message: { requestId: number; udfPath: string },
    requestId: string,
    failure: unknown,
  ): void {
    const { errorMessage, errorData } = errorForClient(message.udfPath, requestId, failure, this.#serving.log);
    const answer = {
      type,
      requestId: message.requestId,
      success: false,
      result: errorMessage,
      errorData,
      logLines: [],
    };
    this.#send(JSON.stringify(answer));
  }

  #authenticate({ tokenType, baseVersion }: Extract<ClientMessage, { type: "Authenticate" }>): void {
    if (tokenType !== "None") {
      const error = "Sign-in tokens are not supported by the embedded store.";
      this.#send(JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted: true }));
      return;
    }
    this.#identity = baseVersion + 1;
    this.#refresh();
  }

  /** Runs the stale queries at one moment and sends one transition; changes meanwhile make it run once more. */
  #refresh(): void {
    if (this.#isRefreshing) {
      this.#refreshAgain = true;
      return;
    }
    this.#isRefreshing = true;
    void this.#refreshNow()
      .catch((failure: unknown) => {
        this.#serving.log({ kind: "host", message: "Live queries could not be refreshed.", error: failure });
        this.#socket.close(1011, "InternalServerError");
      })
      .finally(() => {
        this.#isRefreshing = false;
        const again = this.#refreshAgain;
        this.#refreshAgain = false;
        if (again) this.#refresh();
      });
  }

  async #refreshNow(): Promise<void> {
    const { runtime } = this.#serving;
    const { modifications, next } = await runtime.transactor.read(async () => {
      // Taken before the queries run: what changes meanwhile belongs to the next transition.
      const next = {
        querySet: this.#querySet,
        identity: this.#identity,
        ts: encodeTs(runtime.transactor.clock.latest),
      };
      return { modifications: await this.#queries.refresh(), next };
    });
    const start = JSON.stringify(this.#version);
    this.#version = next;
    this.#send(
      `{"type":"Transition","startVersion":${start},"endVersion":${JSON.stringify(next)},"modifications":[${modifications.join(",")}]}`,
    );
  }

  #fatal(error: string): void {
    this.#send(JSON.stringify({ type: "FatalError", error }));
    this.#socket.close(1008, "protocol");
  }

  #send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MOST_UNREAD_BYTES) this.#socket.terminate();
    else this.#socket.send(text);
  }
}
