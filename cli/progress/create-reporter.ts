import { createJsonReporter } from '#cli/progress/json-reporter.ts';
import { createPlainReporter } from '#cli/progress/plain-reporter.ts';
import { createQuietReporter } from '#cli/progress/quiet-reporter.ts';
import type { Reporter } from '#cli/progress/reporter.ts';
import { createTerminalReporter } from '#cli/progress/terminal-reporter.ts';

/** Chooses how progress is shown: as asked for, else drawn on a terminal, else in plain lines. */
export function createReporter(asked: { json: boolean; quiet: boolean }): Reporter {
  const { stdout, stderr } = process;
  if (asked.json) return createJsonReporter(stdout);
  if (asked.quiet) return createQuietReporter(stdout, stderr);
  if (stdout.isTTY) return createTerminalReporter(stdout, stderr, stdout.hasColors());
  return createPlainReporter(stdout, stderr);
}
