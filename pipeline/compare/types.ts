import type { Box } from "../../convex/model/recording.ts";
import type { PageElement } from "../plan/types.ts";

/** What about an element is different for a viewer. `pixels`: only its picture tells. */
export type SeenAspect = "text" | "look" | "drawing" | "state" | "place" | "pixels";

/** One thing that a viewer sees differently on head than on base. */
export type Difference = {
  kind: "added" | "removed" | "moved" | "altered";
  /** Why `altered` ones are; empty for the others. */
  aspects: SeenAspect[];
  /** What a person calls it: its name, its text, or what it is. */
  label: string;
  /** CSS pixels of head's document; of a removed one, where it would stand. */
  box: Box;
  /** On head. Of a removed one, what stands nearest to its place now; null when nothing does. */
  element: PageElement | null;
  /** On base; null for an added one. */
  was: PageElement | null;
  /** Computed styles that differ: "color: rgb(0, 0, 0) → rgb(255, 0, 0)". */
  styles: string[];
};
