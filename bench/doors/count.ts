import { readFileSync } from "node:fs";
import { join } from "node:path";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { connectStore, type Store } from "../../convex/client.ts";

/** `lost`: not in the store; `duplicated`: there, or answered, more than once; `unanswered`: stored and without its answer. */
export type Counts = { lost: number; duplicated: number; unanswered: number };

type Row = { id: string; role: string; text: string; key: string };

/** Looks for what was said in the store of a running bot. */
export async function countMessages(home: string, wanted: ReadonlySet<string>): Promise<Counts> {
  const url = readFileSync(join(home, "store", "url.txt"), "utf8");
  const { bot: key } = JSON.parse(readFileSync(join(home, "keys.json"), "utf8")) as { bot: string };
  const store = connectStore({ url, key, kind: "bot" });
  try {
    const rows = (await Promise.all((await threads(store)).map((id) => messages(store, id)))).flat();
    const said = rows.filter(({ role, text }) => role === "user" && wanted.has(text));
    const answers = Map.groupBy(rows, ({ key: own }) => own);
    const answersTo = ({ id }: Row) => answers.get(`reply:${id}`)?.length ?? 0;
    const distinct = new Set(said.map(({ text }) => text)).size;
    return {
      lost: wanted.size - distinct,
      duplicated: said.length - distinct + said.filter((one) => answersTo(one) > 1).length,
      unanswered: said.filter((one) => answersTo(one) === 0).length,
    };
  } finally {
    await store.close();
  }
}

const PAGE = 200;

async function threads(store: Store): Promise<Id<"threads">[]> {
  const found: Id<"threads">[] = [];
  for (const platform of ["slack", "github"]) {
    for (const { _id: workspaceId } of await store.query(api.workspaces.listOfPlatform, { platform })) {
      await paged(async (cursor) => {
        const answer = await store.query(api.threads.list, { workspaceId, paginationOpts: { numItems: PAGE, cursor } });
        found.push(...answer.page.map(({ _id }) => _id));
        return answer;
      });
    }
  }
  return found;
}

async function messages(store: Store, threadId: Id<"threads">): Promise<Row[]> {
  const found: Row[] = [];
  await paged(async (cursor) => {
    const answer = await store.query(api.messages.list, { threadId, paginationOpts: { numItems: PAGE, cursor } });
    for (const { _id: id, role, content: text, idempotencyKey: key = "" } of answer.page)
      found.push({ id, role, text, key });
    return answer;
  });
  return found;
}

async function paged(read: (cursor: string | null) => Promise<{ isDone: boolean; continueCursor: string }>) {
  for (let cursor: string | null = null; ; ) {
    const { isDone, continueCursor } = await read(cursor);
    if (isDone) return;
    cursor = continueCursor;
  }
}
