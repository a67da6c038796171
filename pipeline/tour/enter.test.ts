import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTrialStage } from "../record/fixtures/trial.ts";
import type { Stage } from "../record/stage.ts";
import { enterSite } from "./enter.ts";
import { openTourSite, type TourSite } from "./fixtures/site.ts";

let site: TourSite;
let stage: Stage;
let forbidden: Server;
let forbiddenPort: number;
const reached: string[] = [];

beforeAll(async () => {
  site = await openTourSite();
  // The site stands for the public web; all else on this machine is as closed as ever.
  stage = await openTrialStage({ isOnlyPublic: true, alsoReachable: [site.url] });
  forbidden = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end("<h1>A secret</h1>");
  });
  await new Promise<void>((listening) => forbidden.listen(0, listening));
  forbiddenPort = (forbidden.address() as AddressInfo).port;
});

afterAll(async () => {
  await stage.close();
  await site.close();
  forbidden.closeAllConnections();
  forbidden.close();
});

const entering = (path: string) => enterSite(stage, site.url + path);
const leadingTo = (address: string) => entering(`/to?${encodeURIComponent(address)}`);

describe("entering a site", () => {
  it("looks at a page as a whole, where the address leads on to", async () => {
    const { landing, baseUrl } = await leadingTo("/pricing.html");
    expect(baseUrl).toBe(site.url);
    expect(landing.url).toBe(`${site.url}/pricing.html`);
    expect(landing.headings[0]?.text).toBe("Plans that grow with your shop");
    expect(landing.elements.some(({ name }) => name === "Reject all")).toBe(false);
  });

  it.each([
    ["/status?404", "site_error", /404.*no such page/],
    ["/status?503", "site_error", /503.*out of order/],
    ["/file.pdf", "site_no_page", /file\.pdf is (a PDF|a file to download), not a web page/],
    ["/file.zip", "site_no_page", /a file to download, not a web page/],
    ["/login", "site_login", /without a login/],
  ])("says in one sentence why %s is not shown", async (path, code, message) => {
    const isRetryable = path === "/status?503";
    await expect(entering(path)).rejects.toMatchObject({ code, isRetryable, message: expect.stringMatching(message) });
  });

  it.each([
    "ftp://example.com/",
    "file:///etc/passwd",
    "data:text/html,<h1>x</h1>",
    "https://me:secret@example.com",
    "example",
  ])("opens no %s", async (address) => {
    await expect(enterSite(stage, address)).rejects.toMatchObject({ code: "site_refused" });
  });

  it("says that LinkedIn needs a login", async () => {
    await expect(enterSite(stage, "https://www.linkedin.com/in/jane")).rejects.toMatchObject({
      code: "site_login",
      message: expect.stringContaining("LinkedIn"),
    });
  });

  it("asks nothing of a private address: given, named, or led to", async () => {
    const refused = (address: string, message = /is a private address/) =>
      expect(enterSite(stage, address)).rejects.toMatchObject({
        code: "site_refused",
        message: expect.stringMatching(message),
      });
    await refused(`http://127.0.0.1:${forbiddenPort}/`);
    await refused(`https://127.0.0.1:${forbiddenPort}/`);
    await refused(
      `${site.url}/to?${encodeURIComponent(`http://127.0.0.1:${forbiddenPort}/`)}`,
      /leads to a private address/,
    );
    await refused(
      `${site.url}/to?${encodeURIComponent(`https://localhost:${forbiddenPort}/`)}`,
      /leads to a private address/,
    );
    // This machine's own name leads here, where it is known at all.
    await expect(enterSite(stage, `http://${hostname()}:${forbiddenPort}/`)).rejects.toMatchObject({
      code: expect.stringMatching(/^site_(refused|silent)$/),
    });
    expect(reached).toEqual([]);
  });

  it("says so when nobody knows the name, or nothing answers", async () => {
    await expect(enterSite(stage, "https://nobody.invalid/")).rejects.toMatchObject({
      code: "site_silent",
      // A machine without any network knows no names at all.
      message: expect.stringMatching(
        /^There is no site called nobody\.invalid; check|^nobody\.invalid does not answer;/,
      ),
    });
    const silent = await openTourSite();
    const own = await openTrialStage({ isOnlyPublic: true, alsoReachable: [silent.url] });
    await silent.close();
    await expect(enterSite(own, silent.url)).rejects.toMatchObject({
      code: "site_silent",
      isRetryable: true,
      message: expect.stringContaining("does not answer"),
    });
    await own.close();
  });
});
