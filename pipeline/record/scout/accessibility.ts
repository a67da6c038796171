import type { CDPSession } from "playwright-core";

/** What a screen reader is told of an element. */
export type Spoken = { role: string; name: string; disabled: boolean; checked?: boolean; level?: number };

/** The engine's own role names that differ from ARIA's. */
const ariaNames: Record<string, string> = {
  image: "img",
  StaticText: "generic",
  none: "generic",
  presentation: "generic",
};

/** By the element's id in the engine. */
export async function readAccessibility(session: CDPSession): Promise<Map<number, Spoken>> {
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const spoken = new Map<number, Spoken>();
  for (const { backendDOMNodeId, ignored, role, name, properties = [] } of nodes) {
    if (ignored || backendDOMNodeId === undefined) continue;
    const value = (wanted: string): unknown => properties.find((property) => property.name === wanted)?.value.value;
    const checked = value("checked") ?? value("pressed");
    const level = value("level");
    const spokenRole = String(role?.value ?? "generic");
    spoken.set(backendDOMNodeId, {
      role: ariaNames[spokenRole] ?? (/^[a-z]/.test(spokenRole) ? spokenRole : "generic"),
      name: String(name?.value ?? "").trim(),
      disabled: value("disabled") === true,
      ...(checked === undefined ? {} : { checked: checked === true || checked === "true" || checked === "mixed" }),
      ...(typeof level === "number" ? { level } : {}),
    });
  }
  return spoken;
}
