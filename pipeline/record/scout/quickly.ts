import type { PlanStep } from "../../plan/types.ts";
import type { Found } from "../director/locate.ts";

const limitMs = 1000;

/** Does a step without any show. False when it cannot be done, on a covered element for one. */
export async function doQuickly(step: PlanStep, { handle, kind }: Found): Promise<boolean> {
  const value = step.value ?? "";
  const work = async () => {
    if (step.action === "hover") return handle.hover({ timeout: limitMs });
    if (step.action === "scroll") return handle.scrollIntoViewIfNeeded({ timeout: limitMs });
    if (kind === "select") return chooseOption();
    if (step.action === "type") return fill();
    if (step.action === "submit" && kind === "text") return handle.press("Enter", { timeout: limitMs });
    if (kind === "check") return handle.setChecked(!(await handle.isChecked()), { timeout: limitMs, force: true });
    return handle.click({ timeout: limitMs });
  };
  const fill = async () => {
    await handle.fill(value, { timeout: limitMs });
    if (step.leaves) await handle.press("Tab", { timeout: limitMs });
  };
  const chooseOption = async () => {
    const byLabel = await handle.selectOption({ label: value }, { timeout: limitMs }).catch(() => null);
    if (!byLabel) await handle.selectOption(value, { timeout: limitMs });
  };
  return work().then(
    () => true,
    () => false,
  );
}
