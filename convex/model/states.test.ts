import { ConvexError } from "convex/values";
import { describe, expect, it } from "vitest";
import schema from "../schema.ts";
import { follow, isFinal, type Machine, mayFollow, transitions } from "./states.ts";

// Written out a second time on purpose: a slip in the table shows as a difference here. "from: what may follow".
const expected: Record<Machine, Record<string, string>> = {
  run: {
    queued: "running uploading completed failed canceled",
    running: "queued running uploading completed failed canceled",
    uploading: "queued uploading completed failed canceled",
    completed: "",
    failed: "",
    canceled: "",
  },
  "edit version": {
    pending: "processing completed failed",
    processing: "pending processing completed failed",
    completed: "",
    failed: "",
  },
  export: {
    queued: "queued processing completed failed",
    processing: "queued processing completed failed",
    completed: "",
    failed: "",
  },
  job: {
    waiting: "running delayed canceled",
    delayed: "waiting canceled",
    running: "waiting delayed succeeded dead canceled",
    succeeded: "",
    dead: "",
    canceled: "",
  },
  "sandbox run": {
    booting: "running failed canceled",
    running: "running succeeded failed canceled",
    succeeded: "",
    failed: "",
    canceled: "",
  },
  campaign: {
    draft: "running canceled",
    running: "paused completed canceled",
    paused: "running canceled",
    completed: "running canceled",
    canceled: "",
  },
  lead: {
    waiting: "recording",
    recording: "ready failed skipped",
    ready: "",
    failed: "waiting",
    skipped: "waiting",
  },
  review: {
    pending: "approved rejected",
    approved: "rejected",
    rejected: "approved",
  },
  delivery: {
    held: "queued failed canceled",
    queued: "held sending failed canceled",
    sending: "queued held sent failed canceled",
    sent: "",
    failed: "queued held",
    canceled: "",
  },
  digest: { active: "stopped", stopped: "" },
  "digest recipient": { asked: "confirmed declined", confirmed: "declined", declined: "confirmed" },
  "digest issue": { filming: "ready sent", ready: "sent", sent: "", quiet: "" },
  "plan review": { asked: "taken answered", taken: "answered", answered: "" },
};

const pairs = (Object.keys(transitions) as Machine[]).flatMap((machine) => {
  const states = Object.keys(transitions[machine]);
  return states.flatMap((from) => states.map((to) => ({ machine, from, to })));
});

describe("state machines", () => {
  it.each(pairs)("$machine: $from → $to", ({ machine, from, to }) => {
    const legal = expected[machine][from]?.split(" ").includes(to) ?? false;
    // Every machine has its own states; the pairs are made from the tables themselves.
    const [fromState, toState] = [from as never, to as never];
    expect(mayFollow(machine, fromState, toState)).toBe(legal);
    if (legal) return expect(follow(machine, fromState, toState)).toBe(to);
    expect(() => follow(machine, fromState, toState)).toThrow(ConvexError);
    expect(() => follow(machine, fromState, toState)).toThrow(/illegal_transition/);
  });

  it("has a table for every field of the schema that holds a state", () => {
    const known = Object.values(transitions).map((table) => Object.keys(table).toSorted().join());
    const held = Object.entries(schema.tables).flatMap(([table, { validator }]) => {
      const fields: Record<string, unknown> =
        "fields" in validator ? validator.fields : (validator.members[0]?.fields ?? {});
      return ["state", "status", "reviewState"].flatMap((name) =>
        fields[name] ? [{ at: `${table}.${name}`, field: fields[name] }] : [],
      );
    });
    expect(held.length).toBeGreaterThan(10);
    for (const { at, field } of held) {
      const { members = [] } = field as { members?: { value: string }[] };
      expect(known, at).toContain(
        members
          .map(({ value }) => value)
          .toSorted()
          .join(),
      );
    }
  });

  it("knows the final states", () => {
    expect(isFinal("run", "canceled")).toBe(true);
    expect(isFinal("run", "uploading")).toBe(false);
    expect(isFinal("job", "dead")).toBe(true);
    expect(isFinal("job", "delayed")).toBe(false);
  });

  it("lets every state that is not final reach an end", () => {
    // Reviewers and recipients may change their minds for ever.
    const endless = ["review", "digest recipient"];
    for (const machine of (Object.keys(transitions) as Machine[]).filter((name) => !endless.includes(name))) {
      for (const [state, next] of Object.entries<readonly string[]>(transitions[machine])) {
        if (next.length === 0) continue;
        expect(
          next.some((to) => to !== state),
          `${machine} ${state}`,
        ).toBe(true);
      }
    }
  });
});
