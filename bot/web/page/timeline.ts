import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { clock } from "../../words.ts";
import type { VersionView } from "../pageTypes.ts";
import { html } from "./html.ts";

type Shot = VersionView["chapters"][number];

export type TimelineProps = {
  shots: Shot[];
  durationMs: number;
  atMs: number;
  onSeek: (atMs: number) => void;
};

const share = (ms: number, durationMs: number): string =>
  `${(Math.min(1, Math.max(0, ms / Math.max(1, durationMs))) * 100).toFixed(3)}%`;

export const shotAt = (shots: readonly Shot[], atMs: number): Shot | undefined =>
  shots.findLast((shot) => shot.startMs <= atMs + 1);

/** The film under the player: its shots, the changed ones marked, and where it stands. Drag it, or use the keys of a slider. */
export function Timeline({ shots, durationMs, atMs, onSeek }: TimelineProps): VNode {
  const track = useRef<HTMLDivElement>(null);
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const [isDragged, setDragged] = useState(false);

  const timeOf = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return 0;
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * durationMs;
  };
  const press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    track.current?.setPointerCapture(event.pointerId);
    setDragged(true);
    onSeek(timeOf(event));
  };
  const move = (event: PointerEvent): void => {
    const ms = timeOf(event);
    if (event.pointerType !== "touch") setHoverMs(ms);
    if (isDragged) onSeek(ms);
  };
  const keys: Record<string, () => number> = {
    ArrowRight: () => atMs + 1_000,
    ArrowUp: () => atMs + 1_000,
    ArrowLeft: () => atMs - 1_000,
    ArrowDown: () => atMs - 1_000,
    PageDown: () => shots.find((shot) => shot.startMs > atMs + 50)?.startMs ?? durationMs,
    PageUp: () => shots.findLast((shot) => shot.startMs < atMs - 400)?.startMs ?? 0,
    Home: () => 0,
    End: () => durationMs,
  };
  const pressKey = (event: KeyboardEvent): void => {
    const target = keys[event.key];
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(Math.min(durationMs, Math.max(0, target())));
  };

  const now = shotAt(shots, atMs);
  const hovered = hoverMs === null ? undefined : shotAt(shots, hoverMs);
  return html`<div class="timeline" ref=${track} role="slider" tabindex="0" aria-label="Position in the video"
      aria-valuemin="0" aria-valuemax=${Math.round(durationMs / 1000)} aria-valuenow=${Math.round(atMs / 1000)}
      aria-valuetext=${`${clock(atMs)} of ${clock(durationMs)}${now ? `, ${now.label}` : ""}`}
      onPointerDown=${press} onPointerMove=${move} onPointerUp=${() => setDragged(false)}
      onPointerCancel=${() => setDragged(false)} onPointerLeave=${() => setHoverMs(null)} onKeyDown=${pressKey}>
    <div class="film" aria-hidden="true">
      ${shots.map(
        (
          shot,
        ) => html`<span key=${shot.shotId} class=${`frame${shot.changed ? " is-changed" : ""}${shot === now ? " is-now" : ""}`}
          style=${{ left: share(shot.startMs, durationMs), width: share(shot.endMs - shot.startMs, durationMs) }}></span>`,
      )}
    </div>
    <span class="played" style=${{ width: share(atMs, durationMs) }} aria-hidden="true"></span>
    <span class="playhead" style=${{ left: share(atMs, durationMs) }} aria-hidden="true"></span>
    ${
      hoverMs !== null &&
      html`<span class="hint" aria-hidden="true" style=${{ left: share(hoverMs, durationMs) }}>
        <b>${clock(hoverMs)}</b>${hovered ? ` ${hovered.label}` : ""}</span>`
    }
  </div>`;
}
