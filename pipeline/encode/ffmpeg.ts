import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { cleanEnvironment } from "../../environment.ts";
import { PipelineError } from "../failure.ts";

export type FfmpegProgram = { path: string; version: string };

export type FfmpegRun = {
  /** Resolves when the bytes were handed on; only then may they be overwritten. */
  write(bytes: Uint8Array): Promise<void>;
  /** Closes stdin and waits for the end. */
  finish(): Promise<void>;
  /** Ends the program at once, if it still runs. */
  kill(): Promise<void>;
};

export type FfmpegOptions = {
  ffmpeg: FfmpegProgram;
  args: readonly string[];
  /** A promise holds the program back until it resolves. */
  onOutput?: (chunk: Buffer) => unknown;
  signal?: AbortSignal | undefined;
  /** The program is ended when it takes nothing, gives nothing and does not end for this long. */
  stallMs?: number;
};

const stderrLimit = 8_000;

/** Starts ffmpeg. It reads from us, so it ends when we do, whatever becomes of us. */
export function startFfmpeg({ ffmpeg, args, onOutput, signal, stallMs = 60_000 }: FfmpegOptions): FfmpegRun {
  const child: ChildProcessWithoutNullStreams = spawn(ffmpeg.path, args, { env: cleanEnvironment(), stdio: "pipe" });
  let stderr = "";
  let isStalled = false;
  let failure: PipelineError | null = null;

  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (chunk: string) => {
    stderr = (stderr + chunk).slice(-stderrLimit);
  });
  const watchdog = setTimeout(() => {
    // Held back by whoever reads, it cannot go on.
    if (child.stdout.isPaused()) {
      watchdog.refresh();
      return;
    }
    isStalled = true;
    child.kill("SIGKILL");
  }, stallMs);
  child.stdout.on("data", (chunk: Buffer) => {
    watchdog.refresh();
    const taken = onOutput?.(chunk);
    if (!(taken instanceof Promise)) return;
    child.stdout.pause();
    void taken.finally(() => child.stdout.resume());
  });
  // Its end tells why; a broken pipe is only how we notice.
  child.stdin.on("error", () => {});

  const ended = new Promise<void>((resolve) => {
    const settle = (error: PipelineError | null): void => {
      clearTimeout(watchdog);
      signal?.removeEventListener("abort", endNow);
      failure ??= error;
      resolve();
    };
    child.once("error", (cause) => settle(failureToStart(ffmpeg, cause)));
    child.once("close", (code, killedBy) => {
      settle(code === 0 ? null : failureOfRun({ code, killedBy, stderr, isStalled, args }));
    });
  });
  const endNow = (): void => {
    child.kill("SIGKILL");
    // What is held back would never be read, and a program counts as ended only when its output is.
    child.stdout.destroy();
  };
  signal?.addEventListener("abort", endNow, { once: true });
  if (signal?.aborted) endNow();

  const throwIfOver = (): void => {
    signal?.throwIfAborted();
    if (failure) throw failure;
  };

  return {
    async write(bytes) {
      throwIfOver();
      const written = new Promise<boolean>((resolve) => {
        child.stdin.write(bytes, (error) => resolve(!error));
      });
      if (await Promise.race([written, ended.then(() => false)])) {
        watchdog.refresh();
        return;
      }
      await ended;
      throwIfOver();
      throw failureOfRun({ code: 0, killedBy: null, stderr, isStalled, args });
    },
    async finish() {
      child.stdin.end();
      await ended;
      throwIfOver();
    },
    async kill() {
      endNow();
      await ended;
    },
  };
}

/** Feeds all frames, at most `framesInFlight` of them waiting, and ends the program, well or at once. */
export async function feedFrames(
  run: FfmpegRun,
  frames: AsyncIterable<Uint8Array>,
  framesInFlight: number,
): Promise<void> {
  try {
    const writes: Promise<void>[] = [];
    for await (const frame of frames) {
      const write = run.write(frame);
      // Awaited soon; until then a failure must not count as unheard.
      write.catch(() => {});
      writes.push(write);
      if (writes.length >= framesInFlight) await writes.shift();
    }
    await Promise.all(writes);
    await run.finish();
  } catch (error) {
    await run.kill();
    throw error;
  }
}

function failureToStart({ path }: FfmpegProgram, cause: Error): PipelineError {
  return new PipelineError(
    "ffmpeg_missing",
    `ffmpeg could not be started from ${path}; run "npm run doctor" to see what is missing.`,
    { cause },
  );
}

type RunEnd = {
  code: number | null;
  killedBy: string | null;
  stderr: string;
  isStalled: boolean;
  args: readonly string[];
};

/** One early return for each known cause; the program's own words go to the log. */
function failureOfRun({ code, killedBy, stderr, isStalled, args }: RunEnd): PipelineError {
  const cause = new Error(`ffmpeg ${args.join(" ")}\nended with ${killedBy ?? code}: ${stderr.trim()}`);
  if (/No space left on device/i.test(stderr)) {
    return new PipelineError("disk_full", "The disk is full; free some space and ask again.", { cause });
  }
  if (/Unknown encoder 'libx264'/i.test(stderr)) {
    return new PipelineError(
      "ffmpeg_without_x264",
      "This ffmpeg cannot write H.264; set FFMPEG_BIN to one with libx264, or remove FFMPEG_BIN.",
      { cause },
    );
  }
  if (isStalled) {
    return new PipelineError("encoder_stalled", "The video encoder stopped answering; ask once more, please.", {
      cause,
      isRetryable: true,
    });
  }
  if (killedBy) {
    return new PipelineError("encoder_killed", "The video encoder was ended from outside; ask once more, please.", {
      cause,
      isRetryable: true,
    });
  }
  return new PipelineError("encoder_failed", "The video encoder failed; the worker's log has the details.", { cause });
}
