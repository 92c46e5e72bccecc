/** Exit code of a command that the person stopped: 128 + SIGINT, as shells count. */
export const STOPPED = 130;

let asked = false;
let onFirst: (() => void) | undefined;
let say = (): void => void process.stderr.write('Stopped.\n');

/**
 * Catches Ctrl-C and an end asked for by the system from now on, so that no moment of the start dies without a word. Until
 * {@link onStop} says what there is to close, and for whoever asks twice, the process says that it stops and ends at once;
 * every file of ours survives that.
 */
export function catchSignals(): void {
  const stop = () => {
    if (asked || !onFirst) {
      say();
      process.exit(STOPPED);
    }
    asked = true;
    onFirst();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** Sets what is said, and thereby how a terminal is put right again, when the process has to end at once. */
export function sayOnStop(words: () => void): void {
  say = words;
}

/** Closes what is open when the person asks to stop. Resolves when that is done; rejects when it fails. */
export function onStop(close: () => Promise<void>): Promise<'stopped'> {
  return new Promise((resolve, reject) => {
    onFirst = () => void close().then(() => resolve('stopped'), reject);
  });
}
