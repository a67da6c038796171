import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const here = new URL(".", import.meta.url);

it("the generated types know every module (npm run codegen)", () => {
  const generated = readFileSync(new URL("_generated/api.d.ts", here), "utf8");
  const named = [...generated.matchAll(/from "\.\.\/(.+)\.js"/g)].map((match) => match[1]);
  const modules = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
    (file) => /^[^.]+\.ts$/.test(file) && !file.startsWith("_generated") && file !== "schema.ts",
  );
  expect(named.toSorted()).toEqual(modules.map((file) => file.slice(0, -".ts".length)).toSorted());
});
