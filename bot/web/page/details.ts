import type { VNode } from "preact";
import { clock, duration, size } from "../../words.ts";
import type { RunView, VersionView } from "../pageTypes.ts";
import { html } from "./html.ts";
import { icon } from "./icons.ts";
import { shotAt } from "./timeline.ts";

export function Shots({
  version,
  atMs,
  onSeek,
}: {
  version: VersionView;
  atMs: number;
  onSeek: (atMs: number) => void;
}): VNode {
  const now = shotAt(version.chapters, atMs);
  return html`<section class="panel" aria-labelledby="shots-title">
    <h2 id="shots-title">Shots</h2>
    ${version.chapters.length === 0 && html`<p class="muted">This video has no marked steps.</p>`}
    <ol class="shots">
      ${version.chapters.map(
        (shot) => html`<li key=${shot.shotId}>
          <button class="shot" aria-current=${shot === now ? "true" : undefined} onClick=${() => onSeek(shot.startMs)}>
            <span class="time">${clock(shot.startMs)}</span>
            <span class="shot-label"><span class=${shot.changed ? "mark" : ""}>${shot.label}</span>
              ${shot.changed && html`<span class="visually-hidden"> (changed)</span>`}</span>
            <span class="route">${shot.route}</span>
          </button>
        </li>`,
      )}
    </ol>
  </section>`;
}

export type VersionsProps = {
  runs: RunView[];
  selectedId: string | null;
  currentId: string | null;
  onShow: (versionId: string) => void;
  onRestore: (version: VersionView) => void;
  onReview: (version: VersionView, decision: "approved" | "rejected") => void;
};

/** Every version of every recording of the thread, the newest first. */
export function Versions({ runs, selectedId, currentId, onShow, onRestore, onReview }: VersionsProps): VNode {
  const filmed = runs.filter((run) => run.versions.length > 0).toReversed();
  const currentRun = filmed.find(({ versions }) => versions.some(({ id }) => id === currentId));
  const selected = filmed.flatMap(({ versions }) => versions).find(({ id }) => id === selectedId);
  return html`<section class="panel" aria-labelledby="versions-title">
    <h2 id="versions-title">Versions</h2>
    ${filmed.map(
      (run) => html`<div key=${run.id}>
        ${filmed.length > 1 && html`<h3>${run.title}</h3>`}
        <ol class="versions" reversed>
          ${run.versions.toReversed().map((version) => {
            const isCurrent = version.id === currentId;
            const isReady = version.status === "completed";
            const state = isReady
              ? duration(version.durationMs)
              : version.status === "failed"
                ? "failed"
                : "in the making";
            return html`<li key=${version.id} class="version">
              <button class="version-main" aria-pressed=${version.id === selectedId} disabled=${!isReady} onClick=${() => onShow(version.id)}>
                <span class="thumb">${version.posterUrl && html`<img src=${version.posterUrl} alt="" loading="lazy" />`}</span>
                <span class="card-words"><b>Version ${version.number}${isCurrent && html` <span class="badge">current</span>`}</b>
                  <span>${version.error ?? version.summary}</span></span>
                <span class="fact">${state}</span>
              </button>
              ${
                isReady &&
                !isCurrent &&
                run === currentRun &&
                html`<button class="quiet" onClick=${() => onRestore(version)} aria-label=${`Restore version ${version.number}`}>${icon("restore")}</button>`
              }
              ${
                isReady &&
                html`<a class="quiet" href=${`${version.videoUrl}?download`} download aria-label=${`Download version ${version.number}`}>${icon("download")}</a>`
              }
            </li>`;
          })}
        </ol>
      </div>`,
    )}
    ${
      selected?.status === "completed" &&
      html`<p>
        <button class="link" onClick=${() => onReview(selected, "approved")}>Approve version ${selected.number}</button>
        ${" "}<span aria-hidden="true">·</span>${" "}
        <button class="link" onClick=${() => onReview(selected, "rejected")}>Reject it</button>
      </p>`
    }
  </section>`;
}

export function Notes({ run, onSay }: { run: RunView; onSay: (text: string) => void }): VNode {
  const files = run.exports.filter((file) => file.url !== null).toReversed();
  return html`<section class="panel" aria-labelledby="notes-title">
    <h2 id="notes-title">What changed</h2>
    <p>${run.summary}</p>
    ${
      run.notShown.length > 0 &&
      html`<h3>Not shown</h3><ul class="plain">${run.notShown.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`
    }
    <h3>Files</h3>
    <ul class="plain files">
      ${files.map(
        (
          file,
        ) => html`<li key=${file.id}><a href=${`${file.url}?download`} download>${file.format.toUpperCase()} of version ${file.versionNumber}</a>
          ${" "}<span class="fact">${file.width} × ${file.height}, ${size(file.sizeBytes)}</span></li>`,
      )}
      <li><button class="link" onClick=${() => onSay("export as gif")}>Make a GIF</button> <span aria-hidden="true">·</span>
        ${" "}<button class="link" onClick=${() => onSay("export as gif under 5 MB")}>GIF under 5 MB</button></li>
    </ul>
  </section>`;
}
