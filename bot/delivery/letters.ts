import type { Delivery } from "../../convex/model/documents.ts";
import { notShownInWords } from "../chapters.ts";
import { DeliveryError } from "./failure.ts";
import type { Letter, VideoLetter } from "./mail/letter.ts";
import type { Parcel, VideoParcel } from "./parcel.ts";

/** What a mail of this purpose says. Throws DeliveryError when there is nothing (any more). */
export type LetterWriter = (delivery: Delivery) => Promise<Letter>;

export type Letters = { of(parcel: Parcel): Promise<Letter> };

export type LetterOptions = {
  /** Those who know what is in a digest and in a confirmation. */
  writers: Partial<Record<Delivery["purpose"], LetterWriter>>;
  /** Where whoever reads it can stop the mails of this workspace. */
  unsubscribeUrl(workspaceId: Delivery["workspaceId"], to: string): string;
  publicUrl: string;
  /** Where repositories of the forge are looked at, and which of them are there; null without a forge. */
  forge?: { webUrl: string; repos: readonly string[] } | null;
};

/** Every parcel as a letter. */
export function openLetters({ writers, unsubscribeUrl, publicUrl, forge = null }: LetterOptions): Letters {
  return {
    of: async (parcel) => {
      const { delivery, to, content } = parcel;
      const base = { unsubscribeUrl: unsubscribeUrl(delivery.workspaceId, to), messageKey: delivery.marker };
      switch (content.kind) {
        case "video":
          return { ...base, ...videoLetter(content, publicUrl, forge) };
        case "notice": {
          const subject = parcel.thread?.title ? `Aura: ${parcel.thread.title}` : "Aura";
          return { ...base, kind: "notice", subject, paragraphs: [content.text.replaceAll("**", "")] };
        }
        case "letter": {
          const write = writers[delivery.purpose];
          if (write) return { ...(await write(delivery)), messageKey: delivery.marker };
          throw new DeliveryError("permanent", "nothing_to_say", "This mail cannot be written here.");
        }
      }
    },
  };
}

type Said = Omit<VideoLetter, "unsubscribeUrl" | "messageKey">;

const MOMENTS_SHOWN = 12;

function videoLetter(
  { post, run, link, commentId, gifPath, note }: VideoParcel,
  publicUrl: string,
  forge: LetterOptions["forge"] = null,
): Said {
  const pullRequest = pullRequestOf(run, forge);
  const { posterPath } = post;
  return {
    kind: "video",
    run: {
      id: run._id,
      title: post.run.title,
      repo: run.repo ?? "a web page",
      ...(run.pr === undefined ? {} : { prNumber: run.pr }),
      ...(pullRequest === null ? {} : { prUrl: pullRequest }),
      ...(pullRequest === null || commentId === null ? {} : { commentUrl: `${pullRequest}#issuecomment-${commentId}` }),
    },
    version: { number: post.version.number, summary: post.summary, durationMs: post.version.durationMs },
    ...(posterPath === null ? {} : { posterPath }),
    ...(gifPath === null ? {} : { gifPath }),
    videoUrl: link?.watch ?? pullRequest ?? publicUrl,
    whatChanged: momentsOf(post.chapters.filter(({ changed }) => changed)),
    notShown: notShownInWords(run.notShown ?? []),
    chapters: momentsOf(post.chapters),
    ...noteOf(note, link !== null),
  };
}

const momentsOf = (chapters: VideoParcel["post"]["chapters"]) =>
  chapters.slice(0, MOMENTS_SHOWN).map(({ label, startMs }) => ({ title: label, atMs: startMs }));

function noteOf(note: string | null, hasLink: boolean): { note?: string } {
  const words = [note, hasLink ? null : "The video is attached to this mail."].filter((one) => one !== null).join(" ");
  return words === "" ? {} : { note: words };
}

/** Its page on the forge; null for a folder of this machine. */
function pullRequestOf({ repo, repoUrl, pr }: VideoParcel["run"], forge: LetterOptions["forge"]): string | null {
  if (pr === undefined || repo === undefined) return null;
  const isThere = forge?.repos.some((one) => one.toLowerCase() === repo.toLowerCase());
  if (forge && isThere) return `${forge.webUrl}/${repo}/pull/${pr}`;
  if (!repoUrl?.startsWith("https://")) return null;
  const url = new URL(repoUrl);
  return `${url.origin}${url.pathname.replace(/\.git$/, "")}/pull/${pr}`;
}
