import type { Page } from "playwright-core";

/**
 * What a page may try to stop the show with: dialogs are answered (leaving is allowed, all else declined), and new tabs
 * are closed, since the take shows one page.
 */
export function teachManners(page: Page): void {
  page.on("dialog", (dialog) => {
    const answer = dialog.type() === "beforeunload" ? dialog.accept() : dialog.dismiss();
    // A dialog of a page that is gone needs no answer.
    answer.catch(() => {});
  });
  page.on("popup", (tab) => {
    tab.close({ runBeforeUnload: false }).catch(() => {});
  });
}
