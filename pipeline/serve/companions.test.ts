import { describe, expect, it } from "vitest";
import { detectWebApp } from "../detect/webApp.ts";
import { companionsOf } from "./companions.ts";
import { scratchDir, writeFiles } from "./fixtures/repository.ts";

async function companions(scripts: Record<string, string>) {
  const dir = scratchDir("companions");
  writeFiles(dir, { "package.json": JSON.stringify({ name: "app", scripts, devDependencies: { vite: "8" } }) });
  return companionsOf(dir, await detectWebApp(dir));
}

describe("companionsOf", () => {
  it("finds the data server that a script of its own runs", async () => {
    const server = "json-server --watch src/jobs.json --port 8000";
    expect(await companions({ dev: "vite", server })).toEqual([{ command: server, port: 8000 }]);
  });

  it("leaves what the dev script runs, and what is no data server", async () => {
    const dev = 'concurrently "vite" "npm run server"';
    expect(await companions({ dev, server: "json-server db.json" })).toEqual([]);
    expect(
      await companions({ dev: "vite", server: "node server.js", deploy: "json-server db.json && rm -r /" }),
    ).toEqual([]);
  });
});
