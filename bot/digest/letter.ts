import type { FunctionReturnType } from "convex/server";
import type { api } from "../../convex/_generated/api.js";
import type { Links } from "../delivery/links.ts";
import type { DigestLetter, DigestVideo } from "../delivery/mail/letter.ts";
import type { MailLinks } from "../delivery/mail/links.ts";

/** An issue of a digest, as the store tells it. */
type Told = NonNullable<FunctionReturnType<typeof api.digests.issue>>;
type Video = Told["issue"]["content"]["videos"][number];
type Options = { links: Links; mailLinks: MailLinks; publicUrl: string };

/** More of them would make a mail that nobody reads, and one that is too large for many mailboxes. */
const VIDEOS_SHOWN = 12;
const POSTER_LIMIT_MS = 10_000;
const LARGEST_POSTER_BYTES = 5_000_000;

/** What a digest says, with its pictures. */
export async function digestLetterOf(told: Told, options: Options): Promise<Omit<DigestLetter, "unsubscribeUrl">> {
  const { issue, workspace, timezone, posterUrls } = told;
  const { videos, failures, counts } = issue.content;
  const shown = videos.map((video, at) => ({ video, posterUrl: posterUrls[at] ?? null })).slice(-VIDEOS_SHOWN);
  const written = await Promise.all(
    shown.map(async ({ video, posterUrl }) => ({
      ...{ repo: video.repo, author: video.author },
      video: await letterVideo(video, posterUrl, { workspaceId: issue.workspaceId, ...options }),
    })),
  );
  return {
    ...{ kind: "digest", digestId: issue.digestId, workspace, counts, failures },
    period: periodInWords(issue.fromMs, issue.untilMs, timezone),
    groups: grouped(written),
    more: videos.length - shown.length,
    ...(await reelOf(told, options)),
  };
}

async function letterVideo(
  { runId, editVersionId, title, pr, durationMs, views, isApproved }: Video,
  posterUrl: string | null,
  { links, publicUrl, workspaceId }: Options & { workspaceId: Told["issue"]["workspaceId"] },
): Promise<DigestVideo> {
  const [link, poster] = await Promise.all([links.of({ workspaceId, runId, editVersionId }), pictureAt(posterUrl)]);
  return {
    ...{ title, durationMs, views, isApproved, url: link?.watch ?? publicUrl },
    ...(pr === undefined ? {} : { prNumber: pr }),
    ...(poster ? { poster } : {}),
  };
}

async function reelOf({ issue, reelPosterUrl }: Told, { mailLinks }: Options): Promise<Pick<DigestLetter, "reel">> {
  const { reel } = issue;
  if (!reel) return {};
  const poster = await pictureAt(reelPosterUrl);
  const { durationMs, chapters } = reel;
  return { reel: { url: mailLinks.reelUrl(issue._id), durationMs, chapters, ...(poster ? { poster } : {}) } };
}

type Written = { repo: string; author: string; video: DigestVideo };

/** By repository and, within it, by whoever asked; each in the order of the first video. */
function grouped(written: readonly Written[]): DigestLetter["groups"] {
  const repos = Map.groupBy(written, ({ repo }) => repo);
  return [...repos].map(([repo, ofRepo]) => ({
    repo,
    authors: [...Map.groupBy(ofRepo, ({ author }) => author)].map(([name, theirs]) => ({
      name,
      videos: theirs.map(({ video }) => video),
    })),
  }));
}

function periodInWords(fromMs: number, untilMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone }).formatRange(fromMs, untilMs);
}

/** A mail without a picture is better than no mail. */
async function pictureAt(url: string | null): Promise<Uint8Array | null> {
  if (url === null) return null;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(POSTER_LIMIT_MS) });
    const bytes = answer.ok ? await answer.bytes() : null;
    return bytes && bytes.length <= LARGEST_POSTER_BYTES ? bytes : null;
  } catch {
    return null;
  }
}
