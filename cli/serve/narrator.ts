import type { Output } from '#cli/progress/reporter.ts';
import type { Ending } from '#cli/serve/deliver-dropped.ts';
import { StageView } from '#shared/brief/stages.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** Of the stages that are done every third is told of. */
const TOLD_STAGES = 3;
/** Letters of a title that stand in a line. */
const MAX_TITLE = 40;

/** Something that happened to a production that is served. */
export interface Happening {
  run: Pick<RunRecord, 'id' | 'title'>;
  event: StoredEvent;
  /** True for what happened before the server was started: it is taken in and not told. */
  isPast: boolean;
  /** With the last event of a film that was made. */
  ending?: Ending;
}

/** Tells whoever watches the server what happens, a line at a time. */
export type Narrator = (happening: Happening) => void;

/** Every event as a line of JSON, with the production that it belongs to. */
export function createJsonNarrator(out: Output): Narrator {
  return ({ run, event, isPast, ending }) => {
    if (isPast) return;
    const line = {
      ...event.event,
      run: run.id,
      production: run.title,
      version: event.version,
      at: new Date(event.at).toISOString(),
      ...(ending ? { verdict: ending.film.verdict, reasons: ending.film.reasons } : {}),
      ...(ending?.path === undefined ? {} : { path: ending.path }),
    };
    out.write(`${JSON.stringify(line)}\n`);
  };
}

/** A line for each thing that a person wants to know; of the stages of a film only some. */
export function createPlainNarrator(out: Output, errors: Output): Narrator {
  const views = new Map<string, StageView>();
  return ({ run, event, isPast, ending }) => {
    const view = views.get(run.id) ?? new StageView();
    views.set(run.id, view);
    const before = view.stages.filter(({ state }) => state === 'done').length;
    const noticesBefore = view.notices.length;
    const stage = view.apply(event);
    if (isPast) return;
    const line = (text: string, to = out) =>
      to.write(
        `${new Date(event.at).toTimeString().slice(0, 8)}  ${plain(`${shortTitle(run.title)}: ${text}`)}\n`,
      );
    for (const notice of view.notices.slice(noticesBefore)) line(`note: ${notice}`);
    const done = view.stages.filter(({ state }) => state === 'done').length;
    if (stage && done > before && done % TOLD_STAGES === 0 && done < view.stages.length) {
      line(`${stage.name} done (${done}/${view.stages.length})`);
    }
    const said = describe(event, run.id, ending);
    if (said) line(said, event.event.type === 'run.failed' ? errors : out);
    if (/^run\.(succeeded|failed|cancelled)$/.test(event.event.type)) views.delete(run.id);
  };
}

function describe({ event }: StoredEvent, id: string, ending: Ending | undefined): string | undefined {
  const address = `/v1/productions/${id}`;
  switch (event.type) {
    case 'run.accepted':
      return `accepted as ${id}`;
    case 'run.started':
      return 'started';
    case 'approval.asked':
      return `waits for your word: GET ${address}, then POST ${address}/approve {"verdict":"approved"}`;
    case 'approval.given':
      return `${event.verdict} by ${event.by}${event.reason ? `: ${event.reason}` : ''}`;
    case 'run.succeeded':
      return describeEnding(ending, `${address}/files/film.mp4`);
    case 'run.failed':
      return ['failed:', event.message, event.hint].filter(Boolean).join(' ');
    case 'run.cancelled':
      return 'stopped';
    default:
      return undefined;
  }
}

/** Without what moves the cursor of a terminal or makes a line of its own: titles and reasons come from anybody. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function shortTitle(title: string): string {
  const letters = [...title];
  return letters.length <= MAX_TITLE
    ? title
    : `${letters
        .slice(0, MAX_TITLE - 1)
        .join('')
        .trimEnd()}…`;
}

/** Where the film is, its verdict, and why it is not a better one. */
function describeEnding(ending: Ending | undefined, address: string): string {
  if (!ending) return `finished: ${address}`;
  const { film, path } = ending;
  const reasons = film.verdict === 'passed' ? '' : ` ${film.reasons.join(' ')}`;
  return `finished, ${film.verdict}: ${path ?? address}${reasons}`;
}
