import type { VNode } from "preact";
import type { ThreadEntry } from "../pageTypes.ts";
import { html } from "./html.ts";
import { icon } from "./icons.ts";

export type RailProps = { threads: ThreadEntry[] | null; openId: string | null; repo: string | null };

/** Earlier conversations. Each is a link, so that it can be opened in a tab of its own. */
export function Rail({ threads, openId, repo }: RailProps): VNode {
  return html`<nav class="rail" id="rail" popover="auto" aria-label="Conversations">
    <div class="brand"><${Mark} /><b>Aura</b>${repo && html`<span class="repo">${repo}</span>`}</div>
    <a class="new" href="#new" onClick=${hide}>${icon("plus")} New conversation</a>
    <ul>
      ${(threads ?? []).map(
        (thread) => html`<li key=${thread.id}>
          <a href=${`#thread=${thread.id}`} aria-current=${thread.id === openId ? "page" : undefined} title=${thread.title} onClick=${hide}>${thread.title}</a>
        </li>`,
      )}
    </ul>
    ${threads?.length === 0 && html`<p class="muted">What you ask for is kept here.</p>`}
  </nav>`;
}

function hide(): void {
  const rail = document.getElementById("rail");
  if (rail?.matches(":popover-open")) rail.hidePopover();
}

export function Mark(): VNode {
  return html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="11" /><circle class="dot" cx="16" cy="16" r="3.5" /></svg>`;
}
