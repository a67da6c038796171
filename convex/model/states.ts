import { ConvexError, type Infer, v } from "convex/values";

export const runStatus = v.union(
  v.literal("queued"),
  v.literal("running"),
  v.literal("uploading"),
  v.literal("completed"),
  v.literal("failed"),
  v.literal("canceled"),
);
export const versionStatus = v.union(
  v.literal("pending"),
  v.literal("processing"),
  v.literal("completed"),
  v.literal("failed"),
);
export const exportStatus = v.union(
  v.literal("queued"),
  v.literal("processing"),
  v.literal("completed"),
  v.literal("failed"),
);
/** `waiting` may be claimed now; `delayed` waits for its notBefore; `dead` has used its last attempt. */
export const jobState = v.union(
  v.literal("waiting"),
  v.literal("delayed"),
  v.literal("running"),
  v.literal("succeeded"),
  v.literal("dead"),
  v.literal("canceled"),
);

export const sandboxStatus = v.union(
  v.literal("booting"),
  v.literal("running"),
  v.literal("succeeded"),
  v.literal("failed"),
  v.literal("canceled"),
);
/** `running` starts recordings a few at a time; `completed` goes on when people are added. */
export const campaignState = v.union(
  v.literal("draft"),
  v.literal("running"),
  v.literal("paused"),
  v.literal("completed"),
  v.literal("canceled"),
);
export const leadState = v.union(
  v.literal("waiting"),
  v.literal("recording"),
  v.literal("ready"),
  v.literal("failed"),
  v.literal("skipped"),
);
export const reviewState = v.union(v.literal("pending"), v.literal("approved"), v.literal("rejected"));
/** `held` waits for its video or its approval; `queued` may be sent once its notBefore has come. */
export const deliveryState = v.union(
  v.literal("held"),
  v.literal("queued"),
  v.literal("sending"),
  v.literal("sent"),
  v.literal("failed"),
  v.literal("canceled"),
);
/** A `stopped` one never goes out again; who wants it back makes another. */
export const digestState = v.union(v.literal("active"), v.literal("stopped"));
/** Of a place that a digest goes to; whoever it belongs to may change their mind. */
export const recipientState = v.union(v.literal("asked"), v.literal("confirmed"), v.literal("declined"));
/**
 * One digest on its way: `filming` while its reel is made, `ready` until its minute has come, then `sent`; or `quiet` when there
 * was nothing to say.
 */
export const issueState = v.union(v.literal("filming"), v.literal("ready"), v.literal("sent"), v.literal("quiet"));
/** `taken`: somebody is at it, so that waiting is worth while. */
export const planReviewState = v.union(v.literal("asked"), v.literal("taken"), v.literal("answered"));

export type DigestState = Infer<typeof digestState>;
export type RecipientState = Infer<typeof recipientState>;
export type IssueState = Infer<typeof issueState>;
export type PlanReviewState = Infer<typeof planReviewState>;
export type CampaignState = Infer<typeof campaignState>;
export type LeadState = Infer<typeof leadState>;
export type SandboxStatus = Infer<typeof sandboxStatus>;
export type ReviewState = Infer<typeof reviewState>;
export type DeliveryState = Infer<typeof deliveryState>;
export type RunStatus = Infer<typeof runStatus>;
export type VersionStatus = Infer<typeof versionStatus>;
export type ExportStatus = Infer<typeof exportStatus>;
export type JobState = Infer<typeof jobState>;

type TransitionTable<State extends string> = Readonly<Record<State, readonly State[]>>;

