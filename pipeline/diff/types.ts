/** Lines of a file, from 1, both ends included. */
export type LineRange = { from: number; to: number };

export type FileKind =
  | "page"
  | "component"
  | "route"
  | "source"
  | "style"
  | "asset"
  | "server"
  | "config"
  | "test"
  | "docs";

export type ChangedFile = {
  /** Relative to the repository's root, with forward slashes; a deleted file's old path. */
  path: string;
  /** Where it was, for renamed files. */
  previousPath?: string;
  status: "added" | "modified" | "deleted" | "renamed";
  isComponent: boolean;
  isPage: boolean;
  isRoute: boolean;
  /** With the dot: ".tsx". */
  extension: string;
  kind: FileKind;
  /** Lines of the head's text that the diff added or altered. */
  addedLines: LineRange[];
  /** Lines of the base's text that the diff took away or altered. */
  removedLines: LineRange[];
};

/** What about an element is different for a person who sees or uses it. */
export type ElementAspect = "text" | "label" | "class" | "style" | "behaviour" | "attribute" | "data";

/** An element of a template that the diff added, altered or took away, described by what may be found on the live page. */
export type ChangedElement = {
  file: string;
  /** Line in the head's text; in the base's for a removed one. */
  line: number;
  change: "added" | "altered" | "removed";
  aspects: ElementAspect[];
  /** As written: "button", "CouponField". */
  tag: string;
  /** The component that it is written in; null at the top of a file. */
  component: string | null;
  /** Static pieces of its own and its descendants' text, in order; pieces between dynamic parts stand apart. */
  texts: string[];
  /** Only what stands in the element itself. */
  ownTexts: string[];
  /** Names that a screen reader would find: aria-label, the text of its label, alt, title. */
  labels: string[];
  placeholder?: string;
  /** The `name` attribute. */
  name?: string;
  /** The `type` attribute. */
  type?: string;
  role?: string;
  testId?: string;
  id?: string;
  href?: string;
  pattern?: string;
  /** Classes that it always has. */
  classes: string[];
  /** Classes that it has now and then, or under another name (those of CSS modules). */
  someClasses: string[];
  /** Event handlers it has, without "on": "click". */
  events: string[];
  /** It is drawn only when some condition holds. */
  isConditional: boolean;
  /** It stands in a list, once for each item. */
  isRepeated: boolean;
  /** A label around a control, drawn in its place: the control's type. */
  wraps?: string;
  /** What it said on the base, when that was something else. */
  previousText?: string;
  /** What it was called on the base, when that was something else. */
  previousLabel?: string;
  /** The nearest element around it that can be told from others, for one that cannot be: an icon, a dot, a bare box. */
  holder?: ElementHolder;
  /** The unchanged file in which it is written, when what changed is something that it uses: `file` is then where the change is. */
  drawnIn?: string;
  /** Lines of its file that declare what it is made of and mean something else now: a styled tag, a class list, a table. */
  madeAt?: LineRange[];
};

/** What is known of an element around another, by which it may be found on the page. */
export type ElementHolder = {
  tag: string;
  texts: string[];
  labels: string[];
  classes: string[];
  testId?: string;
  id?: string;
  role?: string;
  href?: string;
};

/** A piece of text in code that the diff added. `compared` is one that the code compares something with. */
export type ChangedString = {
  file: string;
  line: number;
  value: string;
  kind: "text" | "key" | "compared" | "pattern";
  /** Of data and translations: the path of keys to it ("cart.title"), and what stood there on the base. */
  key?: string;
  previous?: string;
};

/** A style rule that the diff added or altered. */
export type ChangedStyle = {
  file: string;
  line: number;
  /** As a browser would take it once states are left out: ".card" for ".card:hover". */
  selector: string;
  /** The states it holds in: "hover", "focus-visible". */
  states: string[];
  properties: string[];
  change: "added" | "altered";
  /** Condition of a media or container query around it; null when it always holds. */
  media: string | null;
};

export type Commit = { sha: string; subject: string; body: string };

/** A changed file that could not be read, in words: "its template is written in pug". */
export type UnreadFile = { file: string; why: string };

export type DiffAnalysis = {
  changedFiles: ChangedFile[];
  componentFiles: ChangedFile[];
  pageFiles: ChangedFile[];
  routeFiles: ChangedFile[];
  /** The unified diff, without lockfiles. */
  diff: string;
  /** Full hashes of what was compared; `base` is where the two lines parted. */
  base: string;
  head: string;
  /** The head's own commits, oldest first. */
  commits: Commit[];
  elements: ChangedElement[];
  strings: ChangedString[];
  styles: ChangedStyle[];
  unread: UnreadFile[];
};
