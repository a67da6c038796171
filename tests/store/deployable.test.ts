import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { api } from "../../convex/_generated/api.js";
import { hashKey } from "../../convex/model/keys.ts";
import type { ModuleMap } from "../../convex-embedded/modules/load.ts";
import {
  claim,
  finishRecording,
  finishRender,
  held,
  joinAs,
  openStore,
  queueRun,
  type StoreUnderTest,
  versionsOf,
} from "./support.ts";

const convexDir = fileURLToPath(new URL("../../convex", import.meta.url));

/** The bundler that the Convex CLI brings and uses. */
const convexPackage = createRequire(import.meta.url).resolve("convex/server");
const esbuild = createRequire(convexPackage)("esbuild") as {
  build(options: object): Promise<{ outputFiles: { text: string }[]; warnings: unknown[] }>;
};

/** What the CLI takes of the folder (its src/bundler/index.ts): one dot in the name, nothing generated. */
const modulePaths = readdirSync(convexDir, { recursive: true, encoding: "utf8" })
  .filter((file) => /^[^.]+\.ts$/.test(file) && !file.startsWith("_generated"))
  .toSorted();

/** Bundled as the CLI does (its src/bundler/debugBundle.ts), but into one script that a context without modules can run. */
async function bundle(): Promise<string> {
  const contents = modulePaths.map((file, at) => `export * as m${at} from ${JSON.stringify(`./${file}`)};`).join("\n");
  const { outputFiles, warnings } = await esbuild.build({
    stdin: { contents, resolveDir: convexDir, loader: "ts" },
    ...{ bundle: true, write: false, platform: "browser", format: "iife", globalName: "bundle", target: "esnext" },
    conditions: ["convex", "module"],
    ...{ minifySyntax: true, minifyIdentifiers: true, keepNames: true, treeShaking: true, logLevel: "silent" },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? "";
}

/**
 * What a query or mutation finds in Convex's runtime (https://docs.convex.dev/functions/runtimes), and nothing of Node: no
 * Buffer, no `process` but its variables, no timers, no fetch.
 */
function convexGlobals(): object {
  const { console, crypto, TextEncoder, TextDecoder, URL, URLSearchParams, structuredClone, atob, btoa } = globalThis;
  return {
    ...{ console, crypto, TextEncoder, TextDecoder, URL, URLSearchParams, structuredClone, atob, btoa },
    process: { env: {} },
    get Convex() {
      return (globalThis as { Convex?: unknown }).Convex;
    },
  };
}

async function loadModules(): Promise<ModuleMap> {
  const modules = runInContext(`${await bundle()}; bundle`, createContext(convexGlobals())) as Record<string, object>;
  return Object.fromEntries(modulePaths.map((file, at) => [file, { ...modules[`m${at}`] }]));
}

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openStore(undefined, { loadModules });
});
afterAll(() => store.close());

it("the functions that a deployment gets do their work with what its runtime has", async () => {
  const { workspaceId, threadId, runId } = await queueRun(store);
  await finishRecording(store, await claim(store, "w1", ["record"]));
  const operation = { type: "cut" as const, startMs: 1_000, endMs: 2_000 };
  await store.bot.mutation(api.edits.applyEdit, { runId, operation });
  await finishRender(store, await claim(store, "w1", ["render"]));
  expect((await versionsOf(store, runId)).map(({ status }) => status)).toEqual(["completed", "completed"]);

  const target = { format: "gif" as const, fps: 10, width: 64, height: 64, quality: "web" as const };
  const exportId = await store.bot.mutation(api.exports.create, { runId, ...target });
  const claimed = await claim(store, "w1", ["export"]);
  const outputStorageId = await store.worker.upload(new TextEncoder().encode("a gif"), "image/gif");
  await store.worker.mutation(api.jobs.finishExport, { ...held(claimed), outputStorageId, fileSizeBytes: 5 });
  expect(await store.bot.query(api.exports.get, { id: exportId })).toMatchObject({
    status: "completed",
    progress: 100,
  });

  const sent = await store.bot.mutation(api.deliveries.enqueue, {
    ...{ workspaceId, threadId, runId, editVersionId: (await versionsOf(store, runId))[0]?._id as never },
    ...{ purpose: "copy", channel: "email", to: "ann@example.com", payload: { kind: "video" } },
    idempotencyKey: "a delivery",
  });
  expect(sent).toMatchObject({ state: "queued" });

  // Time zones and cron expressions.
  const digest = await store.bot.mutation(api.digests.create, {
    ...{ threadId, cron: "0 9 * * 1", timezone: "America/New_York", what: "a digest" },
    recipients: [{ channel: "thread", to: threadId }],
  });
  expect(new Date(digest.nextRunAt).toLocaleTimeString("en-GB", { timeZone: "America/New_York" })).toBe("09:00:00");
  await store.host.runInternal("digests:open", { id: digest._id, now: digest.nextRunAt });

  const owner = await joinAs(store, workspaceId, "U1", { isOwner: true });
  const link = { runId, tokenHash: await hashKey("a link"), lifetimeMs: 60_000 };
  await owner.mutation(api.viewers.createLink, { workspaceId, ...link });
  expect(await store.bot.asViewer("a link").query(api.viewers.watch, {})).toMatchObject({
    title: "Coupons in the cart",
  });
  for (const sweep of ["jobs:sweep", "sandboxRuns:sweep", "usage:forgetOld", "packs:expire", "digests:sweep"]) {
    await store.host.runInternal(sweep, {});
  }
  expect(store.logged.filter(({ kind }) => kind === "function")).toEqual([]);
});
