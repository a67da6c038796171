import type { ContextShot, ThreadContext } from "../context.ts";
import { set } from "../words.ts";

const uses: ReadonlySet<string> = set("type click select");
const isUsed = ({ action }: ContextShot): boolean => action !== undefined && uses.has(action);

/**
 * What came of a thing that was used, by its label: "when the code is accepted" is when the page says so, else the click that
 * follows; "… is rejected" is the first alert. Null where nothing of the kind is shown.
 */
export function outcomeOf({ shots }: ThreadContext, label: string, isGood: boolean): ContextShot | null {
  const isOfIt = (shot: ContextShot): boolean => shot.label === label && isUsed(shot);
  const at = isGood ? shots.findLastIndex(isOfIt) : shots.findIndex(isOfIt);
  if (at < 0) return null;
  const after = shots.slice(at + 1);
  const told = after.find((shot) => !isUsed(shot) && (shot.role === "alert") === !isGood && shot.action !== "navigate");
  return told ?? (isGood ? (after.find(({ action }) => action === "click") ?? null) : null);
}

/** What was typed, where the chapter is named by it: "GLOW15" of "Coupon code: GLOW15". */
export const typedValue = ({ label, title, action }: ContextShot): string | null =>
  action === "type" && title?.startsWith(`${label}: `) ? title.slice(label.length + 2) : null;
