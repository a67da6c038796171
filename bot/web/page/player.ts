import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { clock } from "../../words.ts";
import type { VersionView } from "../pageTypes.ts";
import { html } from "./html.ts";
import { icon } from "./icons.ts";
import { shotAt, Timeline } from "./timeline.ts";

export type PlayerProps = {
  version: VersionView;
  title: string;
  size: { width: number; height: number };
  /** Play as soon as it can: somebody is waiting for this one. */
  isAwaited: boolean;
  /** A place that was asked for elsewhere on the page; `count` tells two equal wishes apart. */
  wish: { atMs: number; count: number } | null;
  onTime: (atMs: number) => void;
};

const rates = [1, 1.5, 2, 0.5];
const STEP_MS = 1000 / 30;

/** A version in the player. Keys: space or K, J and L for five seconds, comma and full stop for one frame, F, and digits. */
export function Player({ version, title, size, isAwaited, wish, onTime }: PlayerProps): VNode {
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [atMs, setAtMs] = useState(0);
  const [durationMs, setDurationMs] = useState(version.durationMs);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [rate, setRate] = useState(1);

  useEffect(() => {
    setAtMs(0);
    setDurationMs(version.durationMs);
    setBroken(false);
  }, [version.id]);

  useEffect(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isAwaited && !calm) video.current?.play().catch(() => undefined);
  }, [version.id, isAwaited]);

  // timeupdate comes four times a second; the playhead should glide.
  useEffect(() => {
    if (!isPlaying) return;
    let request = requestAnimationFrame(function tick() {
      tell();
      request = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(request);
  }, [isPlaying]);

  useEffect(() => {
    if (wish) seek(wish.atMs);
  }, [wish?.count]);

  // A version that was taken off the page still says that it pauses: ask the one that is there.
  const follow = (): void => setPlaying(video.current?.paused === false);

  function tell(): void {
    const ms = (video.current?.currentTime ?? 0) * 1000;
    setAtMs(ms);
    onTime(ms);
  }
  function seek(ms: number): void {
    const element = video.current;
    if (!element) return;
    const inside = Math.min(durationMs, Math.max(0, ms));
    element.currentTime = inside / 1000;
    setAtMs(inside);
    onTime(inside);
  }
  function toggle(): void {
    const element = video.current;
    if (!element) return;
    if (element.paused) element.play().catch(() => setBroken(true));
    else element.pause();
  }
  function changeRate(): void {
    const next = rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1;
    if (video.current) video.current.playbackRate = next;
    setRate(next);
  }
  function expand(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else frame.current?.requestFullscreen().catch(() => undefined);
  }
  const keys: Record<string, () => void> = {
    " ": toggle,
    k: toggle,
    j: () => seek(atMs - 5_000),
    l: () => seek(atMs + 5_000),
    ArrowLeft: () => seek(atMs - 1_000),
    ArrowRight: () => seek(atMs + 1_000),
    ",": () => seek(atMs - STEP_MS),
    ".": () => seek(atMs + STEP_MS),
    f: expand,
  };
  const pressKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
    if (isOnButton && event.key === " ") return;
    const digit = /^\d$/.test(event.key) ? Number(event.key) : null;
    const act = digit === null ? keys[event.key.toLowerCase()] : () => seek((durationMs * digit) / 10);
    if (!act) return;
    event.preventDefault();
    act();
  };

  const now = shotAt(version.chapters, atMs);
  const name = `Version ${version.number} of ${title}`;
  return html`<section class="player" aria-label=${name} onKeyDown=${pressKey}>
    <div class="screen" ref=${frame} style=${{ aspectRatio: `${size.width} / ${size.height}` }}>
      <video key=${version.id} ref=${video} src=${version.videoUrl} poster=${version.posterUrl ?? undefined}
        preload="metadata" playsinline muted tabindex="0" aria-label=${name}
        onClick=${toggle} onPlay=${follow} onPause=${follow} onTimeUpdate=${tell}
        onError=${() => setBroken(true)}
        onLoadedMetadata=${(event: Event) => {
          const element = event.currentTarget as HTMLVideoElement;
          element.playbackRate = rate;
          if (Number.isFinite(element.duration)) setDurationMs(element.duration * 1000);
        }}>
        ${version.captionsUrl && html`<track kind="captions" src=${version.captionsUrl} label="Captions" />`}
      </video>
      ${!isPlaying && !isBroken && atMs < 100 && html`<button class="big-play" tabindex="-1" aria-hidden="true" onClick=${toggle}>${icon("play")}</button>`}
      ${
        isBroken &&
        html`<div class="broken" role="alert"><p>This browser cannot play the video.</p>
          <a class="button" href=${`${version.videoUrl}?download`} download>Download it</a></div>`
      }
    </div>
    <${Timeline} shots=${version.chapters} durationMs=${durationMs} atMs=${atMs} onSeek=${seek} />
    <div class="controls">
      <button class="round" onClick=${toggle} aria-label=${isPlaying ? "Pause" : "Play"}>${icon(isPlaying ? "pause" : "play")}</button>
      <span class="time"><b>${clock(atMs)}</b> / ${clock(durationMs)}</span>
      <span class="now">${now && html`<span class=${now.changed ? "mark" : ""}>${now.label}</span> <span class="route">${now.route}</span>`}</span>
      <button class="quiet rate" onClick=${changeRate} aria-label=${`Speed ${rate}, change`}>${rate}×</button>
      <a class="quiet" href=${`${version.videoUrl}?download`} download aria-label=${`Download version ${version.number} as MP4`}>${icon("download")}<span>MP4</span></a>
      ${version.captionsUrl && html`<a class="quiet" href=${version.captionsUrl} download=${`version-${version.number}.vtt`} aria-label="Download the captions as WebVTT">${icon("download")}<span>VTT</span></a>`}
      <button class="quiet" onClick=${expand} aria-label="Full screen">${icon("expand")}</button>
    </div>
  </section>`;
}
