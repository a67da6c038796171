import type { ServerResponse } from "node:http";
import { escaped, plainPage } from "../webhooks/page.ts";

export type Button = { label: string; name: string; value: string; isQuiet?: boolean };

const style = `body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { box-sizing: border-box; width: min(30rem, 100vw - 1.5rem); padding: 2rem; border-radius: 14px; background: light-dark(#fffefb, #1f1d19); }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
button { font: inherit; font-weight: 600; padding: 0.65rem 1.2rem; border: 0; border-radius: 8px; cursor: pointer; background: light-dark(#ffdb4d, #e8bd2c); color: #1c1a16; }
button.quiet { background: light-dark(#ece8df, #2a2822); color: inherit; }
`;

/** A page of few words and a button or two, for whoever follows a link in a mail. The form goes to the page itself. */
export function mailPage({ title, text, buttons = [] }: { title: string; text: string; buttons?: readonly Button[] }) {
  const form = buttons.map(
    ({ label, name, value, isQuiet }) =>
      `<button name="${escaped(name)}" value="${escaped(value)}"${isQuiet ? ' class="quiet"' : ""}>${escaped(label)}</button>`,
  );
  const words = `<h1>${escaped(title)}</h1>\n<p>${escaped(text)}</p>`;
  const body = form.length > 0 ? `${words}\n<form method="post">${form.join("")}</form>` : words;
  return plainPage({ title, style, body });
}

/** For a link that leads nowhere (any more). */
export const linkIsOver = {
  title: "This link is over",
  text: "It was withdrawn, it is too old, or a part of it got lost on the way. Take it whole from where you found it, or ask for a new one.",
};

export function sendPage(response: ServerResponse, status: number, shown: Parameters<typeof mailPage>[0]): void {
  protect(response);
  response.setHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(mailPage(shown));
}

/** What only those see who were given the link, as it is now. */
export function protect(response: ServerResponse): void {
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-robots-tag", "noindex");
  response.setHeader("cache-control", "no-store");
}
