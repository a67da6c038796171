import { ConvexClient } from "convex/browser";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { ConvexError } from "convex/values";
import { api } from "./_generated/api.js";
import type { Id } from "./_generated/dataModel.js";
import type { Caller } from "./access.ts";
import type { StoreErrorData } from "./model/errors.ts";

const UPLOAD_ATTEMPTS = 5;
/** Doubled with each attempt: a full disk or a restart has seven seconds to pass. */
const FIRST_PAUSE_MS = 500;

/** A function's arguments without `caller`, which the connection adds. */
export type StoreArgs<F extends FunctionReference<"query" | "mutation" | "action">> = Omit<FunctionArgs<F>, "caller">;

export type Store = {
  query<F extends FunctionReference<"query">>(fn: F, args: StoreArgs<F>): Promise<FunctionReturnType<F>>;
  mutation<F extends FunctionReference<"mutation">>(fn: F, args: StoreArgs<F>): Promise<FunctionReturnType<F>>;
  action<F extends FunctionReference<"action">>(fn: F, args: StoreArgs<F>): Promise<FunctionReturnType<F>>;
  /** Calls `onValue` with the value now and at each change. Without `onError` an error is thrown, uncaught. Answers how to stop. */
  watch<F extends FunctionReference<"query">>(
    fn: F,
    args: StoreArgs<F>,
    onValue: (value: FunctionReturnType<F>) => void,
    onError?: (error: Error) => void,
  ): () => void;
  /** Stores bytes, or a file of the disk (streamed), and answers its id. */
  upload(bytesOrFilePath: Uint8Array | string, contentType: string): Promise<Id<"_storage">>;
  /** The same connection, acting for one person (the platform's own id, which the platform has vouched for). */
  as(person: string): Store;
  /** The same connection with the rights of whoever has this link's token, and no others. */
  asViewer(token: string): Store;
  /** Whether the store answers now; while it does not, calls wait until it is back. */
  isConnected(): boolean;
  close(): Promise<void>;
};

/** `url` is the store's address, `key` the caller's secret. */
export type StoreAddress = { url: string; key: string; kind: Caller["kind"] };

/**
 * A connection to the store. Calls made while it is away wait and are sent once it is back; each mutation has its effect
 * once, whatever the connection does meanwhile. After `close` they fail.
 */
export function connectStore({ url, key, kind }: StoreAddress): Store {
  const client = new ConvexClient(url, {
    skipConvexDeploymentUrlCheck: true,
    unsavedChangesWarning: false,
    logger: false,
  });
  return storeOver(client, { kind, key });
}

function storeOver(client: ConvexClient, caller: Caller): Store {
  // The reference's own type lists `caller` among its arguments; StoreArgs has taken it out, and this puts it back.
  const withCaller = <F extends FunctionReference<"query" | "mutation" | "action">>(args: StoreArgs<F>) =>
    ({ ...args, caller }) as unknown as FunctionArgs<F>;

  const store: Store = {
    query: async (fn, args) => await client.query(fn, withCaller(args)),
    mutation: async (fn, args) => await client.mutation(fn, withCaller(args)),
    action: async (fn, args) => await client.action(fn, withCaller(args)),
    watch: (fn, args, onValue, onError) => {
      const stop = client.onUpdate(fn, withCaller(args), onValue, onError ?? throwLater);
      return () => stop();
    },
    upload: async (bytesOrFilePath, contentType) => {
      const body = await bodyOf(bytesOrFilePath);
      for (let attempt = 1; ; attempt += 1) {
        // Waits while the store is away, so that another attempt comes when it is back.
        const uploadUrl = await store.mutation(api.runs.generateUploadUrl, {});
        try {
          return await post(uploadUrl, body, contentType);
        } catch (error) {
          const isHopeless = error instanceof StoreUploadError && !error.isRetryable;
          if (isHopeless || attempt === UPLOAD_ATTEMPTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
        }
      }
    },
    as: (person) => storeOver(client, { ...caller, person }),
    asViewer: (token) => storeOver(client, { kind: "viewer", key: token }),
    isConnected: () => client.connectionState().isWebSocketConnected,
    close: async () => await client.close(),
  };
  return store;
}

/** The code and message of an error that the store threw; null for any other error. */
export function storeErrorOf(error: unknown): StoreErrorData | null {
  if (!(error instanceof ConvexError)) return null;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null || !("code" in data) || !("message" in data)) return null;
  return { code: String(data.code), message: String(data.message) };
}

/** The store has answered, and will not take the file: now, or (`isRetryable` is false) ever. */
export class StoreUploadError extends Error {
  readonly code = "upload_refused";
  readonly isRetryable: boolean;

  constructor(status: number, said: string) {
    super("The store did not take the file; see that its disk has room, then ask again.", {
      cause: new Error(`${status}: ${said}`),
    });
    // A full disk, a restart or too many at once pass; a file that is too large stays so.
    this.isRetryable = status >= 500 || status === 408 || status === 429;
  }
}

async function post(uploadUrl: string, body: Blob, contentType: string): Promise<Id<"_storage">> {
  const answer = await fetch(uploadUrl, { method: "POST", headers: { "content-type": contentType }, body });
  if (!answer.ok) throw new StoreUploadError(answer.status, await answer.text());
  const { storageId } = (await answer.json()) as { storageId: Id<"_storage"> };
  return storageId;
}

/** A Blob that is backed by the file is read piece by piece while it is sent, with its length known beforehand. */
async function bodyOf(bytesOrFilePath: Uint8Array | string): Promise<Blob> {
  if (typeof bytesOrFilePath !== "string") return new Blob([new Uint8Array(bytesOrFilePath)]);
  // Not an import: Convex's bundler takes every file of this folder, and its runtime has no node:fs.
  const { openAsBlob } = process.getBuiltinModule("node:fs");
  try {
    return await openAsBlob(bytesOrFilePath);
  } catch (cause) {
    throw new Error(`The file ${bytesOrFilePath} cannot be read, so it was not stored.`, { cause });
  }
}

function throwLater(error: Error): void {
  queueMicrotask(() => {
    throw error;
  });
}
