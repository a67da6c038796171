import type { NotShown } from "../../convex/model/recording.ts";
import type { ChangedFile, DiffAnalysis } from "../diff/types.ts";
import type { InferredRoute } from "../routes/types.ts";
import { isControl } from "./kinds.ts";
import { plain } from "./live.ts";
import { isPageWide } from "./selectorMatch.ts";
import { isFindable, isOnlyBehaviour, type Thing } from "./things.ts";
import type { PlanStep } from "./types.ts";
import { describeThing } from "./words.ts";

export type Covering = {
  analysis: DiffAnalysis;
  routes: readonly InferredRoute[];
  things: readonly Thing[];
  shown: ReadonlySet<Thing>;
  /** Things that stood on a page but were left out of the demo. */
  seen: ReadonlySet<Thing>;
  steps: readonly PlanStep[];
  /** Why pages did not open, by route. */
  failures: ReadonlyMap<string, string>;
  /** Whether the pages that a file is part of show a login in their place. */
  needsLogin: (file: string) => boolean;
  /** Files that pages are made of on which the demo shows something different. */
  felt: ReadonlySet<string>;
  /** Pages that were compared with base and look the same, with the files that they are made of, and what they complain of. */
  alike: readonly { path: string; files: readonly string[]; consoleErrors: readonly string[] }[];
};

/** Everything that changed and is not in the video, with why. */
export function notShownOf(covering: Covering): NotShown[] {
  return [...covering.analysis.changedFiles.flatMap((file) => aboutFile(file, covering)), ...removals(covering)];
}

function aboutFile(file: ChangedFile, covering: Covering): NotShown[] {
  const what = `${verb[file.status]} ${file.path}`;
  const entry = (reason: NotShown["reason"], detail?: string): NotShown[] => [
    { file: file.path, what, reason, ...(detail ? { detail } : {}) },
  ];
  if (file.kind === "test") return entry("test_file");
  if (file.kind === "config") return entry("configuration");
  if (file.kind === "server") return entry("server_only");
  if (file.kind === "docs") return entry("no_visible_effect", "documentation");
  if (file.status === "deleted") return entry("no_visible_effect", "it is not there any more");

  const own = covering.things.filter((thing) => thing.file === file.path);
  const shown = own.filter((thing) => covering.shown.has(thing));
  if (shown.length > 0) return leftOut(file, own, covering);
  const route = covering.routes.find(({ files }) => files.includes(file.path));
  const failure = route && covering.failures.get(route.route);
  if (covering.felt.has(file.path)) return [];
  if (failure) return entry("not_reachable", failure);
  if (covering.needsLogin(file.path)) return entry("needs_login", loginAdvice);
  const same = covering.alike.find(({ files }) => files.includes(file.path));
  if (same) {
    const lack = own.some(isFindable) ? lackOfData(same.consoleErrors) : null;
    if (lack !== null) return entry("not_found_on_page", `${same.path} came up without its data: ${lack}`);
    return entry("no_visible_effect", `${same.path} looks the same before and after`);
  }
  const findable = own.filter(
    (thing) => isFindable(thing) && !(thing.source.kind === "style" && isPageWide(thing.source.style)),
  );
  if (findable.length === 0) {
    return isFelt(file, covering)
      ? []
      : entry(
          "no_visible_effect",
          own.length === 0 ? "no text, element or style in it changed" : "it styles the page as a whole",
        );
  }
  return route
    ? entry("not_found_on_page", `looked on ${route.route}`)
    : entry("not_reachable", "no page of the app uses it");
}

/** What a page says when its service does not answer; a missing font or tracker is none of it. */
const lackOfData = (consoleErrors: readonly string[]): string | null => {
  const complaint = consoleErrors.find((text) =>
    /failed to fetch|fetch failed|network ?error|AxiosError|status (?:code |of )?5\d\d|not valid JSON|end of JSON input/i.test(
      text,
    ),
  );
  return complaint === undefined ? null : (complaint.split("\n")[0] ?? "").slice(0, 120);
};

const loginAdvice = "the app asks for a login; give a saved one as a storageState file of Playwright";

const verb: Record<ChangedFile["status"], string> = {
  added: "new",
  modified: "changes in",
  deleted: "removed",
  renamed: "moved",
};

/** Of a file that is shown in part, the named controls and texts that are not. */
function leftOut(file: ChangedFile, own: readonly Thing[], { shown, seen, steps }: Covering): NotShown[] {
  const told = steps.filter(({ changed }) => changed).map(({ label }) => plain(label));
  const isTold = (name: string): boolean => told.some((label) => label.includes(plain(name)));
  // A label and its field are one thing to a viewer.
  const names = new Set(own.filter((thing) => shown.has(thing)).map(({ name }) => name));
  const missing = own.filter(
    (thing) =>
      !shown.has(thing) &&
      !names.has(thing.name) &&
      thing.source.kind === "element" &&
      thing.source.element.drawnIn === undefined &&
      thing.source.element.tag !== "option" &&
      thing.name !== null &&
      isFindable(thing) &&
      !isOnlyBehaviour(thing) &&
      !isOnlyRestyled(thing) &&
      !isTold(thing.name) &&
      (isControl(thing.kind) || thing.weight >= 5),
  );
  const missingByName = new Map(missing.map((thing) => [describeThing(thing), thing]));
  return [...missingByName].slice(0, 6).map(([what, thing]) => ({
    file: file.path,
    what,
    reason: "not_found_on_page",
    detail: seen.has(thing) ? "left out to keep the video short" : "it did not come up while the page was used",
  }));
}

/** Its words are as before, and its look may be, too. */
const isOnlyRestyled = ({ source }: Thing): boolean =>
  source.kind === "element" &&
  source.element.change === "altered" &&
  source.element.aspects.every((one) => one === "class" || one === "style");

/** Code without anything of its own to see shows through the pages that use it. */
const isFelt = (file: ChangedFile, { routes, shown }: Covering): boolean =>
  file.kind !== "style" &&
  file.kind !== "asset" &&
  routes.some(({ files }) => files.includes(file.path) && [...shown].some((thing) => files.includes(thing.file)));

/** What is gone can't be shown; the named ones are told. */
function removals({ analysis }: Covering): NotShown[] {
  const gone = analysis.elements.filter(
    ({ change, labels, texts }) => change === "removed" && (labels.length > 0 || texts.length > 0),
  );
  return gone.slice(0, 4).map(({ file, labels, texts, tag }) => ({
    file,
    what: `“${(labels[0] ?? texts.join(" ")).slice(0, 60)}” (${tag})`,
    reason: "no_visible_effect",
    detail: "it was removed",
  }));
}
