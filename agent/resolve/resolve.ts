import { refusalOf } from "../../convex/model/legality.ts";
import type { EditCall } from "../tools/inputs.ts";
import { capital, set } from "../words.ts";
import { type CropInput, resolveCrop } from "./crop.ts";
import {
  type CaptionInput,
  type CursorInput,
  resolveCaption,
  resolveCursor,
  resolveStyle,
  type StyleInput,
} from "./look.ts";
import { type RedactInput, resolveRedact } from "./redact.ts";
import { type Resolution, refuse } from "./result.ts";
import { resolveShorten } from "./shorten.ts";
import { swallowedBy } from "./swallowed.ts";
import { resolveCut, resolveSpeed, resolveSplit, resolveTrim } from "./time.ts";
import type { EditView } from "./view.ts";
import { resolveZoom, type ZoomInput } from "./zoom.ts";

/** A call that edits, against the thread: the operations it comes to, a question, or why not. Pure. */
export function resolveEdit(view: EditView, call: EditCall): Resolution {
  const resolution = byTool(view, call);
  if (resolution.kind !== "operations") return resolution;
  const refusal = refusalOf([...view.draft.operations, ...resolution.operations], view.take);
  if (refusal) return refuse("illegal_operation", refusal.message);
  const swallowed = ofTime.has(call.tool) ? swallowedBy(view, resolution.operations) : null;
  if (!swallowed) return resolution;
  const { note } = resolution.told;
  return { ...resolution, told: { ...resolution.told, note: note ? `${note}. ${capital(swallowed)}` : swallowed } };
}

const ofTime = set("trim cut split shorten speed");

function byTool(view: EditView, call: EditCall): Resolution {
  switch (call.tool) {
    case "trim":
      return resolveTrim(view, call.input);
    case "cut":
      return resolveCut(view, call.input);
    case "split":
      return resolveSplit(view, call.input);
    case "shorten":
      return resolveShorten(view, given(call.input));
    case "speed":
      return resolveSpeed(view, given(call.input));
    case "zoom":
      return resolveZoom(view, given(call.input) as ZoomInput);
    case "crop":
      return resolveCrop(view, given(call.input) as CropInput);
    case "redact":
      return resolveRedact(view, given(call.input) as RedactInput);
    case "cursor_emphasis":
      return resolveCursor(view, given(call.input) as CursorInput);
    case "style_preset":
      return resolveStyle(view, given(call.input) as StyleInput);
    case "caption":
      return resolveCaption(view, given(call.input) as CaptionInput);
  }
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The input without the fields that were left undefined. */
function given<T extends object>(input: T): Given<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Given<T>;
}
