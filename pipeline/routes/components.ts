import { jsxElements } from "../diff/jsx.ts";
import { readSource, scriptsOf } from "./sources.ts";

/** Which components of one file draw which others of it: for apps whose pages stand beside their router. */
export function drawnTogether(rootDir: string, file: string): Map<string, Set<string>> {
  const text = readSource(rootDir, file);
  const draws = new Map<string, Set<string>>();
  for (const syntax of text === null ? [] : scriptsOf(file, text)) {
    for (const { component, tag } of jsxElements(syntax)) {
      if (component === null) continue;
      const tags = draws.get(component) ?? new Set();
      draws.set(component, tags.add(tag));
    }
  }
  return draws;
}

/** A component and all that it draws, directly or not. */
export function drawnBy(component: string, draws: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set([component]);
  for (const name of found) for (const tag of draws.get(name) ?? []) found.add(tag);
  return found;
}
