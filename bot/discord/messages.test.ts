import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { VideoPost } from "../platform.ts";
import { cut, limits, markdown } from "./markdown.ts";
import { controlOf, exportModal, videoContent, videoControls, videoEmbeds } from "./messages.ts";
import { inviteUrl, missingPermissions, neededPermissions } from "./permissions.ts";

const threadId = "k".repeat(32) as Id<"threads">;
const hostile = "**[free](https://evil.test/x_y)** <@1> @everyone `code` ||spoiler|| ";

const chapter = { shotId: "s1", route: "/cart", action: "click", changed: true, startMs: 65_000, endMs: 70_000 };

function post(words: string): VideoPost {
  return {
    thread: { id: threadId, workspaceId: "w" as Id<"workspaces">, channel: "1", threadKey: "2" },
    ...{ key: "k", filePath: "/v.mp4", posterPath: null, summary: words },
    run: { id: "r", title: words, repo: "shop", pr: 1 },
    version: { id: "v", number: 1, durationMs: 15_000, sizeBytes: 1_500_000 },
    notShown: Array.from({ length: 30 }, () => words),
    chapters: Array.from({ length: 30 }, () => ({ ...chapter, label: words })),
  };
}

describe("markdown", () => {
  it("keeps bold words, and nothing else that Discord would read as markup", () => {
    expect(markdown("I record **PR 1** now.")).toBe("I record **PR 1** now.");
    expect(markdown("a_b *c* `d` [e](f)")).toBe("a\\_b \\*c\\* \\`d\\` \\[e\\](f)");
    expect(markdown("2 ** 3")).toBe("2  3");
    expect(markdown("- one\n1. two\n# three\n> four")).toBe("\\- one\n1\\. two\n\\# three\n\\> four");
    expect(markdown("<@1> @everyone")).toBe("\\<\\@1\\> \\@everyone");
  });

  it("leaves addresses whole", () => {
    expect(markdown("see https://a.test/some_page_1 now")).toBe("see https://a.test/some_page_1 now");
  });

  it("cuts politely, never within an escape", () => {
    expect(cut("one two three", 100)).toBe("one two three");
    expect(cut("word ".repeat(100), 50)).toMatch(/^(word )+word…$/);
    expect(cut("\\_".repeat(100), 51)).not.toMatch(/\\…$/);
  });
});

describe("a video's message", () => {
  it("stays within Discord's limits, whatever the pull request says", () => {
    for (const words of [hostile, hostile.repeat(100), "x".repeat(10_000)]) {
      const video = post(words);
      expect(videoContent(video).length).toBeLessThanOrEqual(limits.content);
      const [embed] = videoEmbeds(video);
      const texts = [embed?.title ?? "", embed?.description ?? "", embed?.footer?.text ?? ""];
      expect(texts.join("").length).toBeLessThanOrEqual(6000);
      expect(embed?.footer?.text.length).toBeLessThanOrEqual(limits.footer);
      expect(embed?.description?.length).toBeLessThanOrEqual(limits.embedDescription);
    }
  });

  it("has controls that Discord takes and that name their conversation", () => {
    const kinds = [1, 2].flatMap((number) => [true, false].map((isReviewed) => ({ number, isReviewed })));
    for (const { number, isReviewed } of kinds) {
      const rows = videoControls({ ...post(""), version: { ...post("").version, number } }, isReviewed);
      const ids = rows.flatMap(({ components }) => components.map((one) => ("custom_id" in one ? one.custom_id : "")));
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) {
        expect(id.length).toBeLessThanOrEqual(100);
        expect(controlOf(id)).toMatchObject({ threadId });
      }
      expect(rows.map(({ components }) => components.length)).toEqual([number === 1 ? 3 : 4, isReviewed ? 2 : 1, 1]);
    }
    expect(controlOf("somebody else's")).toBeNull();
    expect(exportModal(threadId).components.length).toBeLessThanOrEqual(5);
  });
});

describe("permissions", () => {
  it("are named when they are missing, and asked for by the address in the guide", () => {
    const all = Object.values(neededPermissions).reduce((sum, bit) => sum | bit, 0n);
    expect(missingPermissions(all)).toEqual([]);
    expect(missingPermissions(8n)).toEqual([]);
    expect(missingPermissions(all & ~neededPermissions["Attach Files"])).toEqual(["Attach Files"]);
    const guide = readFileSync(new URL("../../docs/discord.md", import.meta.url), "utf8");
    expect(guide).toContain(inviteUrl("APPLICATION_ID"));
    for (const name of Object.keys(neededPermissions)) expect(guide).toContain(name);
  });
});
