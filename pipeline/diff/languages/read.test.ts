import { describe, expect, it } from "vitest";
import { changedElements } from "../elements.ts";
import type { ChangedElement } from "../types.ts";
import { readSource } from "./read.ts";

const everyLine = [{ from: 1, to: 1000 }];

/** What changed between two texts of a file, each as "change tag texts aspects". */
async function changesOf(path: string, before: string, after: string): Promise<ChangedElement[]> {
  const [base, head] = [await readSource(path, before), await readSource(path, after)];
  return changedElements(
    path,
    { elements: head?.elements ?? [], changedLines: everyLine },
    { elements: base?.elements ?? [], changedLines: everyLine },
    new Set(),
  );
}

const told = (elements: readonly ChangedElement[]): string[] =>
  elements.map(({ change, tag, texts, aspects }) => `${change} ${tag} ${texts.join("|")} ${aspects.join()}`);

describe("readSource", () => {
  it("reads Vue: bindings, conditions, translations, several blocks", async () => {
    const before = `<script setup lang="ts">\nconst a: number = 1;\n</script>\n<template>\n<div>\n<h1>Cart</h1>\n<p>Same</p>\n</div>\n</template>\n<style lang="scss">\n.a { .b { color: red } }\n</style>`;
    const after = before
      .replace("<h1>Cart</h1>", `<h1 class="big" :class="{ on: open }">{{ open ? "Basket" : "Empty" }}</h1>`)
      .replace(
        "<p>Same</p>",
        `<p>Same</p><template v-if="ok"><Save @click="go" :label="'Save it'" v-model="x"/></template>`,
      );
    const changes = await changesOf("src/Cart.vue", before, after);
    expect(told(changes)).toEqual(["altered h1 Basket|Empty text,class", "added Save  text"]);
    expect(changes[0]).toMatchObject({
      line: 6,
      component: "Cart",
      classes: ["big"],
      someClasses: ["on"],
      previousText: "Cart",
    });
    expect(changes[1]).toMatchObject({ line: 7, labels: ["Save it"], events: ["click", "input"], isConditional: true });
    const source = await readSource("src/Cart.vue", before);
    expect(source?.scripts).toHaveLength(1);
    expect(source?.sheets[0]?.first?.source?.start?.line).toBe(11);
  });

  it("says what it cannot read of Vue", async () => {
    expect((await readSource("a.vue", `<template lang="pug">\ndiv\n</template>`))?.unread).toMatch("pug");
  });

  it("reads Svelte 4 and 5, with any dialect in its scripts and styles", async () => {
    const before = `<script lang="ts">\n  enum Size { S }\n  let open = $state(false);\n</script>\n{#if open}\n<p class="hint">Hi</p>\n{/if}\n<button on:click={go}>Open</button>\n<style lang="scss">\n$c: red; // a note\n.hint { color: $c; }\n</style>`;
    const after = before
      .replace("{#if open}", "{#if open && ready}")
      .replace("on:click={go}>Open", `onclick={() => go("x")} class:on={open} {title}>{open ? "Close" : "Open"}`);
    const changes = await changesOf("src/Hint.svelte", before, after);
    expect(told(changes)).toEqual(["altered p Hi data", "altered button Close|Open text,behaviour,class,label"]);
    expect(changes[0]).toMatchObject({ isConditional: true });
    expect(changes[1]).toMatchObject({ someClasses: ["on"], events: ["click"] });
    const source = await readSource("src/Hint.svelte", before);
    expect(source?.sheets[0]?.last?.source?.start?.line).toBe(11);
  });

  it("reads Astro: frontmatter, expressions, styles", async () => {
    const before = `---\nconst title = "é→🎉";\n---\n<html><head><title>x</title></head><body>\n<h1>{title}</h1>\n<p>Same</p></body></html>\n<style>.a { color: red }</style>`;
    const after = before.replace(
      "<p>Same</p>",
      `<p>Same</p>{title && <a href="/docs" class:list={["x", { y: title }]}>Docs</a>}`,
    );
    const changes = await changesOf("src/pages/index.astro", before, after);
    expect(told(changes)).toEqual(["added a Docs text"]);
    expect(changes[0]).toMatchObject({ line: 6, href: "/docs", isConditional: true });
    expect(changes[0]?.someClasses).toEqual(["x", "y"]);
  });

  it("reads Angular's templates, beside the class and in it", async () => {
    const template = `<h2>Todos</h2>\n@if (todos.length) {\n<button (click)="clear()" [class.on]="busy">Clear {{ count }}</button>\n}`;
    const after = template
      .replace("Clear {{", `<mat-icon>delete</mat-icon> Remove {{`)
      .replace("todos.length", "todos.length > 1");
    const changes = await changesOf("src/todo.component.html", template, after);
    expect(told(changes)).toEqual(["altered button Remove|delete text", "added mat-icon delete text"]);
    expect(changes[0]).toMatchObject({
      component: "Todo",
      someClasses: ["on"],
      events: ["click"],
      isConditional: true,
    });
    const inline = (text: string) => `@Component({ template: \`${text}\` })\nexport class Todo {}`;
    expect(told(await changesOf("src/todo.ts", inline(template), inline(after)))).toEqual(told(changes));
  });

  it("reads Markdown", async () => {
    const before = "---\ntitle: Hello\n---\n# Hello\n\nSome text.\n";
    const changes = await changesOf("content/hello.md", before, `${before}\nA [link](/x).\n\n- one\n`);
    expect(told(changes)).toEqual([
      "added p A|.|link text",
      "added a link text",
      "added ul one text",
      "added li one text",
      "added p one text",
    ]);
    expect(changes[1]).toMatchObject({ href: "/x", line: 8 });
  });

  it("throws on what does not parse, and gives null for what is no source", async () => {
    await expect(readSource("a.svelte", "<script>{{{")).rejects.toThrow();
    expect(await readSource("a.tsx", "const x = ;<<<<")).toBeNull();
    expect(await readSource("a.png", "x")).toBeNull();
  });
});
