import type { MarkupElement } from "../markup.ts";
import { lineIndex, parseScript } from "../syntax.ts";
import { atTop, below, buildElement, type Piece, type Surroundings } from "./build.ts";
import { blank, componentNameOf, type Source } from "./source.ts";

type Reading = { text: string; lineAt(offset: number): number; found: MarkupElement[] };
type MarkdownNode = {
  type: string;
  value?: string;
  url?: string;
  alt?: string | null;
  depth?: number;
  ordered?: boolean | null;
  children?: MarkdownNode[];
  position?: { start: { line: number; offset?: number }; end: { line: number; offset?: number } } | undefined;
};

const frontmatterPattern = /^---\r?\n[\s\S]*?\r?\n---(?=\r?\n|$)/;

/** Reads a page of Markdown or MDX: its headings, paragraphs, items, links and pictures. Components in MDX are left out. */
export async function readMarkdown(path: string, text: string): Promise<Source> {
  const { fromMarkdown } = await import("mdast-util-from-markdown");
  const frontmatter = frontmatterPattern.exec(text)?.[0] ?? "";
  const body = blank(frontmatter) + text.slice(frontmatter.length);
  const reading: Reading = { text, lineAt: lineIndex(text), found: [] };
  visitAll(fromMarkdown(body) as MarkdownNode, atTop(componentNameOf(path)), reading);
  const imports = path.endsWith(".mdx") ? parseScript(`${path}.tsx`, importsOf(body)) : null;
  return { elements: reading.found, scripts: imports ? [imports] : [], sheets: [] };
}

/** MDX's imports stand at the start of lines; the rest is no script. */
const importsOf = (body: string): string =>
  body
    .split("\n")
    .map((line) => (/^(import|export) .*(from ["'].*["'];?|;)\s*$/.test(line) ? line : blank(line)))
    .join("\n");

const tagOf = ({ type, depth, ordered }: MarkdownNode): string | null => {
  switch (type) {
    case "heading":
      return `h${depth ?? 1}`;
    case "paragraph":
      return "p";
    case "list":
      return ordered ? "ol" : "ul";
    case "listItem":
      return "li";
    case "blockquote":
      return "blockquote";
    case "code":
      return "pre";
    case "link":
      return "a";
    case "image":
      return "img";
    case "table":
      return "table";
    case "tableRow":
      return "tr";
    case "tableCell":
      return "td";
    default:
      return null;
  }
};

function visitAll(parent: MarkdownNode, around: Surroundings, reading: Reading): void {
  for (const node of parent.children ?? []) {
    const tag = tagOf(node);
    if (tag === null) {
      visitAll(node, around, reading);
      continue;
    }
    const line = node.position?.start.line ?? 1;
    // The lines of an element's own text are its pieces'; an element around others has only its first.
    const isLeaf = tag === "pre" || tag === "img";
    const element = buildElement({
      tag,
      attributes: [
        ...(node.url === undefined
          ? []
          : [[tag === "img" ? "src" : "href", { kind: "text", text: node.url }] as const]),
        ...(node.alt ? [["alt", { kind: "text", text: node.alt }] as const] : []),
      ],
      attributeSource: `${node.url ?? ""} ${node.alt ?? ""}`,
      pieces: tag === "pre" ? [pieceOf(node, reading)] : inlinePieces(node, reading),
      tagLines: { from: line, to: isLeaf ? (node.position?.end.line ?? line) : line },
      around,
    });
    reading.found.push(element);
    visitAll(node, below(around, element), reading);
  }
}

/** The text that stands in the node itself, also in bold or code; a link's text is the link's. */
function inlinePieces(node: MarkdownNode, reading: Reading): Piece[] {
  return (node.children ?? []).flatMap((child) => {
    if (child.type === "text" || child.type === "inlineCode") return [pieceOf(child, reading)];
    return tagOf(child) === null && child.type !== "html" ? inlinePieces(child, reading) : [];
  });
}

function pieceOf(node: MarkdownNode, { text }: Reading): Piece {
  const { start, end } = node.position ?? { start: { line: 1, offset: 0 }, end: { line: 1, offset: 0 } };
  const source = text.slice(start.offset ?? 0, end.offset ?? 0);
  return { kind: "text", source, value: node.value ?? source, line: start.line };
}
