import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Column } from "@react-email/column";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Img } from "@react-email/img";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Row } from "@react-email/row";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import { type CSSProperties, type ElementType, createElement as h, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Block, Inline, Shown } from "./blocks.ts";
import type { Filled } from "./template.ts";

/** The mail as HTML. React escapes every text; addresses were checked where they came in. */
export function htmlMail({ subject, preview, blocks }: Filled): string {
  const isSmall = ({ kind }: Block): boolean => kind === "small";
  const body = blocks.filter((block) => !isSmall(block)).map(elementOf);
  const end = blocks.filter(isSmall).map(elementOf);
  const page = h(
    Html,
    { lang: "en", dir: "ltr" },
    h(
      Head,
      null,
      h("title", null, subject),
      h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      h("meta", { name: "color-scheme", content: "light dark" }),
      h("meta", { name: "supported-color-schemes", content: "light dark" }),
      h("style", null, sheet),
    ),
    h(
      Body,
      { className: "paper", style: style.paper },
      h(Preview, null, preview),
      h(
        Container,
        { style: style.outer },
        h(Section, { className: "sheet", style: style.sheet }, ...body),
        ...(end.length > 0 ? [h(Section, { className: "end", style: style.end }, ...end)] : []),
      ),
    ),
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

function elementOf(block: Block, index: number): ReactNode {
  const key = index;
  switch (block.kind) {
    case "heading": {
      const isTitle = block.level === 1;
      return h(
        Heading,
        {
          key,
          as: isTitle ? "h1" : block.level === 2 ? "h2" : "h3",
          className: "ink",
          style: style[`h${block.level}`],
        },
        ...inlines(block.content),
      );
    }
    case "paragraph":
      return h(Text, { key, className: "ink", style: style.text }, ...inlines(block.content));
    case "note":
      return h(
        Section,
        { key, className: "note", style: style.note },
        h(Text, { className: "ink", style: style.noteText }, ...inlines(block.content)),
      );
    case "small":
      return h(Text, { key, className: "soft", style: style.small }, ...inlines(block.content));
    case "button":
      return h(
        Section,
        { key, style: style.action },
        h(Button, { href: block.href, className: "button", style: style.button }, block.label),
      );
    case "list":
      return h(
        "ul",
        { key, className: "ink", style: style.list },
        ...block.items.map((item, at) => h("li", { key: at, style: style.item }, ...inlines(item))),
      );
    case "picture":
      return h(
        Section,
        { key, style: style.pictureRow },
        linked(block.href, picture(block.picture, block.alt, style.picture)),
      );
    case "chapters":
      return h(Section, { key, style: style.chapters }, ...block.items.map(chapter));
    case "card":
      return card(block, key);
  }
}

// Its own type wants the columns among the properties.
const Columns: ElementType = Row;

const chapter = ({ time, title }: { time: string; title: string }, key: number): ReactNode =>
  h(
    Columns,
    { key },
    h(Column, { className: "soft", style: style.time }, time),
    h(Column, { className: "ink", style: style.chapter }, title),
  );

const card = ({ picture: shown, title, href, facts }: Extract<Block, { kind: "card" }>, key: number): ReactNode =>
  h(
    Columns,
    { key, style: style.card },
    shown && h(Column, { style: style.thumb }, linked(href, picture(shown, title, style.thumbPicture))),
    h(
      Column,
      { style: style.cardWords },
      h(Link, { href, className: "ink", style: style.cardTitle }, title),
      h(Text, { className: "soft", style: style.cardFacts }, facts),
    ),
  );

const picture = ({ cid, widthPx, heightPx }: Shown, alt: string, look: CSSProperties): ReactNode =>
  // With any other priority React asks for the picture in the head too, and mail readers show an attachment twice.
  h(Img, { src: `cid:${cid}`, alt, width: widthPx, height: heightPx, fetchPriority: "low", style: look });

const linked = (href: string | undefined, child: ReactNode): ReactNode =>
  href ? h(Link, { href, style: style.bare }, child) : child;

function inlines(content: readonly Inline[]): ReactNode[] {
  return content.map(({ text, isStrong, isCode, isSoft, href }, key) => {
    const lines = text.split("\n").flatMap((line, at) => (at === 0 ? [line] : [h("br", { key: at }), line]));
    const marked = isCode
      ? h("code", { key, style: style.code }, ...lines)
      : isStrong
        ? h("strong", { key }, ...lines)
        : lines;
    if (href) return h(Link, { key, href, className: "link", style: style.link }, marked);
    return h("span", { key, ...(isSoft ? { className: "soft", style: style.soft } : {}) }, marked);
  });
}

// The colours of Aura's own page: ink on paper, and a marker pen.
const light = {
  paper: "#f6f4ef",
  sheet: "#fffefb",
  line: "#e0dbd0",
  ink: "#1c1a16",
  soft: "#6a655a",
  marker: "#ffdb4d",
  note: "#fbf3d3",
};
const dark = {
  paper: "#161512",
  sheet: "#1f1d19",
  line: "#34312a",
  ink: "#f3efe6",
  soft: "#a8a192",
  marker: "#e8bd2c",
  note: "#332d18",
};

const font = "Inter, -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

const style = {
  paper: { margin: 0, padding: 0, backgroundColor: light.paper, fontFamily: font },
  outer: { maxWidth: "600px", width: "100%", padding: "24px 12px" },
  sheet: { backgroundColor: light.sheet, borderRadius: "14px", padding: "28px 28px 32px" },
  end: { padding: "12px 28px 0" },
  h1: { color: light.ink, fontSize: "24px", lineHeight: "30px", fontWeight: 600, margin: "0 0 4px" },
  h2: { color: light.ink, fontSize: "17px", lineHeight: "24px", fontWeight: 600, margin: "32px 0 8px" },
  h3: { color: light.ink, fontSize: "15px", lineHeight: "22px", fontWeight: 600, margin: "14px 0 8px" },
  soft: { color: light.soft },
  text: { color: light.ink, fontSize: "15px", lineHeight: "23px", margin: "8px 0" },
  note: { backgroundColor: light.note, borderRadius: "8px", margin: "16px 0", padding: "12px 16px" },
  noteText: { color: light.ink, fontSize: "15px", lineHeight: "23px", margin: 0 },
  small: { color: light.soft, fontSize: "12px", lineHeight: "18px", margin: "6px 0" },
  action: { margin: "20px 0" },
  button: {
    backgroundColor: light.marker,
    color: "#1c1a16",
    borderRadius: "8px",
    fontSize: "15px",
    fontWeight: 600,
    padding: "12px 22px",
    textDecoration: "none",
  },
  list: { color: light.ink, fontSize: "15px", lineHeight: "23px", margin: "8px 0", paddingLeft: "20px" },
  item: { margin: "4px 0" },
  pictureRow: { margin: "16px 0" },
  picture: { width: "100%", height: "auto", borderRadius: "10px", display: "block" },
  chapters: { margin: "8px 0" },
  time: {
    color: light.soft,
    fontSize: "14px",
    lineHeight: "24px",
    width: "52px",
    verticalAlign: "top",
    fontVariantNumeric: "tabular-nums",
  },
  chapter: { color: light.ink, fontSize: "14px", lineHeight: "24px" },
  card: { margin: "12px 0" },
  thumb: { width: "132px", verticalAlign: "top" },
  thumbPicture: { width: "120px", height: "auto", borderRadius: "6px", display: "block" },
  cardWords: { verticalAlign: "top" },
  cardTitle: { color: light.ink, fontSize: "15px", lineHeight: "21px", fontWeight: 600, textDecoration: "none" },
  cardFacts: { color: light.soft, fontSize: "13px", lineHeight: "19px", margin: "2px 0 0" },
  link: { color: light.ink, textDecoration: "underline" },
  code: { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace", fontSize: "0.92em" },
  bare: { textDecoration: "none" },
} satisfies Record<string, CSSProperties>;

/** Mail readers that know a dark mode take these; the others show the light mail that stands inline. */
const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, body, body > table > tbody > tr > td { background-color: ${dark.paper} !important; }
  .sheet { background-color: ${dark.sheet} !important; }
  .note { background-color: ${dark.note} !important; }
  .ink { color: ${dark.ink} !important; }
  .soft { color: ${dark.soft} !important; }
  .link { color: inherit !important; }
  .button { background-color: ${dark.marker} !important; }
}
@media (max-width: 480px) {
  .sheet { padding: 20px 18px 24px !important; }
  .end { padding: 12px 18px 0 !important; }
}
`;
