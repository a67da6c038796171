import { render, type VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { HouseView, RunView, ThreadView, VersionView } from "../pageTypes.ts";
import { Chat, Composer, type Pending } from "./chat.ts";
import { Notes, Shots, Versions } from "./details.ts";
import { html } from "./html.ts";
import { icon } from "./icons.ts";
import { sendMessage, sendReview, useLive } from "./live.ts";
import { Player } from "./player.ts";
import { Mark, Rail } from "./rail.ts";

const threadInAddress = (): string | null => /^#thread=([\w-]+)$/.exec(location.hash)?.[1] ?? null;

const edits = [
  { label: "Shorter", text: "make it shorter" },
  { label: "Zoom the change", text: "zoom the change" },
  { label: "GIF", text: "export as gif" },
  { label: "Undo", text: "undo that" },
];

function App(): VNode {
  const [threadId, setThreadId] = useState(threadInAddress);
  const [newKey, setNewKey] = useState<string>(() => crypto.randomUUID());
  const [pending, setPending] = useState<Pending[]>([]);
  const [chosen, setChosen] = useState<{ versionId: string; isAwaited: boolean } | null>(null);
  const [atMs, setAtMs] = useState(0);
  const [wish, setWish] = useState<{ atMs: number; count: number } | null>(null);
  const [tab, setTab] = useState<"chat" | "details">("chat");
  const live = useLive(threadId, ({ threadId: where, kind, key }) => {
    // Whoever waits for a video sees it as soon as it is there.
    if (kind === "video" && where === threadId) setChosen({ versionId: key.replace("version:", ""), isAwaited: true });
  });
  const { thread, house } = live;

  useEffect(() => {
    const change = (): void => {
      setThreadId(threadInAddress());
      if (!threadInAddress()) setNewKey(crypto.randomUUID());
      setPending([]);
      setChosen(null);
      setTab("chat");
    };
    addEventListener("hashchange", change);
    return () => removeEventListener("hashchange", change);
  }, []);

  const arrived = useMemo(() => new Set(thread?.messages.map((message) => message.sentId)), [thread]);
  const onTheWay = pending.filter((one) => !arrived.has(one.id));
  const ready = thread?.runs.flatMap((run) => run.versions).filter((one) => one.status === "completed") ?? [];
  const version = ready.find((one) => one.id === chosen?.versionId) ?? ready.at(-1) ?? null;
  const run = thread?.runs.find((one) => one.id === version?.runId) ?? null;

  async function hand(message: Pending): Promise<void> {
    const where = thread ?? { threadKey: newKey, channel: "local" };
    setPending((before) => [...before.filter((one) => one.id !== message.id), { ...message, failure: null }]);
    try {
      const { threadKey, channel } = where;
      const sent = await sendMessage({ id: message.id, text: message.text, threadKey, channel });
      if (sent.threadId !== threadInAddress()) {
        history.pushState(null, "", `#thread=${sent.threadId}`);
        setThreadId(sent.threadId);
      }
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      setPending((before) => before.map((one) => (one.id === message.id ? { ...one, failure } : one)));
    }
  }
  const say = (text: string): void => {
    setTab("chat");
    void hand({ id: crypto.randomUUID(), text, failure: null });
  };
  const show = (versionId: string): void => setChosen({ versionId, isAwaited: false });
  const seek = (ms: number): void => setWish((before) => ({ atMs: ms, count: (before?.count ?? 0) + 1 }));

  const isEmpty = threadId === null && onTheWay.length === 0;
  const isLoading = threadId !== null && thread === null;
  useTitle(thread);
  return html`<div class=${`house${version ? " has-video" : ""} shows-${tab}`}>
    <${Rail} threads=${live.threads} openId=${threadId} repo=${house?.repo ?? null} />
    <main class="talk">
      <header class="top">
        <button class="quiet menu" popovertarget="rail" aria-label="Conversations">${icon("menu")}</button>
        <h1>${thread?.title || (isLoading ? "" : "New conversation")}</h1>
        <a class="quiet menu" href="#new" aria-label="New conversation">${icon("plus")}</a>
      </header>
      ${!live.isConnected && html`<p class="banner" role="status">Aura does not answer. Trying again …</p>`}
      ${live.trouble && html`<p class="banner" role="alert">${live.trouble}</p>`}
      ${
        version &&
        html`<div class="tabs" role="tablist" aria-label="Below the player">
        ${(["chat", "details"] as const).map(
          (one) =>
            html`<button key=${one} role="tab" aria-selected=${tab === one} onClick=${() => setTab(one)}>${one === "chat" ? "Chat" : "Shots and versions"}</button>`,
        )}
      </div>`
      }
      ${
        isEmpty
          ? html`<${Welcome} house=${house} onSay=${say} />`
          : html`<${Chat} thread=${thread} draft=${live.draft} pending=${onTheWay} selectedVersionId=${version?.id ?? null}
              onShow=${show} onSay=${say} onRetry=${(one: Pending) => void hand(one)} />`
      }
      <${Composer} key=${threadId ?? "new"} placeholder=${version ? "Say what to change" : "Say what to record"}
        suggestions=${version ? edits : []} onSay=${say} />
      <p class="visually-hidden" role="status">${thread?.jobs.map((job) => `${job.subject}: ${job.stage}`).join(". ") ?? ""}</p>
    </main>
    ${
      version && run
        ? html`<aside class="stage" aria-label="Video">
            <${Player} version=${version} title=${run.title} size=${{ width: 16, height: 9 }}
              isAwaited=${chosen?.versionId === version.id && chosen.isAwaited} wish=${wish} onTime=${setAtMs} />
            <${Details} thread=${thread} run=${run} version=${version} atMs=${atMs} onSeek=${seek} onShow=${show} onSay=${say} />
          </aside>`
        : html`<aside class="stage is-dark-room" aria-hidden="true"><${EmptyStage} isWorking=${(thread?.jobs.length ?? 0) > 0} /></aside>`
    }
  </div>`;
}

type DetailsProps = {
  thread: ThreadView;
  run: RunView;
  version: VersionView;
  atMs: number;
  onSeek: (atMs: number) => void;
  onShow: (versionId: string) => void;
  onSay: (text: string) => void;
};

function Details({ thread, run, version, atMs, onSeek, onShow, onSay }: DetailsProps): VNode {
  const [refusal, setRefusal] = useState<string | null>(null);
  const decide = (versionId: string, decision: "approved" | "rejected"): void => {
    sendReview(versionId, decision).then(
      () => setRefusal(null),
      (error: unknown) => setRefusal(error instanceof Error ? error.message : String(error)),
    );
  };
  return html`<div class="details">
    ${refusal && html`<p class="banner" role="alert">${refusal}</p>`}
    <${Shots} version=${version} atMs=${atMs} onSeek=${onSeek} />
    <${Versions} runs=${thread.runs} selectedId=${version.id} currentId=${thread.currentVersionId} onShow=${onShow}
      onRestore=${(one: VersionView) => onSay(`restore version ${one.number}`)}
      onReview=${({ id }: VersionView, decision: "approved" | "rejected") => decide(id, decision)} />
    <${Notes} run=${run} onSay=${onSay} />
  </div>`;
}

function Welcome({ house, onSay }: { house: HouseView | null; onSay: (text: string) => void }): VNode {
  const pullRequests = house?.pullRequests ?? [];
  return html`<div class="welcome">
    <h2>Record a pull request</h2>
    <p>Pick one, and see what it changed. Then say what to do with the video.</p>
    <ul class="pulls">
      ${pullRequests.map(
        ({ number, title, branch }) => html`<li key=${number}>
          <button class="pull" onClick=${() => onSay(`record PR ${number}`)}>
            <span class="pull-number">${number}</span><span class="card-words"><b>${title}</b><span>${branch}</span></span>
          </button>
        </li>`,
      )}
    </ul>
    ${
      house &&
      pullRequests.length === 0 &&
      html`<p class="muted">${house.repo} has no pull requests: make a branch with a commit of its own, and load this page again.</p>`
    }
  </div>`;
}

function EmptyStage({ isWorking }: { isWorking: boolean }): VNode {
  return html`<div class="empty-screen"><${Mark} /><p>${isWorking ? "Recording …" : "Nothing recorded yet"}</p></div>`;
}

function useTitle(thread: ThreadView | null): void {
  const job = thread?.jobs[0];
  const name = thread?.title ? `${thread.title} · Aura` : "Aura";
  const title = job?.percent ? `${job.percent} % · ${name}` : name;
  const last = useRef("");
  useEffect(() => {
    if (last.current !== title) document.title = title;
    last.current = title;
  }, [title]);
}

const root = document.getElementById("app");
if (root) render(html`<${App} />`, root);
