const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);

export type Button = { label: string; name: string; value: string; isQuiet?: boolean };

/** A page of few words and a button or two, for whoever follows a link in a mail. No scripts; the form goes to the page itself. */
export function mailPage({ title, text, buttons = [] }: { title: string; text: string; buttons?: readonly Button[] }) {
  const form = buttons.map(
    ({ label, name, value, isQuiet }) =>
      `<button name="${html(name)}" value="${html(value)}"${isQuiet ? ' class="quiet"' : ""}>${html(label)}</button>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${html(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f4ef, #161512); color: light-dark(#1c1a16, #f3efe6); }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { box-sizing: border-box; width: min(30rem, 100vw - 1.5rem); padding: 2rem; border-radius: 14px; background: light-dark(#fffefb, #1f1d19); }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 0 0.5rem; }
p { margin: 0; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
button { font: inherit; font-weight: 600; padding: 0.65rem 1.2rem; border: 0; border-radius: 8px; cursor: pointer; background: light-dark(#ffdb4d, #e8bd2c); color: #1c1a16; }
button.quiet { background: light-dark(#ece8df, #2a2822); color: inherit; }
</style>
<main>
<h1>${html(title)}</h1>
<p>${html(text)}</p>
${form.length > 0 ? `<form method="post">${form.join("")}</form>` : ""}
</main>
</html>
`;
}
