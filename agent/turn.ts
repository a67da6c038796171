import type { Author } from "../convex/model/message.ts";
import type { Operation, OperationType } from "../convex/model/operations.ts";
import type { ThreadActions } from "./actions.ts";
import { confirmedAddresses } from "./confirmation.ts";
import type { ContextVersion, ThreadContext } from "./context.ts";
import type { Forge } from "./forge.ts";
import { alreadySo } from "./resolve/alreadySo.ts";
import { toldAsChange, toldAsStanding } from "./resolve/changed.ts";
import { GOING_BACK } from "./resolve/history.ts";
import { resolveEdit } from "./resolve/resolve.ts";
import { standingFor } from "./resolve/standing.ts";
import { type EditView, isTimed, isView, lengthOf, type NotReady, openView, withDraft } from "./resolve/view.ts";
import type { EditCall } from "./tools/inputs.ts";
import { type Outcome, question, refused, type VideoState } from "./tools/outcome.ts";

export type Committed = { version: number; versionId: string | undefined };

/**
 * One message being worked on. Edits gather in a draft over the version that the person saw and become one new version at
 * the end, or earlier when an export or a share of the same message needs it.
 */
export type Turn = {
  context: ThreadContext;
  actions: ThreadActions;
  forge: Forge;
  author: Author | undefined;
  /** What was said. */
  text: string;
  /** Addresses that a member of the thread has said yes to, in lower case. */
  confirmed: ReadonlySet<string>;
  /** What edits are resolved against, or why there is nothing to edit. */
  view(): EditView | NotReady;
  edit(call: EditCall): Outcome;
  /** Puts another list of operations in the draft's place; `change` names it in the version list. */
  replaceDraft(operations: readonly Operation[], change: Change): void;
  /** The draft as it is now, for an outcome. */
  video(wasMs: number): VideoState;
  /** The version that shows the draft; stores it when it is new. */
  commit(): Promise<Committed | null>;
  /** The operations that the edits of this message resolved to, in order. */
  resolved: Operation[];
  done: { versionId?: string; runId?: string; exportIds: string[] };
};

/** Said of what is asked for together with a recording, and needs its video. */
export const REST_WAITS = "I do the rest as soon as the new video is here.";
const restWaits: NotReady = { code: "still_recording", message: REST_WAITS };

/** One change of a turn, as the version list names it; `removed` is the edit that it took away. */
export type Change = { phrase: string; type?: OperationType; removed?: Operation };

export type TurnParts = {
  context: ThreadContext;
  actions: ThreadActions;
  forge: Forge;
  author?: Author | undefined;
  text?: string;
};

