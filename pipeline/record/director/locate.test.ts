import { expect, test } from "vitest";
import { findBrowser } from "../../provision/browser.ts";
import { launchBrowser } from "../browser/launch.ts";
import { locate } from "./locate.ts";

test("a choice carries the name that stands over it, and nothing else does", async () => {
  const running = await launchBrowser(await findBrowser(), "scout", 1, new AbortController().signal);
  try {
    const page = await running.browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.setContent(`<fieldset><legend>Delivery  day</legend>
      <label><input type="radio" name="day" aria-label="Tue 24 Nov">Tue</label><button>Next week</button></fieldset>
      <div role="radiogroup" aria-labelledby="t"><h3 id="t">Time of day</h3><span role="radio" tabindex="0">12 – 15</span></div>`);
    const groupOf = async (role: string, name: string) => (await locate(page, { role, name }))?.group;
    expect(await groupOf("radio", "Tue 24 Nov")).toBe("Delivery day");
    expect(await groupOf("radio", "12 – 15")).toBe("Time of day");
    expect(await groupOf("button", "Next week")).toBe("");
  } finally {
    await running.end();
  }
});
