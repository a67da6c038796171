import { UsageError } from "../commandLine.ts";
import { failureOf } from "./failure.ts";
import type { OnProgress } from "./progress.ts";

type CommandContext = { signal: AbortSignal; onProgress: OnProgress; print: (line: string) => void };

/**
 * Runs a command line tool: Ctrl-C aborts it, progress goes to standard error (a line that is rewritten on a terminal, one
 * line a stage elsewhere), a failure is one sentence and exit code 1 (2 for wrong arguments, 130 for Ctrl-C).
 */
export async function runCommand(command: (context: CommandContext) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort("interrupted"));
  process.once("SIGTERM", () => stop.abort("terminated"));
  const progress = progressLine(process.stderr);
  try {
    await command({
      signal: stop.signal,
      onProgress: progress.show,
      print: (line) => progress.above(() => console.log(line)),
    });
    progress.clear();
    process.exitCode = 0;
  } catch (error) {
    progress.clear();
    process.exitCode = tell(error, stop.signal.aborted);
  }
  // A child's handle that is slow to close must not keep a finished command alive.
  process.exit();
}

function tell(error: unknown, wasStopped: boolean): number {
  if (wasStopped) {
    process.stderr.write("Stopped.\n");
    return 130;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const failure = failureOf(error);
  if (failure.code === "internal") console.error(error);
  else process.stderr.write(`${failure.message}\n`);
  return 1;
}

function progressLine(stream: NodeJS.WriteStream) {
  let shown = "";
  const clear = () => {
    if (stream.isTTY && shown) stream.write("\r\x1b[K");
    shown = "";
  };
  const show: OnProgress = ({ stage, fraction }) => {
    const line = stream.isTTY && fraction !== null ? `${stage} ${Math.round(fraction * 100)} %` : stage;
    if (line === shown) return;
    stream.write(stream.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
    shown = line;
  };
  const above = (write: () => void) => {
    clear();
    write();
  };
  return { show, clear, above };
}
