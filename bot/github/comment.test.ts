import { describe, expect, it } from "vitest";
import type { EditVersion, Run } from "../../convex/model/documents.ts";
import { commentOf, markdown, refusalComment } from "./comment.ts";

const run = {
  _id: "r1",
  status: "completed",
  title: "Add coupons",
  summary: "The cart has a field for a coupon.",
  commitSha: "0123456789abcdef0123456789abcdef01234567",
  takeDurationMs: 15_000,
  ...{ width: 1280, height: 720, fps: 30 },
  shots: [
    { id: "s1", startMs: 0, endMs: 3_000, route: "/", action: "navigate", label: "Open", atMs: 500, changed: false },
    {
      id: "s2",
      startMs: 9_000,
      endMs: 12_000,
      route: "/",
      action: "click",
      label: "Apply",
      atMs: 9_500,
      changed: true,
    },
  ],
  notShown: [{ file: "a.ts", what: "The <limit>", reason: "server_only" }],
} as unknown as Run;
const version = (number: number) =>
  ({
    _id: `v${number}`,
    version: number,
    status: "completed",
    operations: [],
    durationMs: 15_000,
  }) as unknown as EditVersion;
const state = { run, versions: [version(1)], currentVersion: version(1), jobs: [], links: null, preview: null };

describe("the comment in a pull request", () => {
  it("shows the video, what changed and what is not shown", () => {
    const links = { watch: "https://a.dev/watch/t", poster: "https://a.dev/p.jpg", preview: "https://a.dev/p.gif" };
    expect(commentOf({ ...state, links })).toBe(`<!-- aura-bot -->
### Recorded: Add coupons

[![Watch the video](https://a.dev/p.jpg?v=v1)](https://a.dev/watch/t)

**[Watch the video](https://a.dev/watch/t)** (15 s)

The cart has a field for a coupon.

**What changed**
- \`0:09\` Apply

**What the video does not show**
- The &lt;limit&gt; \\(it runs on the server only\\)

<sub>Commit 0123456. \`/aura rerun\` records again.</sub>`);
  });

  it("stays within GitHub's limit, whatever a run holds", () => {
    const notShown = Array.from({ length: 5_000 }, () => ({
      file: "a",
      what: "`".repeat(9_000),
      reason: "server_only",
    }));
    const versions = Array.from({ length: 100 }, (_, index) => version(index + 1));
    const text = commentOf({ ...state, versions, run: { ...run, notShown } as unknown as Run });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/and 4985 more[\s\S]*and 90 more[\s\S]*<\/sub>$/);
  });

  it("lets no text from outside be more than text", () => {
    const said = markdown("<img src=x> **b** [a](https://evil.dev) @acme/team #1 GH-2 www.evil.dev\n### h `c`");
    expect(said).not.toMatch(/[<>]|[^\\][*`[\]()]|@acme|#1|#h|GH-2|https:\/\/|www\.|\n/);
    expect(refusalComment("see <!-- aura-bot -->").split("<!-- aura-bot -->")).toHaveLength(2);
  });
});
