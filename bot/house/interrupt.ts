import { constants } from "node:os";

/**
 * Ctrl-C and SIGTERM: the first asks everything to end in order, the second ends at once. `onFirst` resolves when all is
 * closed; the process then exits with 128 and the signal's number, as shells expect.
 */
export function onInterrupt(onFirst: (signal: NodeJS.Signals) => Promise<void>, onSecond: () => void): Interrupts {
  let isStopping = false;
  const interrupt = (signal: NodeJS.Signals): void => {
    const exitCode = 128 + constants.signals[signal];
    if (isStopping) {
      onSecond();
      process.exit(exitCode);
    }
    isStopping = true;
    onFirst(signal).then(
      () => process.exit(exitCode),
      () => process.exit(exitCode),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt(signal));
  return { interrupt, isStopping: () => isStopping };
}

export type Interrupts = { interrupt(signal: NodeJS.Signals): void; isStopping(): boolean };
