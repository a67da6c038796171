/** What a mail consists of, before it is HTML or plain text. Every text is plain: each writer escapes for itself. */
export type Inline = { text: string; isStrong?: boolean; isCode?: boolean; isSoft?: boolean; href?: string };

export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; content: Inline[] }
  | { kind: "paragraph"; content: Inline[] }
  | { kind: "note"; content: Inline[] }
  /** Small print at the end. */
  | { kind: "small"; content: Inline[] }
  | { kind: "button"; label: string; href: string }
  | { kind: "list"; items: Inline[][] }
  | { kind: "picture"; picture: Shown; alt: string; href?: string }
  | { kind: "chapters"; items: { time: string; title: string }[] }
  /** One video among several: a small picture, its name, and what is to be said of it. */
  | { kind: "card"; picture?: Shown; title: string; href: string; facts: string };

/** A picture that travels with the mail. Its size is in pixels of the page; it shrinks on narrow ones. */
export type Shown = { cid: string; widthPx: number; heightPx: number };

export const plain = (text: string): Inline[] => [{ text }];
