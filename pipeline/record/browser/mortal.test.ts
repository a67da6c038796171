import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { findBrowser } from "../../provision/browser.ts";
import { launchBrowser } from "./launch.ts";

test("nobody waits for a page of a browser that was killed while it opened it", async () => {
  const inUse = await findBrowser();
  for (const afterMs of [0, 5, 10, 20, 30, 40]) {
    const { browser, pid, end } = await launchBrowser(inUse, "scout", 1, new AbortController().signal);
    const context = await browser.newContext();
    const opening = context.newPage().then(
      (page) => page.evaluate("new Promise(() => {})"),
      (error: unknown) => expect(error).toMatchObject({ code: "capture_stuck", isRetryable: true }),
    );
    const ended = opening.catch(() => "the page was there before");
    await delay(afterMs);
    process.kill(pid, "SIGKILL");
    await ended;
    await end();
  }
});
