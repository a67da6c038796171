import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { composeMail } from "./compose.ts";
import type { DigestLetter, VideoLetter } from "./letter.ts";
import { fillTemplate, MailTemplateError } from "./template.ts";

const unsubscribeUrl = "https://aura.example.com/mail/unsubscribe/a.b";
const letter: VideoLetter = {
  kind: "video",
  run: {
    id: "run1",
    title: "Coupons in the cart",
    repo: "acme/shop",
    prNumber: 12,
    prUrl: "https://github.com/acme/shop/pull/12",
  },
  version: { number: 1, summary: "Adds a coupon field.", durationMs: 34_200 },
  videoUrl: "https://aura.example.com/watch/x",
  whatChanged: [{ title: "Apply coupon", atMs: 12_000 }],
  notShown: [],
  chapters: [
    { title: "Open the cart", atMs: 0 },
    { title: "Apply coupon", atMs: 12_000 },
  ],
  unsubscribeUrl,
};
const digest: DigestLetter = {
  ...{
    kind: "digest",
    digestId: "d1",
    workspace: "Acme",
    period: "16 – 23 November",
    failures: [],
    more: 0,
    unsubscribeUrl,
  },
  counts: { recorded: 1, approved: 0, viewed: 0 },
  groups: [
    {
      repo: "acme/shop",
      authors: [
        {
          name: "Ana",
          videos: [
            {
              title: "Coupons",
              durationMs: 5_000,
              views: 1,
              isApproved: true,
              url: "https://aura.example.com/watch/x",
            },
          ],
        },
      ],
    },
  ],
};

async function picture(color: string, widthPx = 640): Promise<Buffer> {
  const canvas = createCanvas(widthPx, (widthPx * 9) / 16);
  const context = canvas.getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return await canvas.encode("png");
}
/** The smallest GIF there is, with so many bytes behind it. */
const gif = (more = 0): Buffer =>
  Buffer.concat([
    Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
    Buffer.alloc(more),
  ]);

describe("a template", () => {
  const template = (body: string): string => `---\nsubject: "S {{title}}"\npreview: "P"\n---\n${body}`;
  const filled = (body: string, slots: Parameters<typeof fillTemplate>[2]) =>
    fillTemplate("prompts/mail/x.md", template(body), slots);

  it("says which slot was given nothing, and which value has no slot", () => {
    expect(() => filled("{{name}}", { title: "t" })).toThrow(
      "prompts/mail/x.md has the slot {{name}}, and nothing was given for it; give a value or null.",
    );
    expect(() => filled("Hello", { title: "t", name: "Ana" })).toThrow(
      "prompts/mail/x.md has no slot {{name}}; add it, or leave the value out.",
    );
    expect(() => fillTemplate("x.md", "Hello", {})).toThrow(MailTemplateError);
    expect(() => filled("| a |\n", { title: "t" })).not.toThrow();
    expect(() => filled("```\ncode\n```", { title: "t" })).toThrow(/Markdown that mails do not know \(code\)/);
  });

  it("leaves out what has nothing to say, and headings with nothing below them", () => {
    const body =
      "# {{title}}\n\n## One\n\n{{one}}\n\n## Two\n\nIt is {{two}}.\n\n### Three\n\n{{three}}\n\n---\n\nThe end.";
    const { blocks } = filled(body, { title: "t", one: null, two: "2", three: "" });
    expect(blocks.map(({ kind }) => kind)).toEqual(["heading", "heading", "paragraph", "small"]);
  });

  it("never reads what stands in a slot as Markdown", () => {
    const title = "**[x](https://evil.example)** {{other}} # `code`";
    const { blocks, subject } = filled("{{title}}", { title });
    expect(blocks).toEqual([{ kind: "paragraph", content: [{ text: title }] }]);
    expect(subject).toBe(`S ${title}`);
  });

  it("links to the web alone", () => {
    const { blocks } = filled("[go]({{title}})", { title: "javascript:alert(1)" });
    expect(blocks).toEqual([{ kind: "paragraph", content: [{ text: "go" }] }]);
  });
});

