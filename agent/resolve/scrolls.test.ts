import { describe, expect, it } from "vitest";
import type { ContextElement, ContextShot, ThreadContext } from "../context.ts";
import { scrollsOf } from "./scrolls.ts";

const box = { x: 0, y: 0, width: 100, height: 20 };
const seen = (id: string, startMs: number, endMs: number): ContextElement => ({
  ...{ id, label: id, role: "text", route: "/", startMs, endMs, box },
});
const hover: ContextShot = {
  ...{ action: "hover", label: "Card", role: "link", route: "/", startMs: 4000, endMs: 7000, atMs: 5500, box },
};
const contextOf = (elements: ContextElement[]): ThreadContext =>
  ({ run: { durationMs: 9000 }, shots: [hover], elements }) as unknown as ThreadContext;

describe("scrolls", () => {
  it("are found where things come and go one after the other on the way to a step", () => {
    const context = contextOf([seen("header", 0, 4600), seen("title", 0, 4700), seen("card", 4800, 9000)]);
    expect(scrollsOf(context)).toEqual([{ startMs: 4600, endMs: 4800 }]);
  });

  it("are not what comes all at once, or when a step has used its thing", () => {
    expect(scrollsOf(contextOf([seen("a", 4600, 9000), seen("b", 4600, 9000), seen("c", 4600, 9000)]))).toEqual([]);
    expect(scrollsOf(contextOf([seen("a", 5600, 9000), seen("b", 5700, 9000), seen("c", 5800, 9000)]))).toEqual([]);
  });
});
