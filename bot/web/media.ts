import { basename } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, Hono } from "hono";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Store } from "../../convex/client.ts";
import { captionCues, webVttOf } from "../../convex/model/captions.ts";
import { takeSummaryOf } from "../../convex/model/documents.ts";
import { DoorError } from "../failure.ts";
import type { Library } from "../results/library.ts";

const notFound = (): DoorError => new DoorError("not_found", "There is no such file; it may have been deleted.");

/** The results' files, with range requests so that a player may seek. `?download` offers them for saving. */
export function serveMedia(app: Hono, store: Store, library: Library): void {
  app.get("/media/versions/:file{[a-z0-9]+\\.(mp4|jpg)}", async (context) => {
    const [id = "", ending] = context.req.param("file").split(".");
    const version = await orNull(store.query(api.edits.getVersion, { id: id as Id<"editVersions"> }));
    const run = version && (await store.query(api.runs.get, { id: version.runId }));
    if (!run || version.status !== "completed") throw notFound();
    const { filePath, posterPath } = await library.versionFiles(run, version);
    const path = ending === "jpg" ? posterPath : filePath;
    if (path === null) throw notFound();
    return serve(context, path);
  });

  app.get("/media/versions/:file{[a-z0-9]+\\.vtt}", async (context) => {
    const [id = ""] = context.req.param("file").split(".");
    const version = await orNull(store.query(api.edits.getVersion, { id: id as Id<"editVersions"> }));
    const run = version && (await store.query(api.runs.get, { id: version.runId }));
    const take = run && takeSummaryOf(run);
    const captions = version && take ? webVttOf(captionCues(version.operations, take.durationMs)) : null;
    if (captions === null) throw notFound();
    return context.body(captions, 200, { "Content-Type": "text/vtt; charset=utf-8" });
  });

  app.get("/media/exports/:file{[a-z0-9]+\\.(mp4|gif)}", async (context) => {
    const [id = ""] = context.req.param("file").split(".");
    const job = await orNull(store.query(api.exports.get, { id: id as Id<"exportJobs"> }));
    const run = job && (await store.query(api.runs.get, { id: job.runId }));
    if (!run || job.status !== "completed") throw notFound();
    const version = job.editVersionId ? await store.query(api.edits.getVersion, { id: job.editVersionId }) : null;
    return serve(context, await library.exportFile(run, version, job));
  });
}

/** An id from an address may be anything; the store refuses what is no id of the table. */
const orNull = <T>(row: Promise<T>): Promise<T | null> => row.catch(() => null);

async function serve(context: Context, path: string): Promise<Response> {
  // A version's file never changes.
  context.header("Cache-Control", "private, max-age=31536000, immutable");
  context.header("Accept-Ranges", "bytes");
  if (context.req.query("download") !== undefined) {
    context.header("Content-Disposition", `attachment; filename="${basename(path)}"`);
  }
  const response = await serveStatic({ path })(context, async () => undefined);
  if (!(response instanceof Response)) throw notFound();
  return response;
}
