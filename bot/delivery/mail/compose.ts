import { clock, duration } from "../../words.ts";
import { type Block, plain } from "./blocks.ts";
import { cleanLine, cleanText } from "./clean.ts";
import { headersOf } from "./headers.ts";
import { htmlMail } from "./html.ts";
import type {
  Chapter,
  ComposedMail,
  DigestLetter,
  FailureLetter,
  InlinePicture,
  Letter,
  LetterRun,
  VideoLetter,
} from "./letter.ts";
import { gifOf, type Placed, posterOf, thumbOf } from "./pictures.ts";
import { type Filled, filledMail } from "./template.ts";
import { plainText } from "./text.ts";

/** A letter as the mail that people get: HTML and plain text, its headers, and the pictures that travel with it. */
export async function composeMail(letter: Letter): Promise<ComposedMail> {
  const { filled, pictures } = await writtenOut(letter);
  return {
    subject: filled.subject || "Aura",
    html: htmlMail(filled),
    text: plainText(filled.blocks),
    headers: headersOf(letter),
    inline: pictures.map(({ inline }) => inline).filter(isFirst),
  };
}

/** Two videos may have the same poster. */
const isFirst = ({ cid }: InlinePicture, at: number, all: readonly InlinePicture[]): boolean =>
  all.findIndex((one) => one.cid === cid) === at;

type WrittenOut = { filled: Filled; pictures: readonly Placed[] };

function writtenOut(letter: Letter): Promise<WrittenOut> | WrittenOut {
  switch (letter.kind) {
    case "video":
      return videoMail(letter);
    case "failure":
      return { filled: failureMail(letter), pictures: [] };
    case "digest":
      return digestMail(letter);
    case "confirmation": {
      const { workspace, asker, what, confirmUrl, unsubscribeUrl } = letter;
      const names = { workspace: cleanLine(workspace), asker: cleanLine(asker), what: cleanLine(what) };
      return { filled: filledMail("confirmation", { ...names, confirmUrl, unsubscribeUrl }), pictures: [] };
    }
    case "notice": {
      const { subject, paragraphs, link, unsubscribeUrl } = letter;
      const blocks = paragraphs.map((text): Block => ({ kind: "paragraph", content: plain(cleanText(text)) }));
      const slots = {
        subject,
        preview: paragraphs[0] ?? "",
        paragraphs: blocks,
        label: link?.label ?? null,
        url: link?.url ?? null,
      };
      return { filled: filledMail("notice", { ...slots, unsubscribeUrl }), pictures: [] };
    }
  }
}

async function videoMail(letter: VideoLetter): Promise<WrittenOut> {
  const { run, version, videoUrl, note, whatChanged, unsubscribeUrl } = letter;
  const [poster, gif] = await Promise.all([posterOf(letter.posterPath, "poster"), gifOf(letter.gifPath, "preview")]);
  const length = duration(version.durationMs);
  const isFirstVersion = version.number === 1;
  const filled = filledMail("video", {
    subject: `${isFirstVersion ? "" : "Re: "}${nameOf(run)}`,
    title: run.title,
    facts: [run.repo, isFirstVersion ? "" : `version ${version.number}`, length].filter(Boolean).join(" · "),
    summary: version.summary ?? null,
    poster: poster && [{ kind: "picture", picture: poster.shown, alt: `Play the video (${length})`, href: videoUrl }],
    gif: gif && [{ kind: "picture", picture: gif.shown, alt: "A part of the video", href: videoUrl }],
    videoUrl,
    note: note ?? null,
    notShown: listOf(letter.notShown),
    moments: whatChanged.length > 0 ? "What changed" : "Chapters",
    chapters: whatChanged.length > 0 ? chapterList(whatChanged) : chaptersOf(letter.chapters),
    ...linksOf(run),
    commentUrl: run.commentUrl ?? null,
    unsubscribeUrl,
  });
  return { filled, pictures: [poster, gif].filter((one) => one !== null) };
}

function failureMail({ run, reason, unsubscribeUrl }: FailureLetter): Filled {
  const slots = { subject: `Re: ${nameOf(run)}`, title: run.title, facts: run.repo, reason };
  return filledMail("failure", { ...slots, ...linksOf(run), unsubscribeUrl });
}

async function digestMail(letter: DigestLetter): Promise<WrittenOut> {
  const { reel, counts, unsubscribeUrl } = letter;
  const poster = await posterOf(reel?.poster, "reel");
  const pictures = poster ? [poster] : [];
  const videos: Block[] = [];
  for (const { repo, authors } of letter.groups) {
    videos.push({ kind: "heading", level: 2, content: plain(cleanLine(repo)) });
    for (const { name, videos: theirs } of authors) {
      videos.push({ kind: "heading", level: 3, content: plain(cleanLine(name)) });
      for (const video of theirs) {
        const thumb = await thumbOf(video.poster, `video-${pictures.length}`);
        if (thumb) pictures.push(thumb);
        videos.push({
          kind: "card",
          ...(thumb ? { picture: thumb.shown } : {}),
          title: cleanLine(video.title),
          href: video.url,
          facts: [
            video.prNumber === undefined ? "" : `PR ${video.prNumber}`,
            clock(video.durationMs),
            video.isApproved ? "approved" : "",
            video.views > 0 ? counted(video.views, "view") : "",
          ]
            .filter(Boolean)
            .join(" · "),
        });
      }
    }
  }
  const failures = letter.failures.map(({ title, repo, reason }) => `${title} (${repo}): ${reason}`);
  const filled = filledMail("digest", {
    workspace: letter.workspace,
    headline: counted(counts.recorded, "new video"),
    period: letter.period,
    facts: [
      `${counted(counts.recorded, "video")} recorded`,
      counts.approved > 0 ? `${counts.approved} approved` : "",
      counts.viewed > 0 ? `watched ${counted(counts.viewed, "time")}` : "",
      failures.length > 0 ? `${failures.length} not recorded` : "",
    ]
      .filter(Boolean)
      .join(" · "),
    reelLength: reel ? duration(reel.durationMs) : null,
    reel: reel && poster ? [{ kind: "picture", picture: poster.shown, alt: "Play the reel", href: reel.url }] : null,
    reelUrl: reel?.url ?? null,
    reelChapters: reel ? chaptersOf(reel.chapters) : null,
    videos: videos.length > 0 ? videos : null,
    more: letter.more > 0 ? `And ${counted(letter.more, "more video")}.` : null,
    failures: listOf(failures),
    unsubscribeUrl,
  });
  return { filled, pictures };
}

/** The same for all mails of one run: what mail readers file together has one subject. */
const nameOf = ({ title, repo, prNumber }: LetterRun): string =>
  `${cleanLine(title)} (${prNumber === undefined ? repo : `${repo} #${prNumber}`})`;

const linksOf = ({ prNumber, prUrl }: LetterRun) => ({
  prNumber: prNumber === undefined ? null : String(prNumber),
  prUrl: prUrl ?? null,
});

const listOf = (lines: readonly string[]): Block[] | null =>
  lines.length === 0 ? null : [{ kind: "list", items: lines.map((line) => plain(cleanText(line))) }];

const chapterList = (chapters: readonly Chapter[]): Block[] => [
  { kind: "chapters", items: chapters.map(({ title, atMs }) => ({ time: clock(atMs), title: cleanLine(title) })) },
];

/** One chapter alone tells nothing. */
const chaptersOf = (chapters: readonly Chapter[]): Block[] | null =>
  chapters.length < 2 ? null : chapterList(chapters);

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
