import type { Output, Reporter } from '#cli/progress/reporter.ts';

/** Only the path of the film at the end, or the error. */
export function createQuietReporter(out: Output, errors: Output): Reporter {
  return {
    begin: () => undefined,
    event: () => undefined,
    finish: ({ path }) => out.write(`${path}\n`),
    fail: ({ message, hint }) => errors.write(`${['Error:', message, hint].filter(Boolean).join(' ')}\n`),
    stopped: () => undefined,
  };
}