describe("a mail", () => {
  it("says the same in HTML and in plain text", async () => {
    const { subject, html, text } = await composeMail({ ...letter, note: "Have a look" });
    expect(subject).toBe("Coupons in the cart (acme/shop #12)");
    for (const said of [
      "Coupons in the cart",
      "Have a look",
      "Adds a coupon field.",
      "Apply coupon",
      "0:12",
      unsubscribeUrl,
      letter.videoUrl,
      "https://github.com/acme/shop/pull/12",
    ]) {
      expect(html).toContain(said);
      expect(text).toContain(said);
    }
    expect(text).toContain("What changed\n------------\n\n0:12  Apply coupon");
    expect(text).not.toContain("Open the cart");
    expect((await composeMail({ ...letter, whatChanged: [] })).text).toContain(
      "Chapters\n--------\n\n0:00  Open the cart",
    );
    expect(html).not.toContain("Not in the video");
    expect(text).not.toContain("Not in the video");
    expect(html).not.toMatch(/\{\{|undefined|\[object/);
  });

  it("shows nobody's text as markup", async () => {
    const hostile = `<img src=x onerror=alert(1)> "quoted" & 'more' </title><script>`;
    const { html } = await composeMail({
      ...letter,
      ...{
        run: { ...letter.run, title: hostile, repo: hostile },
        note: hostile,
        whatChanged: [{ title: hostile, atMs: 0 }],
        notShown: [hostile],
      },
      ...{
        version: { number: 2, summary: hostile, durationMs: 1 },
        chapters: [
          { title: hostile, atMs: 0 },
          { title: hostile, atMs: 1 },
        ],
      },
    });
    expect(html).not.toMatch(/<script|<img src=x|onerror=alert\(1\)>/);
    expect(html.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)?.length).toBeGreaterThan(5);
  });

  it("lets no text begin another header", async () => {
    const title = "Hello\r\nBcc: victim@example.com\r\n\r\n<b>body</b>\u2028\u0000\u202egnp.exe";
    const mails = await Promise.all([
      composeMail({ ...letter, messageKey: title, run: { ...letter.run, id: title, title, repo: title } }),
      composeMail({ kind: "notice", subject: title, paragraphs: [title], unsubscribeUrl }),
      composeMail({ ...digest, workspace: title, digestId: title, period: title }),
      composeMail({
        kind: "confirmation",
        workspace: title,
        asker: title,
        what: title,
        confirmUrl: unsubscribeUrl,
        unsubscribeUrl,
      }),
      composeMail({ kind: "failure", run: { ...letter.run, title }, reason: title, unsubscribeUrl }),
    ]);
    for (const { subject, headers } of mails) {
      for (const value of [subject, ...Object.values(headers)]) expect(value).not.toMatch(/[\r\n\p{Cc}\u2028\u202e]/u);
      expect(subject.length).toBeLessThanOrEqual(150);
    }
    const wrong = { ...letter, unsubscribeUrl: "javascript:alert(1)" };
    await expect(composeMail(wrong)).rejects.toThrow(/address at which it can be stopped/);
  });

  it("is filed with the other mails of its run, and is one mail however often it is sent", async () => {
    const [first, again, edited, other] = await Promise.all([
      composeMail({ ...letter, messageKey: "k1" }),
      composeMail({ ...letter, messageKey: "k1" }),
      composeMail({ ...letter, messageKey: "k2", version: { ...letter.version, number: 2 } }),
      composeMail({ ...letter, messageKey: "k3", run: { ...letter.run, id: "run2" } }),
    ]);
    expect(first.headers).toEqual(again.headers);
    expect(first.headers["Message-ID"]).toMatch(/^<[0-9a-f]{32}\.m@aura\.example\.com>$/);
    expect(edited.headers["Message-ID"]).not.toBe(first.headers["Message-ID"]);
    expect(edited.headers["In-Reply-To"]).toBe(first.headers["In-Reply-To"]);
    expect(edited.headers.References).toBe(first.headers.References);
    expect(other.headers.References).not.toBe(first.headers.References);
    expect(edited.subject).toBe(`Re: ${first.subject}`);
  });

  it("can be stopped with one click, where that is safe", async () => {
    const { headers } = await composeMail(letter);
    expect(headers).toMatchObject({
      "List-Unsubscribe": `<${unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const plain = await composeMail({ ...letter, unsubscribeUrl: "http://localhost:3001/mail/unsubscribe/a.b" });
    expect(plain.headers).not.toHaveProperty("List-Unsubscribe-Post");
  });

  it("carries the poster with a play badge, and a GIF up to 1 MB", async () => {
    const { inline, html } = await composeMail({ ...letter, posterPath: await picture("#ff0000"), gifPath: gif() });
    expect(inline.map(({ fileName, contentType }) => [fileName, contentType])).toEqual([
      ["poster.jpg", "image/jpeg"],
      ["preview.gif", "image/gif"],
    ]);
    for (const { cid } of inline) expect(html).toContain(`src="cid:${cid}"`);
    const shown = await loadImage(inline[0]?.content ?? Buffer.alloc(0));
    const canvas = createCanvas(shown.width, shown.height);
    const context = canvas.getContext("2d");
    context.drawImage(shown, 0, 0);
    const [red = 0, green = 0, blue = 0] = context.getImageData(shown.width / 2, shown.height / 2, 1, 1).data;
    expect(Math.min(red, green, blue)).toBeGreaterThan(240);
    const [cornerRed = 0, cornerGreen = 0] = context.getImageData(4, 4, 1, 1).data;
    expect(cornerRed).toBeGreaterThan(240);
    expect(cornerGreen).toBeLessThan(20);
  });

  it("goes without pictures that are none or too large", async () => {
    const broken = await composeMail({ ...letter, posterPath: Buffer.from("no picture"), gifPath: gif(1_000_000) });
    expect(broken.inline).toEqual([]);
    const missing = await composeMail({
      ...letter,
      posterPath: "/nowhere/poster.jpg",
      gifPath: "/nowhere/preview.gif",
    });
    expect(missing.inline).toEqual([]);
    expect(missing.html).not.toContain("cid:");
  });
});

describe("a digest", () => {
  it("shows each picture once, however often it is used", async () => {
    const poster = await picture("#00ff00");
    const video = { title: "A", durationMs: 1_000, views: 0, isApproved: false, url: letter.videoUrl, poster };
    const groups = [{ repo: "acme/shop", authors: [{ name: "Ana", videos: [video, { ...video, title: "B" }] }] }];
    const { html, inline } = await composeMail({ ...digest, groups });
    expect(inline).toHaveLength(2);
    for (const { cid } of inline) expect(html.split(`cid:${cid}`)).toHaveLength(2);
  });

  it("speaks of the reel and of failures when there are any", async () => {
    const without = await composeMail(digest);
    expect(without.text).not.toMatch(/reel|Not recorded/);
    const reel = { url: "https://aura.example.com/mail/reel/a.b", durationMs: 62_000, chapters: letter.chapters };
    const failures = [{ title: "New checkout", repo: "acme/shop", reason: "It did not start." }];
    const { text } = await composeMail({ ...digest, reel, failures, more: 3 });
    expect(text).toContain("The reel, 1 min 2 s");
    expect(text).toContain("- New checkout (acme/shop): It did not start.");
    expect(text).toContain("And 3 more videos.");
    expect(text).toMatch(/Coupons\n0:05 · approved · 1 view\n/);
  });
});
