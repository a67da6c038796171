import type { Block, Inline } from "./blocks.ts";
import { withoutBareHeadings } from "./template.ts";

/** The mail for whoever reads no HTML. Pictures are left out; what they link to is said once. */
export function plainText(blocks: readonly Block[]): string {
  const written = withoutBareHeadings(blocks.filter(({ kind }) => kind !== "picture")).map(textOf);
  return `${written.join("\n\n")}\n`;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case "heading": {
      const title = inline(block.content);
      return block.level === 3
        ? title
        : `${title}\n${(block.level === 1 ? "=" : "-").repeat(Math.min(title.length, 72))}`;
    }
    case "paragraph":
      return inline(block.content);
    case "note":
      return inline(block.content).replaceAll(/^/gm, "> ");
    case "small":
      return inline(block.content);
    case "button":
      return `${block.label}:\n${block.href}`;
    case "list":
      return block.items.map((item) => `- ${inline(item)}`).join("\n");
    case "picture":
      return "";
    case "chapters":
      return block.items.map(({ time, title }) => `${time}  ${title}`).join("\n");
    case "card":
      return `${block.title}\n${block.facts}\n${block.href}`;
  }
}

const inline = (content: readonly Inline[]): string =>
  content.map(({ text, href }) => (href ? `${text}: ${href}` : text)).join("");
