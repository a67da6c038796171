import htm from "htm";
import { type ComponentChildren, h, type VNode } from "preact";

type Template = (strings: TemplateStringsArray, ...values: unknown[]) => VNode;

// The package declares itself as CommonJS to TypeScript; the module that the browser loads exports the function.
const tag = htm as unknown as (this: typeof h, ...parts: Parameters<Template>) => VNode;

/** JSX in template literals. Values become text or attributes, never markup. */
export const html: Template = tag.bind(h);

export type Children = ComponentChildren;

/**
 * **bold** and `code` become elements; everything else stays text. Words that a reply offers as an answer ("Say **undo**",
 * and all that a question names) can be pressed where `onSay` takes them.
 */
export function marked(text: string, onSay?: (words: string) => void): Children[] {
  const isQuestion = text.trimEnd().endsWith("?");
  let before = "";
  return text.split(/(\*\*.+?\*\*|`[^`\n]+`)/g).map((part) => {
    const sentence = before.slice(before.search(/[^.!?]*$/));
    before += part;
    if (part.startsWith("**") && part.length > 4) {
      const words = part.slice(2, -2);
      const isOffered = onSay && (isQuestion || /\bsay\b/i.test(sentence));
      return isOffered
        ? html`<button class="offer" onClick=${() => onSay(words)}>${words}</button>`
        : html`<strong>${words}</strong>`;
    }
    if (part.startsWith("`") && part.length > 2) return html`<code>${part.slice(1, -1)}</code>`;
    return part;
  });
}
