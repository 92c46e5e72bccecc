import type { Output, Reporter } from '#cli/progress/reporter.ts';

/** Only the path of the film at the end, or the error; a film that failed its check is one, and a degraded one says why there. */
export function createQuietReporter(out: Output, errors: Output): Reporter {
  return {
    begin: () => undefined,
    event: () => undefined,
    finish({ film, path }) {
      if (film.verdict === 'failed') {
        errors.write(`Error: The film failed its check: ${film.reasons.join(' ')} It lies in ${path}.\n`);
        return;
      }
      if (film.verdict === 'degraded') errors.write(`Degraded: ${film.reasons.join(' ')}\n`);
      out.write(`${path}\n`);
    },
    fail: ({ message, hint }) => errors.write(`${['Error:', message, hint].filter(Boolean).join(' ')}\n`),
    stopped: () => undefined,
  };
}
