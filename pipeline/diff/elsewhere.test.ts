import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { branch, commit, createRepository, runGit } from "../serve/fixtures/repository.ts";
import { analyzeDiff } from "./analyze.ts";

describe("analyzeDiff, beyond the changed file", () => {
  it("follows data, styled tags and a class's fields to the elements that show them", async () => {
    const files = {
      "src/data/plans.ts": "export const plans = [{ price: 10 }];\nexport const other = 1;",
      "src/Plans.tsx": `import { plans } from "@/data/plans";\nexport const Plans = () => <ul>{plans.map((plan) => <li key={plan.price}>{plan.price}</li>)}</ul>;`,
      "src/Other.tsx": `import { other } from "./data/plans";\nexport const Other = () => <p>{other}</p>;`,
      "src/Card.jsx": "const Box = styled.div`color: red;`;\nexport const Card = () => <Box>Hi</Box>;",
      "src/todo.component.ts":
        "@Component({ templateUrl: './todo.component.html' }) export class Todo { busy = false; }",
      "src/todo.component.html": `<button [disabled]="busy">Save</button><p>Same</p>`,
    };
    const repoDir = createRepository("elsewhere", files);
    branch(repoDir, "change", "Change", {
      "src/data/plans.ts": files["src/data/plans.ts"].replace("10", "12"),
      "src/Card.jsx": files["src/Card.jsx"].replace("red", "blue"),
      "src/todo.component.ts": files["src/todo.component.ts"].replace("false", "true"),
    });
    const { elements } = await analyzeDiff({ repoDir, base: "main", head: "change" });
    expect(elements.map(({ file, tag, aspects, drawnIn }) => [file, tag, aspects.join(), drawnIn])).toEqual([
      ["src/Card.jsx", "Box", "style", undefined],
      ["src/data/plans.ts", "li", "data", "src/Plans.tsx"],
      ["src/todo.component.ts", "button", "style", "src/todo.component.html"],
    ]);
    // The styled tag is declared a line above the element that it makes.
    expect(elements[0]).toMatchObject({ line: 2, madeAt: [{ from: 1, to: 1 }] });
  });

  it("says translations in the head's English, and what their texts were", async () => {
    const repoDir = createRepository("translations", {
      "locales/en.json": `{ "cart": { "pay": "Pay" } }`,
      "locales/de.json": `{ "cart": { "pay": "Zahlen" } }`,
      "src/Cart.tsx": "export const Cart = () => <p>Hi</p>;",
    });
    branch(repoDir, "change", "Change", {
      "locales/en.json": `{\n  "cart": { "pay": "Pay now", "empty": "Nothing here" }\n}`,
      "src/Cart.tsx": `export const Cart = () => <p title={t("cart.pay")}>{t("cart.empty")}</p>;`,
    });
    const { elements, strings } = await analyzeDiff({ repoDir, base: "main", head: "change" });
    expect(elements).toMatchObject([{ tag: "p", texts: ["Nothing here"], labels: ["Pay now"], previousText: "Hi" }]);
    expect(strings.map(({ key, value, previous, line }) => [key, value, previous, line])).toEqual([
      ["cart.pay", "Pay now", "Pay", 2],
      ["cart.empty", "Nothing here", undefined, 2],
    ]);
  });

  it("finds what is gone, and where a nameless thing hangs", async () => {
    const repoDir = createRepository("gone", {
      "src/Old.tsx": "export const Old = () => <p>Going</p>;",
      "src/App.tsx": "export const App = () => <button>Save<b>!</b></button>;",
    });
    branch(repoDir, "change", "Change", {
      "src/Old.tsx": null,
      "src/App.tsx": "export const App = () => <button>Save<Icon /></button>;",
    });
    const { elements } = await analyzeDiff({ repoDir, base: "main", head: "change" });
    expect(elements.map(({ change, tag, texts }) => `${change} ${tag} ${texts.join()}`)).toEqual([
      "added Icon ",
      "removed b !",
      "removed p Going",
    ]);
    expect(elements[0]?.holder).toMatchObject({ tag: "button", texts: ["Save"] });
  });

  it("survives what no parser reads, and names it", async () => {
    const repoDir = createRepository("hostile", { "a.txt": "1", "src/Same.vue": "<template><p>Hi</p></template>" });
    runGit(repoDir, "checkout", "--quiet", "-b", "change");
    symlinkSync("/etc/passwd", join(repoDir, "link.tsx"));
    const oddDir = Buffer.concat([Buffer.from(`${repoDir}/`), Buffer.from([0xff, 0xfe])]);
    mkdirSync(oddDir);
    writeFileSync(Buffer.concat([oddDir, Buffer.from("/a.tsx")]), "export const A = () => <p>x</p>;");
    runGit(repoDir, "update-index", "--add", "--cacheinfo", `160000,${runGit(repoDir, "rev-parse", "HEAD")},sub`);
    commit(repoDir, "Change", {
      "broken.svelte": "<script>{{{",
      "broken.tsx": "const x = ;<<<<",
      "pug.vue": `<template lang="pug">\ndiv\n</template>`,
      "bundle.js": "var a=1;".repeat(9000),
      "big.js": "var a=1;\n".repeat(100_000),
      "binary.tsx": "a\0b",
      "src/Same.vue": "<template><p>Ho</p></template>",
      'src/"odd" name\t.tsx': "export const B = () => <p>y</p>;",
    });
    const { unread, elements, diff } = await analyzeDiff({ repoDir, base: "main", head: "change" });
    expect(Object.fromEntries(unread.map(({ file, why }) => [file, why.replace(/:.*/, "")]))).toEqual({
      "big.js": "it is generated, binary or too large to be read",
      "binary.tsx": "it is generated, binary or too large to be read",
      "broken.svelte": "it does not parse",
      "broken.tsx": "it does not parse",
      "bundle.js": "it is generated, binary or too large to be read",
      "pug.vue": "its template is written in pug",
    });
    expect(elements.map(({ texts }) => texts.join())).toEqual(expect.arrayContaining(["Ho", "x", "y"]));
    expect(diff.length).toBeLessThan(10_000);
  });
});
