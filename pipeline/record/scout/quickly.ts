import type { PlanStep } from "../../plan/types.ts";
import type { Found } from "../director/locate.ts";

const limitMs = 2000;

/** Does a step without any show. A step that fails is left: the snapshot tells what came of it. */
export async function doQuickly(step: PlanStep, { handle, kind }: Found): Promise<void> {
  const value = step.value ?? "";
  const work = async () => {
    if (step.action === "hover") return handle.hover({ timeout: limitMs });
    if (step.action === "scroll") return handle.scrollIntoViewIfNeeded({ timeout: limitMs });
    if (kind === "select") return chooseOption();
    if (step.action === "type") return handle.fill(value, { timeout: limitMs });
    if (step.action === "submit" && kind === "text") return handle.press("Enter", { timeout: limitMs });
    if (kind === "check") return handle.setChecked(!(await handle.isChecked()), { timeout: limitMs, force: true });
    return handle.click({ timeout: limitMs });
  };
  const chooseOption = async () => {
    const byLabel = await handle.selectOption({ label: value }, { timeout: limitMs }).catch(() => null);
    if (!byLabel) await handle.selectOption(value, { timeout: limitMs });
  };
  await work().catch(() => {});
}
