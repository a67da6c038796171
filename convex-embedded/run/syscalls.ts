import { unsupported } from "../errors.ts";
import { actionSyscalls } from "./actionSyscalls.ts";
import { databaseSyncSyscalls, databaseSyscalls } from "./databaseSyscalls.ts";
import { FunctionFailure } from "./failure.ts";
import { currentFrame, type Frame } from "./frame.ts";
import { metaSyncSyscalls, metaSyscalls } from "./metaSyscalls.ts";
import { storageJsSyscalls, storageSyscalls } from "./storageSyscalls.ts";

/** Handlers take the parsed arguments and answer with JSON as text. */
export type SyncHandler = (frame: Frame, args: never) => string;
export type AsyncHandler = (frame: Frame, args: never) => string | Promise<string>;
export type JsHandler = (frame: Frame, args: never) => unknown;

export const syncSyscalls: Record<string, SyncHandler> = { ...databaseSyncSyscalls, ...metaSyncSyscalls };
export const asyncSyscalls: Record<string, AsyncHandler> = {
  ...databaseSyscalls,
  ...actionSyscalls,
  ...storageSyscalls,
  ...metaSyscalls,
};
export const jsSyscalls: Record<string, JsHandler> = { ...storageJsSyscalls };

/** Known calls of the client library that the dialect refuses, with the name a person knows. */
export const refusedSyscalls: Record<string, string> = {
  "1.0/count": "Counting a table (query.count)",
  "1.0/createFunctionHandle": "Function handles",
  "1.0/auditLog": "Audit logging",
  "1.0/signJwt": "Signing tokens",
  "1.0/createServiceToken": "Convex-managed services",
  "1.0/getServiceUrl": "Convex-managed services",
  "1.0/actions/vectorSearch": "Vector search",
  "1.0/storageStore": "Storing a file in a mutation (ctx.storage.store; store it in an action or upload it)",
  "1.0/storageGet": "Reading a file in a query or mutation (ctx.storage.get; read it in an action)",
  requestFromConvexJson: "HTTP actions",
  convexJsonFromResponse: "HTTP actions",
};

type ConvexGlobal = {
  syscall(name: string, argsJson: string): string;
  asyncSyscall(name: string, argsJson: string): Promise<string>;
  jsSyscall(name: string, args: unknown): unknown;
};

/** Functions reach their host through a global; the frame of the running function says which host that is. */
export function installSyscalls(): void {
  const scope = globalThis as typeof globalThis & { Convex?: ConvexGlobal };
  const other = scope.Convex;
  if (other?.asyncSyscall === asyncSyscall) return;
  const outside = <Name extends keyof ConvexGlobal>(name: Name): ConvexGlobal[Name] => {
    if (other === undefined) throw new Error("Convex functions run only when they are called through the store.");
    return other[name];
  };
  scope.Convex = {
    syscall: (name, argsJson) => (currentFrame() ? syscall(name, argsJson) : outside("syscall")(name, argsJson)),
    asyncSyscall,
    jsSyscall: (name, args) => (currentFrame() ? jsSyscall(name, args) : outside("jsSyscall")(name, args)),
  };
}

function syscall(name: string, argsJson: string): string {
  const frame = openFrame();
  const handler = handlerOf(syncSyscalls, name);
  return frame.budget.exempt(() => handler(frame, JSON.parse(argsJson) as never));
}

async function asyncSyscall(name: string, argsJson: string): Promise<string> {
  const frame = openFrame();
  const handler = handlerOf(asyncSyscalls, name);
  while (frame.nested !== null) await frame.nested;
  if (frame.isClosed) throw lateCall(frame);
  try {
    const run = () => handler(frame, JSON.parse(argsJson) as never);
    // A nested function's own code counts; everything else in here is the store's work.
    return await (name === "1.0/runUdf" ? run() : frame.budget.exempt(run));
  } catch (failure) {
    throw failure instanceof FunctionFailure ? forCaller(failure) : failure;
  }
}

function jsSyscall(name: string, args: unknown): unknown {
  const frame = openFrame();
  return handlerOf(jsSyscalls, name)(frame, args as never);
}

function openFrame(): Frame {
  const frame = currentFrame();
  if (frame === undefined) throw new Error("Convex functions run only when they are called through the store.");
  if (frame.isClosed) throw lateCall(frame);
  return frame;
}

function lateCall(frame: Frame): Error {
  return new Error(`${frame.called.path} has ended: every call on ctx must be awaited before the function returns.`);
}

function handlerOf<Handler>(handlers: Record<string, Handler>, name: string): Handler {
  const handler = handlers[name];
  if (handler === undefined) throw unsupported(refusedSyscalls[name] ?? `The Convex system call "${name}"`);
  return handler;
}

/** The client library rebuilds a ConvexError from `data`, and keeps only the message of everything else. */
function forCaller(failure: FunctionFailure): Error {
  const error = new Error(failure.message, { cause: failure.cause });
  return failure.data === undefined ? error : Object.assign(error, { data: failure.data });
}
