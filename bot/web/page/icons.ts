import type { VNode } from "preact";
import { html } from "./html.ts";

const paths = {
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
  send: "M12 19V5M5.5 11.5 12 5l6.5 6.5",
  download: "M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M5 19.5h14",
  expand: "M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15",
  restore: "M4.5 5v5h5M5 10a7.5 7.5 0 1 1-.4 4",
  plus: "M12 5v14M5 12h14",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6 6 18",
  film: "M4 5.5h16v13H4zM8 5.5v13M16 5.5v13M4 10h4M4 14h4M16 10h4M16 14h4",
} as const;

export type IconName = keyof typeof paths;
const filled: readonly IconName[] = ["play", "pause"];

/** Decoration: the button around it carries the name. */
export function icon(name: IconName): VNode {
  const isFilled = filled.includes(name);
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"
    fill=${isFilled ? "currentColor" : "none"} stroke=${isFilled ? "none" : "currentColor"}><path d=${paths[name]} /></svg>`;
}
