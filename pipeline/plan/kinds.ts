import type { ChangedElement } from "../diff/types.ts";
import type { PageElement } from "./types.ts";

/** What a person can do with a thing: fill it in, choose, pick from a list, press, follow, read, or only see. */
export type ThingKind = "field" | "choice" | "select" | "button" | "link" | "text" | "box";

export const isControl = (kind: ThingKind): boolean => kind !== "text" && kind !== "box";

const byRole: Record<string, ThingKind> = {
  textbox: "field",
  searchbox: "field",
  spinbutton: "field",
  slider: "field",
  checkbox: "choice",
  radio: "choice",
  switch: "choice",
  menuitemcheckbox: "choice",
  menuitemradio: "choice",
  combobox: "select",
  listbox: "select",
  button: "button",
  tab: "button",
  menuitem: "button",
  link: "link",
};

const byTag: Record<string, ThingKind> = {
  textarea: "field",
  select: "select",
  button: "button",
  a: "link",
  summary: "button",
};

const byComponent: readonly (readonly [RegExp, ThingKind])[] = [
  [/(Button|Btn)$/, "button"],
  [/(Input|Field|Textarea|TextArea|Slider)$/, "field"],
  [/(Checkbox|Switch|Toggle|Radio)$/, "choice"],
  [/(Select|Combobox|Dropdown|Autocomplete)$/, "select"],
  [/(Link|Anchor)$/, "link"],
];

/** Judged from its source. */
export function elementKind(element: ChangedElement): ThingKind {
  if (element.role && byRole[element.role]) return byRole[element.role] ?? "box";
  if (element.tag === "input") return inputKind(element.type ?? "text");
  if (element.tag === "label" && element.wraps) return "choice";
  const known = byTag[element.tag] ?? byComponent.find(([pattern]) => pattern.test(element.tag))?.[1];
  if (known) return known;
  if (/^[a-z]/.test(element.tag) && element.events.includes("click")) return "button";
  return element.ownTexts.length > 0 || element.labels.length > 0 ? "text" : "box";
}

function inputKind(type: string): ThingKind {
  if (type === "checkbox" || type === "radio") return "choice";
  if (/^(submit|button|reset|image)$/.test(type)) return "button";
  return type === "hidden" || type === "file" ? "box" : "field";
}

/** Judged from how it stands on the page. */
export function liveKind(live: PageElement): ThingKind {
  if (live.tag === "select") return "select";
  if (live.role === "combobox" && live.tag === "input") return "field";
  return byRole[live.role] ?? (live.text === "" ? "box" : "text");
}
