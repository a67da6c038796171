import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["node_modules/**", ".aura/**", "examples/**/node_modules/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A condition is waited for as long as a busy machine may take; vitest's own second is too short.
    expect: { poll: { timeout: 60_000 } },
    // On a busy machine a browser or a dev server can miss its moment once; what fails twice is broken.
    retry: process.env.CI ? 1 : 0,
  },
});
