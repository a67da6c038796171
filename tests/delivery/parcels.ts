import { openLetters } from "../../bot/delivery/letters.ts";
import type { Parcel } from "../../bot/delivery/parcel.ts";
import type { Delivery } from "../../convex/model/documents.ts";
import { fixtureVideo } from "../doors/fixtureVideo.ts";

export const letters = openLetters({
  writers: {},
  publicUrl: "https://aura.example.com",
  unsubscribeUrl: () => "https://aura.example.com/mail/unsubscribe/x",
});

type Wanted = Pick<Delivery, "channel" | "to"> & { marker?: string; title?: string; hasLink?: boolean };

let made: ReturnType<typeof fixtureVideo> | null = null;
const fixture = (): ReturnType<typeof fixtureVideo> => {
  made ??= fixtureVideo(2);
  return made;
};

/** A finished version on its way to somebody, as the packer would put it together. */
export async function videoParcel({
  channel,
  to,
  marker,
  title = "Coupons in the cart",
  hasLink = true,
}: Wanted): Promise<Parcel> {
  const { videoPath, posterPath } = await fixture();
  const mark = marker ?? crypto.randomUUID().replaceAll("-", "").slice(0, 24);
  const payload = { kind: "video" as const };
  const delivery = { _id: "d1", workspaceId: "w1", purpose: "copy", channel, to, marker: mark, payload };
  const run = { _id: "r1", repo: "acme/shop", pr: 1, repoUrl: "https://github.com/acme/shop", branch: "coupons" };
  return {
    delivery: delivery as unknown as Delivery,
    ...{ to, thread: null, slackThreadTs: null },
    workspace: { platform: "slack", externalId: "T1", name: "Acme" },
    content: {
      kind: "video",
      run: run as unknown as Extract<Parcel["content"], { kind: "video" }>["run"],
      commentId: null,
      gifPath: null,
      note: null,
      link: hasLink
        ? {
            watch: `https://aura.example.com/watch/${"x".repeat(43)}`,
            poster: "https://aura.example.com/p.jpg",
            preview: "https://aura.example.com/p.gif",
          }
        : null,
      post: {
        key: "version:v1",
        run: { id: "r1", title, repo: "acme/shop", pr: 1 },
        version: { id: "v1", number: 2, durationMs: 12_000, sizeBytes: 1_000 },
        filePath: videoPath,
        posterPath,
        summary: "3 s shorter",
        notShown: [],
        chapters: [
          {
            ...{ shotId: "s1", route: "/cart", action: "click" as const },
            startMs: 0,
            endMs: 1_000,
            label: "Apply coupon",
            changed: true,
          },
        ],
      },
    },
  };
}
