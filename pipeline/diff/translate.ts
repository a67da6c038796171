import { readBlobs } from "./blobs.ts";
import { isTranslation } from "./classify.ts";
import { catalogOf } from "./data.ts";
import type { MarkupElement } from "./markup.ts";
import { isMarked, translated } from "./messages.ts";

const mostCatalogs = 40;

/** Puts a revision's English texts in the place of the keys that its elements show; a key that nobody knows says nothing. */
export async function translateElements(
  repoDir: string,
  listFiles: () => Promise<ReadonlyMap<string, string>>,
  elements: readonly MarkupElement[],
): Promise<void> {
  const needs = elements.filter(
    ({ texts, attributes }) =>
      texts.some(isMarked) || [...attributes.values()].some((value) => value.kind === "text" && isMarked(value.text)),
  );
  if (needs.length === 0) return;
  const catalog = await readCatalog(repoDir, await listFiles());
  for (const element of needs) {
    element.texts = element.texts.flatMap((text) => translated(text, catalog) ?? []);
    for (const [name, value] of element.attributes) {
      if (value.kind !== "text" || !isMarked(value.text)) continue;
      const text = translated(value.text, catalog);
      element.attributes.set(
        name,
        text === null ? { kind: "code", texts: [], source: value.text } : { kind: "text", text },
      );
    }
  }
}

async function readCatalog(repoDir: string, files: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const all = [...files.keys()].filter(isTranslation);
  const english = all.filter((path) => /(^|[/._-])en([-_](US|GB|us|gb))?([/.]|$)/.test(path));
  const chosen = (english.length > 0 ? english : all).sort((a, b) => a.length - b.length).slice(0, mostCatalogs);
  const texts = await readBlobs(
    repoDir,
    chosen.map((path) => files.get(path) ?? ""),
  );
  const catalog = new Map<string, string>();
  for (const path of chosen) {
    const text = texts.get(files.get(path) ?? "");
    const namespace =
      path
        .split("/")
        .at(-1)
        ?.replace(/\.\w+$/, "") ?? "";
    for (const [key, value] of text === undefined ? [] : catalogOf(text)) {
      for (const name of [key, key.replace(/^en([-_]\w+)?\./, ""), `${namespace}.${key}`])
        if (!catalog.has(name)) catalog.set(name, value);
    }
  }
  return catalog;
}
