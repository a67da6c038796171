import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fromMarkdown } from "mdast-util-from-markdown";
import { parse } from "yaml";
import { z } from "zod";
import type { Block, Inline } from "./blocks.ts";
import { cleanLine, cleanText, safeUrl } from "./clean.ts";

/** What stands in a slot: a text, or blocks (then the slot is a paragraph of its own), or null for nothing. */
export type Slots = Readonly<Record<string, string | readonly Block[] | null>>;

export type Filled = { subject: string; preview: string; blocks: Block[] };

/** A template and what was given for it do not go together. */
export class MailTemplateError extends Error {
  readonly code = "mail_template";
}

const folder = new URL("../../../prompts/mail/", import.meta.url);
const headSchema = z.object({ subject: z.string(), preview: z.string() });

/** The mail that `prompts/mail/NAME.md` makes of these slots. */
export const filledMail = (name: string, slots: Slots): Filled =>
  fillTemplate(`prompts/mail/${name}.md`, readFileSync(fileURLToPath(new URL(`${name}.md`, folder)), "utf8"), slots);

/**
 * Fills a template: a head with `subject` and `preview`, then Markdown with `{{named}}` slots. Markdown is read before the slots
 * are filled, so that nothing in a slot is ever Markdown. A paragraph whose slot is empty is left out, and so is a heading with
 * nothing below it. Throws MailTemplateError when the template names a slot that was not given, or the reverse.
 */
export function fillTemplate(path: string, source: string, slots: Slots): Filled {
  const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source) ?? [];
  const told = headSchema.safeParse(head === "" ? {} : parse(head));
  if (!told.success) throw new MailTemplateError(`${path} must begin with a head that gives subject and preview.`);
  checkSlots(path, source, slots);
  const { subject, preview } = told.data;
  const blocks = fromMarkdown(body).children.flatMap((node) => blocksOf(node, slots, path));
  return {
    subject: cleanLine(textOf(subject, slots)),
    preview: cleanLine(textOf(preview, slots)),
    blocks: withoutBareHeadings(withSmallPrint(blocks)),
  };
}

const slotPattern = /\{\{(\w+)\}\}/g;
const namesIn = (text: string): string[] => [...text.matchAll(slotPattern)].map(([, name = ""]) => name);

function checkSlots(path: string, source: string, slots: Slots): void {
  const named = new Set(namesIn(source));
  for (const name of named) {
    if (slots[name] === undefined) {
      throw new MailTemplateError(
        `${path} has the slot {{${name}}}, and nothing was given for it; give a value or null.`,
      );
    }
  }
  for (const name of Object.keys(slots)) {
    if (!named.has(name))
      throw new MailTemplateError(`${path} has no slot {{${name}}}; add it, or leave the value out.`);
  }
}

type Written = Block | { kind: "rule" };
type Node = ReturnType<typeof fromMarkdown>["children"][number];
type Phrase = Extract<Node, { type: "paragraph" }>["children"][number];

function blocksOf(node: Node, slots: Slots, path: string): Written[] {
  switch (node.type) {
    case "heading": {
      const content = inlinesOf(node.children, slots, path);
      return content === null
        ? []
        : [{ kind: "heading", level: node.depth === 1 ? 1 : node.depth === 2 ? 2 : 3, content }];
    }
    case "paragraph":
      return paragraphOf(node.children, slots, path);
    case "blockquote":
      return node.children
        .flatMap((child) => blocksOf(child, slots, path))
        .map((block) => (block.kind === "paragraph" ? { kind: "note", content: block.content } : block));
    case "list": {
      const items = node.children.flatMap(({ children }) => {
        const [first] = children.flatMap((child) => blocksOf(child, slots, path));
        return first?.kind === "paragraph" ? [first.content] : [];
      });
      return items.length === 0 ? [] : [{ kind: "list", items }];
    }
    case "thematicBreak":
      return [{ kind: "rule" }];
    default:
      throw new MailTemplateError(
        `${path} uses Markdown that mails do not know (${node.type}); write plain paragraphs.`,
      );
  }
}

function paragraphOf(children: readonly Phrase[], slots: Slots, path: string): Written[] {
  const [only] = children;
  if (children.length === 1 && only?.type === "text") {
    const name = /^\{\{(\w+)\}\}$/.exec(only.value)?.[1];
    const given = name === undefined ? undefined : slots[name];
    if (given !== undefined && given !== null && typeof given !== "string") return [...given];
  }
  const content = inlinesOf(children, slots, path);
  if (content === null) return [];
  const [first] = content;
  // A link in bold that stands alone is what the mail wants to be done.
  if (content.length === 1 && first?.isStrong && first.href) {
    return [{ kind: "button", label: first.text, href: first.href }];
  }
  return [{ kind: "paragraph", content }];
}

/** Null when a slot among them is empty. */
function inlinesOf(
  nodes: readonly Phrase[],
  slots: Slots,
  path: string,
  marks: Omit<Inline, "text"> = {},
): Inline[] | null {
  const inlines: Inline[] = [];
  for (const node of nodes) {
    const made = inlineOf(node, slots, path, marks);
    if (made === null) return null;
    inlines.push(...made);
  }
  return inlines;
}

function inlineOf(node: Phrase, slots: Slots, path: string, marks: Omit<Inline, "text">): Inline[] | null {
  switch (node.type) {
    case "text":
    case "inlineCode": {
      if (namesIn(node.value).some((name) => isEmpty(slots[name]))) return null;
      const text = cleanText(textOf(node.value, slots));
      return [{ text, ...marks, ...(node.type === "inlineCode" ? { isCode: true } : {}) }];
    }
    case "strong":
      return inlinesOf(node.children, slots, path, { ...marks, isStrong: true });
    case "emphasis":
      return inlinesOf(node.children, slots, path, { ...marks, isSoft: true });
    case "link": {
      if (namesIn(node.url).some((name) => isEmpty(slots[name]))) return null;
      const href = safeUrl(textOf(node.url, slots));
      return inlinesOf(node.children, slots, path, href ? { ...marks, href } : marks);
    }
    default:
      throw new MailTemplateError(`${path} uses Markdown that mails do not know (${node.type}); write plain text.`);
  }
}

const isEmpty = (given: Slots[string] | undefined): boolean =>
  given === undefined || given === null || given === "" || typeof given !== "string";

const textOf = (text: string, slots: Slots): string =>
  text.replaceAll(slotPattern, (_, name: string) => {
    const given = slots[name];
    return typeof given === "string" ? given : "";
  });

/** Paragraphs after a rule are small print. */
function withSmallPrint(blocks: readonly Written[]): Block[] {
  const at = blocks.findIndex(({ kind }) => kind === "rule");
  return blocks.flatMap((block, index): Block[] => {
    if (block.kind === "rule") return [];
    const isSmall = at >= 0 && index > at && block.kind === "paragraph";
    return [isSmall ? { kind: "small", content: block.content } : block];
  });
}

/** A heading whose part is empty goes; one that introduces smaller headings stays when one of these does. */
export function withoutBareHeadings(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks.toReversed()) {
    const below = kept.at(-1);
    const isBare =
      block.kind === "heading" &&
      block.level > 1 &&
      (below === undefined || below.kind === "small" || (below.kind === "heading" && below.level <= block.level));
    if (!isBare) kept.push(block);
  }
  return kept.toReversed();
}
