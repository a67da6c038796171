import postcss, { type AtRule, type Declaration, type Root, type Rule } from "postcss";
import scss from "postcss-scss";
import selectorParser from "postcss-selector-parser";
import { squeeze } from "./syntax.ts";
import type { ChangedStyle } from "./types.ts";

/** Parses CSS and its dialects; null when it is beyond repair. */
export function parseStyles(path: string, text: string): Root | null {
  try {
    return path.endsWith(".css") ? postcss.parse(text) : scss.parse(text);
  } catch {
    return null;
  }
}

/** The blocks of a single-file component as one sheet; null when there are none. */
export function joinSheets(sheets: readonly Root[]): Root | null {
  const [first, ...others] = sheets;
  for (const { nodes } of others) first?.append(...nodes);
  return first ?? null;
}

/** Rules with declarations that the base does not have. A changed custom property stands for every rule that uses it. */
export function changedStyles(file: string, head: Root, base: Root | null): ChangedStyle[] {
  const before = rulesOf(base);
  const known = new Set(before.map(({ key }) => key));
  const found: ChangedStyle[] = [];
  const properties = changedProperties(head, base);
  const rules = rulesOf(head);
  for (const { rule, key, declarations } of rules) {
    const same = new Set(before.filter((one) => one.key === key).flatMap((one) => one.declarations.map(written)));
    const fresh = declarations.filter((declaration) => !same.has(written(declaration)));
    const lost = before
      .filter((one) => one.key === key)
      .flatMap((one) => one.declarations)
      .filter(({ prop }) => !declarations.some((own) => own.prop === prop));
    const changed = [...fresh, ...lost].map(({ prop }) => prop).filter((prop) => !isVariable(prop));
    if (changed.length > 0)
      found.push(...describe(file, rule, [...new Set(changed)], known.has(key) ? "altered" : "added"));
  }
  const kept = new Set(rules.map(({ key }) => key));
  for (const { rule, key, declarations } of before) {
    const lost = [...new Set(declarations.map(({ prop }) => prop))].filter((prop) => !isVariable(prop));
    if (!kept.has(key) && lost.length > 0) found.push(...describe(file, rule, lost, "altered"));
  }
  return [...found, ...usersOf(file, rules, properties)];
}

/** Rules that use one of the custom properties, or one that is made of them. */
export function usersOf(
  file: string,
  rules: readonly StyleRule[] | Root | null,
  properties: ReadonlySet<string>,
): ChangedStyle[] {
  if (properties.size === 0) return [];
  const all = Array.isArray(rules) ? (rules as StyleRule[]) : rulesOf(rules as Root | null);
  const uses = ({ value }: Written, names: ReadonlySet<string>): boolean =>
    [...names].some((name) =>
      name.startsWith("$")
        ? new RegExp(`\\${name}(?![\\w-])`).test(value)
        : new RegExp(`var\\(\\s*${name}\\s*[,)]`).test(value),
    );
  const names = new Set(properties);
  for (const { declarations } of all)
    for (const one of declarations) if (isVariable(one.prop) && uses(one, names)) names.add(one.prop);
  return all.flatMap(({ rule, declarations }) => {
    const changed = declarations.filter((one) => !isVariable(one.prop) && uses(one, names)).map(({ prop }) => prop);
    return changed.length > 0 ? describe(file, rule, changed, "altered") : [];
  });
}

/** Custom properties, and the variables of SCSS. */
const isVariable = (prop: string): boolean => /^(--|\$)[\w-]+$/.test(prop);

/** Variables that the base has too, with another value. */
export function changedProperties(head: Root, base: Root | null): Set<string> {
  const values = (root: Root | null): Map<string, string> => {
    const found = new Map<string, string>();
    root?.walkDecls(
      /^(--|\$)/,
      ({ prop, value, parent }) => void found.set(`${(parent as Rule).selector ?? ""} ${prop}`, squeeze(value)),
    );
    return found;
  };
  const before = values(base);
  return new Set(
    [...values(head)]
      .filter(([key, value]) => before.has(key) && before.get(key) !== value)
      .map(([key]) => key.split(" ").at(-1) ?? ""),
  );
}

type Written = Pick<Declaration, "prop" | "value" | "important">;
type StyleRule = { rule: Rule; key: string; declarations: Written[] };

function rulesOf(root: Root | null): StyleRule[] {
  const found: StyleRule[] = [];
  root?.walkRules((rule) => {
    const parent = rule.parent as AtRule | undefined;
    if (parent?.type === "atrule" && /keyframes$/.test(parent.name)) return;
    const declarations = (rule.nodes ?? []).flatMap((node): Written[] => {
      if (node.type === "decl") return [node];
      // Tailwind's utilities and the mixins of a dialect are declarations by another name.
      return node.type === "atrule" && /^(apply|include|extend)$/.test(node.name)
        ? [{ prop: `@${node.name}`, value: node.params, important: false }]
        : [];
    });
    found.push({ rule, key: `${mediaOf(rule) ?? ""} ${fullSelectors(rule).join(",")}`, declarations });
  });
  return found;
}

const written = ({ prop, value, important }: Written): string => `${prop}:${squeeze(value)}${important ? "!" : ""}`;

/** The conditions around a rule; layers are none. */
function mediaOf(rule: Rule): string | null {
  const found: string[] = [];
  for (let at = rule.parent; at && at.type !== "root"; at = at.parent as Rule["parent"]) {
    const { name, params } = at as AtRule;
    if (at.type === "atrule" && /^(media|container|supports)$/.test(name)) found.unshift(squeeze(params));
  }
  return found.length > 0 ? found.join(" and ") : null;
}

/** A nested rule's selectors, written out. */
function fullSelectors(rule: Rule): string[] {
  const outer = nearestRule(rule);
  if (!outer) return rule.selectors.map(squeeze);
  return fullSelectors(outer).flatMap((parent) =>
    rule.selectors.map((own) =>
      own.includes("&") ? squeeze(own.replaceAll("&", parent)) : `${parent} ${squeeze(own)}`,
    ),
  );
}

function nearestRule(rule: Rule): Rule | null {
  for (let at = rule.parent; at; at = at.parent as Rule["parent"]) if (at.type === "rule") return at as Rule;
  return null;
}

function describe(file: string, rule: Rule, properties: string[], change: ChangedStyle["change"]): ChangedStyle[] {
  const media = mediaOf(rule);
  return fullSelectors(rule).flatMap((written) => {
    const parts = splitStates(written);
    if (!parts) return [];
    return [{ file, line: rule.source?.start?.line ?? 1, ...parts, properties, change, media }];
  });
}

const structural =
  /^:(not|is|where|has|first-child|last-child|nth-child|nth-of-type|first-of-type|last-of-type|only-child|empty|root|host|global|local|deep|slotted)\b/;

/** Takes states (":hover") and drawn parts ("::before") off a selector, so that it finds an element at rest. */
function splitStates(written: string): { selector: string; states: string[] } | null {
  const states: string[] = [];
  try {
    const selector = selectorParser((root) => {
      root.walkPseudos((pseudo) => {
        if (pseudo.value.startsWith("::") || /^:(before|after)$/.test(pseudo.value)) return void pseudo.remove();
        if (/^:(global|local|deep|slotted)$/.test(pseudo.value) && pseudo.nodes.length > 0)
          return void pseudo.replaceWith(...pseudo.nodes.flatMap((node) => node.nodes));
        if (structural.test(pseudo.value)) return;
        states.push(pseudo.value.slice(1));
        pseudo.remove();
      });
    }).processSync(written);
    return { selector: squeeze(selector) || "*", states };
  } catch {
    return null;
  }
}
