import type { DigestContent } from "./digests.ts";

const LINES_SHOWN = 25;

/** A digest for a chat, in plain words with **bold**: the videos themselves stand in its threads. */
export function digestInWords({ videos, failures, counts }: DigestContent): string {
  const facts = [
    `${counts.recorded} recorded`,
    ...(counts.approved > 0 ? [`${counts.approved} approved`] : []),
    ...(counts.viewed > 0 ? [`watched ${counts.viewed === 1 ? "once" : `${counts.viewed} times`}`] : []),
  ];
  const repos = [...new Set(videos.map(({ repo }) => repo))];
  const lines = [
    ...repos.flatMap((repo) => [
      `**${harmless(repo)}**`,
      ...videos.filter((video) => video.repo === repo).map((video) => `• ${harmless(videoLine(video))}`),
    ]),
    ...(failures.length > 0 ? ["**Not recorded**"] : []),
    ...failures.map(({ title, repo, reason }) => `• ${harmless(`${title} (${repo}): ${reason}`)}`),
  ];
  const more = lines.length > LINES_SHOWN ? [`and ${lines.length - LINES_SHOWN} more`] : [];
  return [`**Since the last digest**: ${facts.join(", ")}.`, ...lines.slice(0, LINES_SHOWN), ...more].join("\n");
}

function videoLine({ title, pr, author, views }: DigestContent["videos"][number]): string {
  const facts = [...(pr === undefined ? [] : [`PR ${pr}`]), author, ...(views > 0 ? [`${views} views`] : [])];
  return `${title} (${facts.join(", ")})`;
}

/** Titles come from anybody's pull request: they are on one line, mark nothing and call nobody. */
const harmless = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll("*", "")
    .replaceAll(/@(?=everyone|here|channel)/gi, "@\u200b")
    .replaceAll(/<(?=[!@#a-z])/gi, "<\u200b");
