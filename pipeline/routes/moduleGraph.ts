import { posix } from "node:path";
import { type Links, readLinks } from "./links.ts";
import type { ResolveImport } from "./resolver.ts";
import { readSource } from "./sources.ts";

/** Files that a file uses without an import: components and functions that the framework finds by name. */
export type Unwritten = (file: string, text: string) => readonly string[];

/** Which of the repository's files uses which. Paths are relative to its root. */
export type ModuleGraph = {
  files: readonly string[];
  importsOf(file: string): readonly string[];
  /** Names that a file makes itself and gives to others. */
  namesOf(file: string): ReadonlySet<string>;
  /**
   * Every file that `file` is made of, with how many steps away it is; files that `stopAt` names are not looked into. Of an
   * index that only hands on, `name` says what is taken.
   */
  reach(file: string, stopAt?: (file: string) => boolean, name?: string | null): Map<string, number>;
};

/** A link to a file of the repository. `names` is null when all of it is taken. */
type Step = { file: string; names: readonly string[] | null };
type Resolved = {
  imports: Step[];
  handedOn: { file: string; name: string | null; imported: string | null }[];
  own: Set<string>;
};

const nothing: Resolved = { imports: [], handedOn: [], own: new Set() };

export function buildModuleGraph(
  rootDir: string,
  files: readonly string[],
  resolve: ResolveImport,
  unwritten: Unwritten = () => [],
): ModuleGraph {
  const known = new Set(files);
  const cache = new Map<string, Resolved>();
  const linksOf = (file: string): Resolved => {
    const cached = cache.get(file);
    if (cached) return cached;
    cache.set(file, nothing);
    const text = readSource(rootDir, file);
    const links = text === null ? nothing : resolved(file, readLinks(file, text), unwritten(file, text));
    cache.set(file, links);
    return links;
  };

  function resolved(file: string, { imports, handedOn, own, patterns }: Links, found: readonly string[]): Resolved {
    const target = (specifier: string): string | null => {
      const path = resolve(file, specifier);
      return path !== null && path !== file && known.has(path) ? path : null;
    };
    const steps = imports.flatMap(({ specifier, names }): Step[] => {
      const path = target(specifier);
      return path === null ? [] : [{ file: path, names }];
    });
    const whole = [...found.filter((path) => path !== file), ...globbed(file, patterns, files)];
    return {
      imports: [...steps, ...whole.map((path) => ({ file: path, names: null }))],
      handedOn: handedOn.flatMap(({ specifier, name, imported }) => {
        const path = target(specifier);
        return path === null ? [] : [{ file: path, name, imported }];
      }),
      own,
    };
  }

  const behindCache = new Map<string, Map<string, Step>>();

  /** Where a file that only hands on (an index of components) gets each of its names from. */
  function behind(file: string): Map<string, Step> {
    const cached = behindCache.get(file);
    if (cached) return cached;
    const found = new Map<string, Step>();
    // Known before it is filled: two indexes may hand on each other's names.
    behindCache.set(file, found);
    for (const one of linksOf(file).handedOn) {
      if (one.name !== null) {
        found.set(one.name, { file: one.file, names: one.imported === null ? null : [one.imported] });
        continue;
      }
      for (const name of [...linksOf(one.file).own, ...behind(one.file).keys()])
        if (!found.has(name)) found.set(name, { file: one.file, names: [name] });
    }
    return found;
  }

  const isIndex = ({ imports, handedOn, own }: Resolved): boolean =>
    handedOn.length > 0 && imports.length === 0 && own.size === 0;

  function stepsFrom({ file, names }: Step): Step[] {
    const links = linksOf(file);
    if (names !== null && isIndex(links)) {
      const found = names.flatMap((name) => behind(file).get(name) ?? []);
      if (found.length > 0) return found;
    }
    return [
      ...links.imports,
      ...links.handedOn.map((one) => ({
        file: one.file,
        names: one.name === null || one.imported === null ? null : [one.imported],
      })),
    ];
  }

  const reach = (
    start: string,
    stopAt: (file: string) => boolean = () => false,
    name: string | null = null,
  ): Map<string, number> => {
    const steps = new Map([[start, 0]]);
    const first: Step = { file: start, names: name === null ? null : [name] };
    const queue: { step: Step; distance: number }[] = [{ step: first, distance: 0 }];
    const seen = new Set<string>();
    for (const { step, distance } of queue) {
      const isHandedOn = step.names !== null && isIndex(linksOf(step.file));
      const key = isHandedOn ? `${step.file} ${step.names?.join()}` : step.file;
      if (seen.has(key)) continue;
      seen.add(key);
      if (step.file !== start && stopAt(step.file)) continue;
      for (const next of stepsFrom(step)) {
        // Going through an index is no step of its own.
        const away = distance + (isHandedOn ? 0 : 1);
        const known = steps.get(next.file);
        if (known === undefined || away < known) steps.set(next.file, away);
        queue.push({ step: next, distance: away });
      }
    }
    return steps;
  };

  const importsOf = (file: string): readonly string[] => {
    const { imports, handedOn } = linksOf(file);
    return [...new Set([...imports, ...handedOn].map((one) => one.file))];
  };
  return { files, importsOf, namesOf: (file) => linksOf(file).own, reach };
}

function globbed(file: string, patterns: readonly string[], files: readonly string[]): string[] {
  const full = patterns
    .filter((pattern) => pattern.startsWith("."))
    .map((pattern) => posix.join(posix.dirname(file), pattern));
  return full.length === 0
    ? []
    : files.filter((candidate) => full.some((pattern) => posix.matchesGlob(candidate, pattern)));
}
