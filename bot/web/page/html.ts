import htm from "htm";
import { type ComponentChildren, h, type VNode } from "preact";

type Template = (strings: TemplateStringsArray, ...values: unknown[]) => VNode;

// The package declares itself as CommonJS to TypeScript; the module that the browser loads exports the function.
const tag = htm as unknown as (this: typeof h, ...parts: Parameters<Template>) => VNode;

/** JSX in template literals. Values become text or attributes, never markup. */
export const html: Template = tag.bind(h);

export type Children = ComponentChildren;

/** **bold** and `code` become elements; everything else stays text. */
export function marked(text: string): Children[] {
  return text.split(/(\*\*.+?\*\*|`[^`\n]+`)/g).map((part) => {
    if (part.startsWith("**") && part.length > 4) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (part.startsWith("`") && part.length > 2) return html`<code>${part.slice(1, -1)}</code>`;
    return part;
  });
}
