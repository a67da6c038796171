import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { duration, left, size } from "../../words.ts";
import type { DraftView, ExportView, JobView, MessageView, ThreadView, VersionView } from "../pageTypes.ts";
import { html, marked } from "./html.ts";
import { icon } from "./icons.ts";

/** A message that is on its way; it goes when the thread has it. */
export type Pending = { id: string; text: string; failure: string | null };

export type ChatProps = {
  thread: ThreadView | null;
  draft: DraftView | null;
  pending: Pending[];
  selectedVersionId: string | null;
  onShow: (versionId: string) => void;
  onSay: (text: string) => void;
  onRetry: (pending: Pending) => void;
};

/** The conversation. It stays at its newest line unless somebody has scrolled up to read. */
export function Chat({ thread, draft, pending, selectedVersionId, onShow, onSay, onRetry }: ChatProps): VNode {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const messages = thread?.messages ?? [];
  const jobs = thread?.jobs ?? [];
  const versions = thread?.runs.flatMap((run) => run.versions) ?? [];
  const exports = thread?.runs.flatMap((run) => run.exports) ?? [];

  const lastSaid = messages.findLastIndex(({ role }) => role === "user");
  const growing = draft && messages.every((one) => one.key !== draft.key) ? draft.text : "";
  const isAwaited = pending.some((one) => !one.failure) || (pending.length === 0 && messages.at(-1)?.role === "user");

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  }, [messages.length, pending.length, jobs.length, growing]);
  const follow = (): void => {
    const element = scroller.current;
    if (element) isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
  };

  return html`<div class="messages" ref=${scroller} onScroll=${follow} tabindex="0" role="log" aria-label="Conversation">
    <ol>
      ${messages.map((message, index) => {
        const isNews = index > lastSaid && pending.length === 0;
        const posted = message.posted;
        const version = posted?.subject === "version" ? versions.find((one) => one.id === posted.id) : undefined;
        const file = posted?.subject === "export" ? exports.find((one) => one.id === posted.id) : undefined;
        return html`<li key=${message.id} class=${`message from-${message.role}${posted?.subject === "failure" ? " is-failure" : ""}`}>
          ${
            version
              ? html`<${VideoCard} version=${version} isSelected=${version.id === selectedVersionId} onShow=${onShow} />`
              : file
                ? html`<${FileCard} file=${file} posterUrl=${versions.find((one) => one.runId === file.runId && one.number === file.versionNumber)?.posterUrl} />`
                : html`<${Words} message=${message} onSay=${isNews ? onSay : undefined} />`
          }
        </li>`;
      })}
      ${pending.map(
        (one) => html`<li key=${one.id} class="message from-user is-pending">
          <p>${one.text}</p>
          ${
            one.failure &&
            html`<p class="unsent" role="alert">${one.failure} <button class="link" onClick=${() => onRetry(one)}>Send again</button></p>`
          }
        </li>`,
      )}
      ${growing && html`<li key="growing" class="message from-assistant is-growing" aria-hidden="true"><p>${marked(growing)}</p></li>`}
      ${isAwaited && !growing && html`<li key="awaited" class="message from-assistant awaited" aria-hidden="true"><i></i><i></i><i></i></li>`}
      ${jobs.map((job) => html`<li key=${job.id} class="message from-assistant"><${Progress} job=${job} onCancel=${() => onSay("cancel")} /></li>`)}
    </ol>
  </div>`;
}

function Words({ message, onSay }: { message: MessageView; onSay?: (words: string) => void }): VNode {
  return html`<p><span class="visually-hidden">${message.role === "user" ? (message.author ?? "You") : "Aura"}: </span>${marked(message.text, onSay)}</p>`;
}

function VideoCard({
  version,
  isSelected,
  onShow,
}: {
  version: VersionView;
  isSelected: boolean;
  onShow: (id: string) => void;
}): VNode {
  return html`<button class="card" aria-pressed=${isSelected} onClick=${() => onShow(version.id)}>
    <span class="thumb">${version.posterUrl && html`<img src=${version.posterUrl} alt="" loading="lazy" />`}${icon("play")}</span>
    <span class="card-words"><b>Version ${version.number}</b><span>${version.summary}</span></span>
    <span class="fact">${duration(version.durationMs)}</span>
  </button>`;
}

function FileCard({ file, posterUrl }: { file: ExportView; posterUrl?: string | null }): VNode {
  const name = `${file.format.toUpperCase()} of version ${file.versionNumber}`;
  return html`<a class="card" href=${`${file.url}?download`} download>
    <span class="thumb">${posterUrl && html`<img src=${posterUrl} alt="" loading="lazy" />`}${icon("download")}</span>
    <span class="card-words"><b>${name}</b><span>${file.width} × ${file.height}${file.note ? `, ${file.note}` : ""}</span></span>
    <span class="fact">${size(file.sizeBytes)}</span>
  </a>`;
}

function Progress({ job, onCancel }: { job: JobView; onCancel: () => void }): VNode {
  const { percent, stage, etaMs, subject, kind } = job;
  const value = percent === null ? {} : { "aria-valuenow": percent };
  return html`<div class="progress">
    <div class="progress-line"><b>${subject}</b><span class="step">${stage}</span>
      ${kind === "record" && html`<button class="link" onClick=${onCancel}>Cancel</button>`}</div>
    <div class=${`bar${percent === null ? " is-unknown" : ""}`} role="progressbar" aria-label=${`${subject}: ${stage}`}
      aria-valuemin="0" aria-valuemax="100" ...${value}><span style=${{ width: `${percent ?? 30}%` }}></span></div>
    <div class="progress-line fact"><span>${percent === null ? "" : `${percent} %`}</span><span>${left(etaMs)}</span></div>
  </div>`;
}

export type ComposerProps = {
  placeholder: string;
  suggestions: { label: string; text: string }[];
  onSay: (text: string) => void;
};

/** Where one writes. Enter sends, Shift and Enter begins a new line; a suggestion is sent as it is. */
export function Composer({ placeholder, suggestions, onSay }: ComposerProps): VNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(160, element.scrollHeight)}px`;
  }, [text]);
  useEffect(() => {
    if (matchMedia("(hover: hover)").matches) field.current?.focus({ preventScroll: true });
  }, []);

  const submit = (event: Event): void => {
    event.preventDefault();
    if (text.trim() === "") return;
    onSay(text.trim());
    setText("");
  };
  const pressKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  };
  return html`<form class="composer" onSubmit=${submit}>
    ${
      suggestions.length > 0 &&
      html`<div class="chips" role="group" aria-label="Suggestions">
        ${suggestions.map(
          (one) =>
            html`<button type="button" class="chip" key=${one.text} title=${one.text} onClick=${() => onSay(one.text)}>${one.label}</button>`,
        )}
      </div>`
    }
    <div class="field">
      <textarea ref=${field} rows="1" value=${text} maxlength="8000" placeholder=${placeholder} aria-label="Message to Aura"
        onInput=${(event: Event) => setText((event.currentTarget as HTMLTextAreaElement).value)} onKeyDown=${pressKey}></textarea>
      <button class="send" type="submit" aria-label="Send" disabled=${text.trim() === ""}>${icon("send")}</button>
    </div>
  </form>`;
}