export function startTurn({ context, actions, forge, author, text = "" }: TurnParts): Turn {
  let view = openView(context);
  let changes: Change[] = [];
  let versions: ContextVersion[] = [...context.versions];
  let stored: ContextVersion | undefined = isView(view) ? currentOf(context) : undefined;
  // "record PR 12 and export it": what follows is meant of the video that is not there yet.
  const hasBegunRecording = (): boolean => turn.done.runId !== undefined && turn.done.runId !== context.run?.id;

  const turn: Turn = {
    context,
    actions,
    forge,
    author,
    text,
    confirmed: confirmedAddresses(context, text),
    resolved: [],
    done: { exportIds: [] },
    view: () => (hasBegunRecording() ? restWaits : view),
    edit(call) {
      if (hasBegunRecording()) return refused(restWaits.code, restWaits.message);
      if (!isView(view)) return refused(view.code, view.message);
      const wasMs = lengthOf(view.draft.map);
      const resolution = resolveEdit(view, call);
      if (resolution.kind === "ask") return question(resolution.question, resolution.offers);
      if (resolution.kind === "refused") return refused(resolution.code, resolution.message);
      const already = alreadySo(view, resolution.operations, resolution.told);
      if (already !== null) {
        turn.resolved.push(...resolution.operations);
        return { kind: "edited", message: already, video: turn.video(wasMs) };
      }
      const standing = standingFor(view, call, resolution.operations);
      const made = standing ? [standing.now] : resolution.operations;
      view = withDraft(view, standing?.operations ?? [...view.draft.operations, ...made]);
      turn.resolved.push(...made);
      const [first] = made;
      const replaced = standing?.was ?? changes.at(-1)?.removed;
      const told = replaced && first ? toldAsChange(replaced, first, resolution.told) : resolution.told;
      const { phrase, atTakeMs, when, note } = standing?.isAsBefore ? toldAsStanding(standing.was, told) : told;
      changes.push({ phrase, ...(first ? { type: first.type } : {}) });
      return {
        kind: "edited",
        message: phrase,
        ...(atTakeMs === undefined ? {} : { atTakeMs }),
        ...(when ? { when } : {}),
        ...(note ? { note } : {}),
        video: turn.video(wasMs),
      };
    },
    video(wasMs) {
      const timeline = isView(view) ? view.draft.map : [];
      const isAsBefore = isView(view) && stored !== undefined && sameVideo(stored.operations, view.draft.operations);
      return { wasMs, nowMs: lengthOf(timeline), timeline, ...(isAsBefore ? { isAsBefore } : {}) };
    },
    replaceDraft(operations, change) {
      if (!isView(view)) return;
      view = withDraft(view, operations);
      const goesBack = change.phrase.startsWith(GOING_BACK);
      // What is said after "undo that, and …" is said of the version that was gone back to.
      if (goesBack) view = { ...view, seen: { ...view.seen, operations, map: view.draft.map } };
      changes = [...(goesBack ? [] : changes), change];
    },
    async commit() {
      if (!isView(view)) return null;
      const wanted = view.draft.operations;
      if (!stored || !sameVideo(stored.operations, wanted)) {
        stored = await store(wanted);
        if (stored.id !== undefined) turn.done.versionId = stored.id;
        versions = [...versions, stored];
        changes = [];
      }
      return { version: stored.version, versionId: stored.id };
    },
  };

  async function store(wanted: readonly Operation[]): Promise<ContextVersion> {
    const known = stored ? [...versions, stored] : versions;
    const parent = longestStart(known, wanted);
    const added = wanted.slice(parent?.operations.length ?? 0);
    const summary = summaryOf(changes);
    const last = known.at(-1);
    // Every version has something that is taken back now: a recording may begin with edits of its own.
    const isWhole = !parent && last !== undefined;
    const make = async () => {
      if (isWhole) return actions.applyEdits({ parent: last.version, operations: [...wanted], isWhole, summary });
      if (added.length === 0) return actions.revert({ version: parent?.version ?? 1, summary });
      return actions.applyEdits({ parent: parent?.version ?? 1, operations: added, summary });
    };
    const made = await make();
    return { id: made.versionId, version: made.version, operations: [...wanted], summary };
  }

  return turn;
}

const currentOf = ({ versions, currentVersion }: ThreadContext): ContextVersion | undefined =>
  versions.find((one) => one.version === currentVersion) ?? versions.at(-1);

/** The version whose operations are the longest beginning of a list; the newest of equals. */
function longestStart(versions: readonly ContextVersion[], wanted: readonly Operation[]): ContextVersion | undefined {
  const starts = versions.filter(
    (one) => one.operations.length <= wanted.length && sameList(one.operations, wanted.slice(0, one.operations.length)),
  );
  return starts.reduce<ContextVersion | undefined>(
    (best, one) => (!best || one.operations.length >= best.operations.length ? one : best),
    undefined,
  );
}

/** Zooms, captions and blurs are seen alike in whatever order they were made. */
const sameVideo = (a: readonly Operation[], b: readonly Operation[]): boolean => {
  if (a.length !== b.length) return false;
  const [one, other] = [a, b].map((list) => list.map((edit) => JSON.stringify(edit)));
  const from = one?.findIndex((edit, at) => edit !== other?.[at]) ?? -1;
  const isFree = from < 0 || [...a.slice(from), ...b.slice(from)].every(isTimed);
  return isFree && JSON.stringify(one?.toSorted()) === JSON.stringify(other?.toSorted());
};

const sameList = (a: readonly Operation[], b: readonly Operation[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

const replaces = (next: Change | undefined, type: OperationType | undefined): boolean =>
  next !== undefined && !next.removed && next.type === type;

/** More captions than these are counted. */
const MOST_CAPTIONS = 2;

/** One line for the version list, without marks. One edit put in the place of another is one change. */
function summaryOf(changes: readonly Change[]): string {
  const told = changes.filter(({ removed, type }, at) => !(removed && replaces(changes[at + 1], type)));
  // "undo that and make it square": what came of it is told.
  const made = told.length > 1 ? told.filter(({ phrase }) => !phrase.startsWith(GOING_BACK)) : told;
  const captions = made.filter(({ type }) => type === "caption");
  const others = made.filter(({ type }) => type !== "caption");
  const summary = capitalised(
    // A phrase may end where its time would follow.
    [...(captions.length > MOST_CAPTIONS ? [{ phrase: `${captions.length} captions` }, ...others] : made)]
      .map(({ phrase }) => phrase.replace(/,$/, ""))
      .join("; ")
      .replaceAll("**", ""),
  );
  return summary.length > 160 ? `${summary.slice(0, 159)}…` : summary;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
