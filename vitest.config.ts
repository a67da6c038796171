import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["node_modules/**", ".aura/**", "examples/**/node_modules/**"],
    setupFiles: ["tests/support/chance.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // Waiting for a condition costs nothing when it comes soon; on a busy machine a second is not long.
    expect: { poll: { timeout: 120_000 } },
    // On a busy machine a browser or a dev server can miss its moment once; what fails twice is broken.
    retry: process.env.CI ? 1 : 0,
  },
});
