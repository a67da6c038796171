export type RouteConfidence = "high" | "medium" | "low";

/** A page of the app that may show the change. */
export type InferredRoute = {
  /** An address ("/cart"), or a pattern where it has parts to be filled in ("/products/:slug"). */
  route: string;
  /** The file that says so, relative to the repository's root. */
  source: string;
  confidence: RouteConfidence;
  reason: string;
  /** The changed files that this page is made of. */
  files: string[];
  /** It has parts to be filled in from links on the live site. */
  isDynamic: boolean;
  /** The diff added it. */
  isNew: boolean;
};

/** A page as the router or the file system declares it. Paths are relative to the repository's root. */
export type DeclaredRoute = {
  route: string;
  source: string;
  /** Line in `source` where it is declared; null for file-system routes. */
  line: number | null;
  /** What is drawn there: modules, and for components of the router's own file their names. */
  pages: RoutePage[];
};

export type RoutePage = { file: string; component: string | null };
