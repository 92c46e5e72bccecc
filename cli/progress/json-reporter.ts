import { sayVerdict } from '#cli/progress/format.ts';
import type { Output, Reporter } from '#cli/progress/reporter.ts';

/** Every event as one JSON line on standard output, for programs; the last one is `finished`, `failed` or `stopped`. */
export function createJsonReporter(out: Output): Reporter {
  const line = (value: object) => out.write(`${JSON.stringify(value)}\n`);
  return {
    begin: (title, resumed) => line({ type: 'begin', title, resumed }),
    event: ({ version, at, event }) => line({ ...event, version, at: new Date(at).toISOString() }),
    finish: ({ film, path, bytes, elapsedMs }) =>
      line({
        type: 'finished',
        path,
        bytes,
        elapsedMs: Math.round(elapsedMs),
        title: film.title,
        verdict: film.verdict,
        reasons: film.reasons,
        summary: sayVerdict({ film, path }),
        seconds: film.seconds,
        width: film.width,
        height: film.height,
        scenes: film.scenes,
      }),
    fail: ({ code, message, hint }) => line({ type: 'failed', code, message, ...(hint ? { hint } : {}) }),
    stopped: () => line({ type: 'stopped' }),
  };
}
