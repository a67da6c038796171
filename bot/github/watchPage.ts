type Watched = { title: string; summary: string; posterUrl: string | null; path: string };

/** One video on a page without scripts. */
export function watchPage({ title, summary, posterUrl, path }: Watched): string {
  const name = html(title || "A recording");
  const poster = posterUrl === null ? "" : ` poster="${html(path)}/poster.jpg"`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 1100px; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.25rem; margin: 1rem 0 0.25rem; }
p { margin: 0; }
video { width: 100%; border-radius: 8px; background: #000; }
</style>
<video controls playsinline preload="metadata"${poster} src="${html(path)}/video.mp4"></video>
<h1>${name}</h1>
<p>${html(summary)}</p>
</html>
`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);
