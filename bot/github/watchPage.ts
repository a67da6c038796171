import { escaped, plainPage } from "../webhooks/page.ts";

/** `path` is the page's own; its files are below it. */
type Watched = { title: string; summary: string; posterUrl: string | null; path: string; publicUrl: string };

const style = `body { margin: 0; }
main { box-sizing: border-box; max-width: 1200px; margin: 0 auto; padding: clamp(0.75rem, 3vw, 2rem); }
video { display: block; width: 100%; max-height: calc(100dvh - 10rem); border-radius: 12px; background: #11100d; }
h1 { margin-top: 1.25rem; }
p { max-width: 44rem; color: light-dark(#6a655a, #a8a192); }
`;

/** One video. Chats that unfold links show its title and poster. */
export function watchPage({ title, summary, posterUrl, path, publicUrl }: Watched): string {
  const name = title || "A recording";
  const files = escaped(path);
  const property = (of: string, content: string): string =>
    content && `<meta property="${of}" content="${escaped(content)}">\n`;
  const head =
    property("og:type", "video.other") +
    property("og:title", name) +
    property("og:description", summary) +
    (posterUrl === null
      ? ""
      : `${property("og:image", `${publicUrl.replace(/\/+$/, "")}${path}/poster.jpg`)}<meta name="twitter:card" content="summary_large_image">\n`);
  const poster = posterUrl === null ? "" : ` poster="${files}/poster.jpg"`;
  const body = `<video controls playsinline preload="metadata" aria-label="${escaped(name)}"${poster} src="${files}/video.mp4"></video>
<h1>${escaped(name)}</h1>
<p>${escaped(summary)}</p>`;
  return plainPage({ title: name, head, style, body });
}
