import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRepoSettings, repoSettingsJsonSchema, unwantedBy } from "./repoSettings.ts";

const settled = (text: string | null) => {
  const settings = readRepoSettings(text);
  if ("problem" in settings) throw new Error(settings.problem);
  return settings;
};
const problem = (text: string): string => {
  const settings = readRepoSettings(text);
  return "problem" in settings ? settings.problem : "nothing is wrong";
};

describe(".aura.yml", () => {
  it("settles nothing when it is absent or empty", () => {
    const usual = { drafts: false, labels: [], paths: [], ignore: [], preview: "use" };
    expect([settled(null), settled(""), settled("# nothing yet\n")]).toEqual([usual, usual, usual]);
  });

  it("says what is wrong and where", () => {
    expect(problem("drafts: maybe")).toMatch(/^\.aura\.yml: drafts: /);
    expect(problem("labels: demo")).toMatch(/^\.aura\.yml: labels: /);
    expect(problem("lables: [demo]")).toMatch(/^\.aura\.yml: .*lables/);
    expect(problem("maxDuration: 1")).toMatch(/^\.aura\.yml: maxDuration: /);
    expect(problem("preview: maybe")).toMatch(/^\.aura\.yml: preview: /);
    expect(problem("- a")).toMatch(/^\.aura\.yml: /);
    expect(problem("a: [")).toMatch(/^\.aura\.yml is no YAML: /);
    expect(problem(`a: &a [x]\nb: [${"*a, ".repeat(200)}]`)).toMatch(/^\.aura\.yml is no YAML: /);
  });

  it("filters drafts, labels and paths", () => {
    const pull = { isDraft: false, labels: ["demo"], changedPaths: ["app/cart.tsx", "docs/a.md"] };
    expect(unwantedBy(settled(null), pull)).toBeNull();
    expect(unwantedBy(settled(null), { ...pull, isDraft: true })).toMatch(/draft/);
    expect(unwantedBy(settled("drafts: true"), { ...pull, isDraft: true })).toBeNull();
    expect(unwantedBy(settled("labels: [demo, video]"), pull)).toBeNull();
    expect(unwantedBy(settled("labels: [video]"), pull)).toMatch(/labels video/);
    expect(unwantedBy(settled("paths: ['app/**']"), pull)).toBeNull();
    expect(unwantedBy(settled("paths: ['server/**']"), pull)).toMatch(/changes nothing/);
    expect(unwantedBy(settled("ignore: ['docs/**', '**/*.tsx']"), pull)).toMatch(/changes nothing/);
  });

  it("has a schema for editors that is up to date", () => {
    const file = new URL("../../docs/aura.schema.json", import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(repoSettingsJsonSchema());
  });
});
