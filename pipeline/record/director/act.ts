import type { PlanStep } from "../../plan/types.ts";
import type { Camera } from "../camera/camera.ts";
import type { Size } from "../stage.ts";
import type { Hand } from "./hand.ts";
import { pressNamed, typeText } from "./keys.ts";
import type { Found } from "./locate.ts";
import { framesIn } from "./pace.ts";
import { eased } from "./path.ts";
import type { Track } from "./track.ts";

export type Actor = { camera: Camera; hand: Hand; track: Track; size: Size; random: () => number };

const sliderMs = 700;

/**
 * Does what the step says to the element under the pointer. Every action ends when the input is given, not answered. A press
 * that could not reach a covered element is shown, and given to the element itself.
 */
export async function act(actor: Actor, step: PlanStep, found: Found, isCovered: boolean): Promise<void> {
  const { hand } = actor;
  switch (step.action) {
    case "type":
      await enter(actor, step.value ?? "", found);
      if (step.leaves) await pressNamed(actor.camera, "Tab");
      return;
    case "select":
      return choose(actor, step.value ?? "", found);
    case "submit":
      return submit(actor, found);
    case "hover":
    case "scroll":
    case "navigate":
      return;
    case "click":
    case "toggle":
      await hand.press({ dispatch: !isCovered });
      if (isCovered) await found.drawn.evaluate((element) => element.click());
  }
}

/** Text fields are typed into; sliders are drawn along; pickers without a drawn popup are set. */
async function enter(actor: Actor, value: string, found: Found): Promise<void> {
  const { camera, hand, track, random } = actor;
  if (found.kind === "select") return choose(actor, value, found);
  if (found.kind === "range") return slide(actor, Number(value), found);
  if (found.kind === "value") {
    await hand.press({ dispatch: false });
    await found.handle.evaluate(setValue, { value, isFinal: true });
    return;
  }
  await hand.press();
  const { secret, isEmpty, isMultiline } = await found.handle.evaluate((element) => {
    if (document.activeElement !== element) element.focus({ preventScroll: true });
    const field = element as HTMLInputElement;
    const text = "value" in element ? field.value : element.textContent;
    return { secret: field.type === "password", isEmpty: !text, isMultiline: element.tagName !== "INPUT" };
  });
  if (!isEmpty) {
    await pressNamed(camera, "ControlOrMeta+a");
    await camera.beat();
    if (value === "") await pressNamed(camera, "Delete");
  }
  await typeText(camera, track, isMultiline ? value : value.replace(/\s*\n\s*/g, " "), { secret, random });
}

/** The browser's own list is not drawn without a screen, so the press is shown and the value set. */
async function choose(actor: Actor, value: string, found: Found): Promise<void> {
  if (found.kind !== "select") {
    await actor.hand.press();
    return;
  }
  await actor.hand.press({ dispatch: false });
  await found.handle.evaluate((element, wanted) => {
    const select = element as unknown as HTMLSelectElement;
    const options = [...select.options].filter((one) => !one.disabled);
    const plain = (text: string) => text.trim().toLowerCase();
    const option =
      options.find((one) => one.value === wanted || one.label.trim() === wanted) ??
      options.find((one) => plain(one.label).includes(plain(wanted)) && wanted !== "") ??
      options.find((one) => !one.selected && one.value !== "");
    if (!option) return;
    select.focus({ preventScroll: true });
    option.selected = true;
    select.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, value);
}

async function slide({ camera, hand }: Actor, value: number, found: Found): Promise<void> {
  await hand.press({ dispatch: false });
  const from = await found.handle.evaluate((element) => Number((element as HTMLInputElement).value));
  const to = Number.isFinite(value) ? value : from;
  const frames = framesIn(sliderMs, camera.fps);
  for (let frame = 1; frame <= frames; frame++) {
    const value = String(from + (to - from) * eased(frame / frames));
    await found.handle.evaluate(setValue, { value, isFinal: frame === frames });
    if ((await camera.beat()).newDocument) return;
  }
}

/** A button is pressed; in a field, Enter is. */
async function submit({ camera, hand }: Actor, found: Found): Promise<void> {
  await hand.press();
  if (found.kind === "text") await pressNamed(camera, "Enter");
}

/** Runs in the page. Frameworks listen below the element's own `value`, so the prototype's setter is called. */
function setValue(element: HTMLElement, { value, isFinal }: { value: string; isFinal: boolean }): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set;
  element.focus({ preventScroll: true });
  setter?.call(element, value);
  element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  if (isFinal) element.dispatchEvent(new Event("change", { bubbles: true }));
}