/** From each state, the states that may follow. A state lists itself when news may arrive without a change (progress). */
export const transitions = {
  run: {
    queued: ["running", "uploading", "completed", "failed", "canceled"],
    running: ["running", "queued", "uploading", "completed", "failed", "canceled"],
    uploading: ["uploading", "queued", "completed", "failed", "canceled"],
    completed: [],
    failed: [],
    canceled: [],
  } satisfies TransitionTable<RunStatus>,
  "edit version": {
    pending: ["processing", "completed", "failed"],
    processing: ["processing", "pending", "completed", "failed"],
    completed: [],
    failed: [],
  } satisfies TransitionTable<VersionStatus>,
  export: {
    queued: ["queued", "processing", "completed", "failed"],
    processing: ["processing", "queued", "completed", "failed"],
    completed: [],
    failed: [],
  } satisfies TransitionTable<ExportStatus>,
  job: {
    waiting: ["running", "delayed", "canceled"],
    delayed: ["waiting", "canceled"],
    running: ["waiting", "delayed", "succeeded", "dead", "canceled"],
    succeeded: [],
    dead: [],
    canceled: [],
  } satisfies TransitionTable<JobState>,
  "sandbox run": {
    booting: ["running", "failed", "canceled"],
    running: ["running", "succeeded", "failed", "canceled"],
    succeeded: [],
    failed: [],
    canceled: [],
  } satisfies TransitionTable<SandboxStatus>,
  campaign: {
    draft: ["running", "canceled"],
    running: ["paused", "completed", "canceled"],
    paused: ["running", "canceled"],
    completed: ["running", "canceled"],
    canceled: [],
  } satisfies TransitionTable<CampaignState>,
  /** `skipped` was stopped by somebody. A recording that did not come about may be asked for again. */
  lead: {
    waiting: ["recording"],
    recording: ["ready", "failed", "skipped"],
    ready: [],
    failed: ["waiting"],
    skipped: ["waiting"],
  } satisfies TransitionTable<LeadState>,
  /** A reviewer may change their mind; nobody makes a reviewed file pending again. */
  review: {
    pending: ["approved", "rejected"],
    approved: ["rejected"],
    rejected: ["approved"],
  } satisfies TransitionTable<ReviewState>,
  /** A failed one is queued again when somebody asks for it once more. */
  delivery: {
    held: ["queued", "failed", "canceled"],
    queued: ["held", "sending", "failed", "canceled"],
    sending: ["queued", "held", "sent", "failed", "canceled"],
    sent: [],
    failed: ["queued", "held"],
    canceled: [],
  } satisfies TransitionTable<DeliveryState>,
  digest: {
    active: ["stopped"],
    stopped: [],
  } satisfies TransitionTable<DigestState>,
  "digest recipient": {
    asked: ["confirmed", "declined"],
    confirmed: ["declined"],
    declined: ["confirmed"],
  } satisfies TransitionTable<RecipientState>,
  "digest issue": {
    filming: ["ready", "sent"],
    ready: ["sent"],
    sent: [],
    quiet: [],
  } satisfies TransitionTable<IssueState>,
  /** The first answer stands. */
  "plan review": {
    asked: ["taken", "answered"],
    taken: ["answered"],
    answered: [],
  } satisfies TransitionTable<PlanReviewState>,
};

export type Machine = keyof typeof transitions;
export type StateOf<M extends Machine> = keyof (typeof transitions)[M] & string;

export function mayFollow<M extends Machine>(machine: M, from: StateOf<M>, to: StateOf<M>): boolean {
  const table: Readonly<Record<string, readonly string[]>> = transitions[machine];
  return table[from]?.includes(to) ?? false;
}

/** A final state: nothing follows it. */
export function isFinal<M extends Machine>(machine: M, state: StateOf<M>): boolean {
  const table: Readonly<Record<string, readonly string[]>> = transitions[machine];
  return table[state]?.length === 0;
}

/** Throws ConvexError `illegal_transition` when `to` may not follow `from`; answers `to`, so that it stands inside a patch. */
export function follow<M extends Machine, To extends StateOf<M>>(machine: M, from: StateOf<M>, to: To): To {
  if (mayFollow(machine, from, to)) return to;
  const article = /^[aeiou]/.test(machine) ? "An" : "A";
  const message = `${article} ${machine} that is ${from} cannot become ${to}.`;
  throw new ConvexError({ code: "illegal_transition", message });
}
