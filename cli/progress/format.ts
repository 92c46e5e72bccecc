import type { Finished } from '#cli/progress/reporter.ts';
import type { Stage } from '#shared/brief/stages.ts';

const FAILED = 'The film breaks what is promised of it, so it was put aside; an earlier film stays as it is.';

/** `0.4 s`, `12.3 s`, `2 min 5 s` from milliseconds. */
export function formatTime(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `640 kB`, `4.2 MB` from bytes. */
export function formatSize(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** What a stage's line says behind its name. */
export function describeStage(stage: Stage): string {
  const count = stage.total > 0 ? `${stage.done}/${stage.total}` : '';
  if (stage.state === 'running') return count;
  const time = stage.reused ? '(kept)' : formatTime(stage.endedAt - stage.startedAt);
  return [count, time].filter(Boolean).join('  ');
}

/** A last line longer than this wraps more than twice in a terminal: what more there is stands above it. */
const LAST_LINE = 200;

/** The last line: the verdict, its reasons in short and the path, for people and for `tail -1`. */
export function sayVerdict({ film, path }: Pick<Finished, 'film' | 'path'>): string {
  const { verdict, reasons } = film;
  if (verdict === 'passed') return `passed  ${path}`;
  const short: string[] = [];
  for (const reason of reasons) {
    const plain = reason.replace(/\.$/, '');
    if ([...short, plain].join('; ').length > LAST_LINE - path.length) break;
    short.push(plain);
  }
  const left = reasons.length - short.length;
  const more =
    left === 0 ? [] : [`${left} ${left === 1 ? 'reason' : 'reasons'}${short.length > 0 ? ' more' : ''}`];
  return `${verdict}: ${[...short, ...more].join('; ')}  ${path}`;
}

/** The last lines: how long and large the film is, the reasons of its verdict one by one, and {@link sayVerdict}. */
export function describeFinish({ film, path, bytes, elapsedMs }: Finished): string[] {
  const reasons = film.reasons.map((reason) => `  ${reason}`);
  const facts = [
    formatTime(film.seconds * 1000),
    `${film.width}×${film.height}`,
    formatSize(bytes),
    `${film.scenes} scenes`,
    `made in ${formatTime(elapsedMs)}`,
  ];
  const kept = film.verdict === 'failed' ? [FAILED] : [];
  return [`${film.title}  (${facts.join(', ')})`, ...reasons, ...kept, sayVerdict({ film, path })];
}
