const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);

/** `head` and `body` are HTML, `style` is CSS; the title is plain text. */
type Parts = { title: string; head?: string; style: string; body: string };

/** A page without scripts for whoever follows a link, in the colours of the local page. */
export const plainPage = ({ title, head = "", style, body }: Parts): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
${head}<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f4ef, #161512); color: light-dark(#1c1a16, #f3efe6); }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
p { margin: 0; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid light-dark(#1757d8, #8db4ff); outline-offset: 2px; }
${style}</style>
<main>
${body}
</main>
</html>
`;
