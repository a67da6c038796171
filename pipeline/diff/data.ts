import { isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { ChangedString } from "./types.ts";

/** Texts of a JSON or YAML file that are new or other than on the base, each named by the path of its keys. */
export function changedTexts(file: string, head: string, base: string | null): ChangedString[] {
  const before = base === null ? new Map<string, Leaf>() : leavesOf(base);
  const known = new Set([...before.values()].map(({ value }) => value));
  return [...leavesOf(head)].flatMap(([path, { value, line }]) => {
    const previous = before.get(path)?.value;
    if (previous === value || (previous === undefined && known.has(value))) return [];
    return [{ file, line, value, kind: "text" as const, key: path, ...(previous === undefined ? {} : { previous }) }];
  });
}

type Leaf = { value: string; line: number };

/** JSON is YAML to this parser, which also tells where each text stands. */
function leavesOf(text: string): Map<string, Leaf> {
  const lines = new LineCounter();
  const found = new Map<string, Leaf>();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, strict: false, logLevel: "silent" });
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === "key" || typeof node.value !== "string" || node.value.trim() === "") return;
      const path = ancestors.flatMap((ancestor) => {
        if (ancestor === document || typeof ancestor !== "object" || ancestor === null || !("key" in ancestor))
          return [];
        return isScalar(ancestor.key) ? [String(ancestor.key.value)] : [];
      });
      const place = typeof key === "number" ? [...path, String(key)] : path;
      found.set(uniqueIn(found, place.join(".")), {
        value: node.value,
        line: lines.linePos(node.range?.[0] ?? 0).line,
      });
    },
  });
  return found;
}

/** Items of lists of objects share the path of their list. */
function uniqueIn(known: ReadonlyMap<string, unknown>, path: string): string {
  if (!known.has(path)) return path;
  for (let count = 2; ; count++) if (!known.has(`${path}#${count}`)) return `${path}#${count}`;
}

/** Every text of a translation file by its key ("cart.title"); empty when it does not parse. */
export function catalogOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const add = (value: unknown, path: string): void => {
    if (typeof value === "string") found.set(path, value);
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) add(inner, path === "" ? key : `${path}.${key}`);
  };
  try {
    add(text.trimStart().startsWith("{") ? JSON.parse(text) : parseDocument(text, { logLevel: "silent" }).toJS(), "");
  } catch {
    return new Map();
  }
  return found;
}
