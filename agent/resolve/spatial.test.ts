import { expect, it } from "vitest";
import { columnOf, nearestOn, rowOf } from "./spatial.ts";

const box = (x: number, y: number, width = 300, height = 50) => ({ box: { x, y, width, height } });
const [phone, email, name, address, note] = [box(440, 290), box(110, 290), box(110, 480), box(440, 480), box(700, 390)];
const form = [phone, email, name, address, note];
const others = (than: (typeof form)[number]) => form.filter((one) => one !== than);

it("finds what stands in line on one side, nearest first", () => {
  expect(nearestOn(others(name), name.box, "right")).toBe(address);
  expect(nearestOn(others(address), address.box, "left")).toBe(name);
  expect(nearestOn(others(phone), phone.box, "below")).toBe(address);
  expect(nearestOn(others(name), name.box, "above")).toBe(email);
  expect(nearestOn(others(email), email.box, "any")).toBe(phone);
});

it("finds what stands askew where nothing is in line, and nothing where that side is empty", () => {
  expect(nearestOn([note], name.box, "right")).toBe(note);
  expect(nearestOn(others(name), name.box, "left")).toBeUndefined();
  expect(nearestOn(others(address), address.box, "below")).toBeUndefined();
});

it("does not take what a thing stands in, or what stands in it, for its neighbour", () => {
  const card = box(90, 270, 700, 300);
  expect(nearestOn([card], phone.box, "any")).toBeUndefined();
  expect(nearestOn([phone], card.box, "any")).toBeUndefined();
});

it("reads rows from the left and columns from the top", () => {
  expect(rowOf(form, name.box)).toEqual([name, address]);
  expect(columnOf(form, name.box)).toEqual([email, name]);
});
