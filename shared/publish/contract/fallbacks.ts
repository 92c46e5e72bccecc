import type { StoredEvent } from '#shared/domain/events.ts';

/**
 * Notices that tell how the film was made and take nothing away from it; every other one tells of a fallback. What the writer
 * expects of the length is one: the length itself is measured.
 */
const INFORMATION: ReadonlySet<string> = new Set([
  'FOLDER_TAKEN',
  'LONGER_THAN_ASKED',
  'MODERATION',
  'RENDER_JOBS_FAILED',
  'RENDER_LANE',
  'SHORTER_THAN_ASKED',
  'SOURCES_CHOSEN',
  'TEXT_CUT',
  'WIKIPEDIA_USED',
]);

/** Of one kind so many are told one by one: all reasons together must fit into the state of a workflow. */
const TOLD_OF_A_KIND = 5;
const LONGEST = 400;

/**
 * What a run could not do as it was asked, read from its journal: the sentences of its notices, each once, sorted by code
 * so that steps that ran side by side give the same verdict in every order.
 */
export function fallbacksOf(events: readonly StoredEvent[]): string[] {
  const kinds = new Map<string, Set<string>>();
  for (const { event } of events) {
    if (event.type !== 'notice' || INFORMATION.has(event.code)) continue;
    kinds.set(event.code, (kinds.get(event.code) ?? new Set()).add(event.message));
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([code, messages]) => told(code, messages));
}

function told(code: string, messages: ReadonlySet<string>): string[] {
  const sentences = [...messages].sort().map(clipped);
  const more = sentences.length - TOLD_OF_A_KIND;
  if (more <= 0) return sentences;
  return [...sentences.slice(0, TOLD_OF_A_KIND), `The same is true in ${more} more places (${code}).`];
}

function clipped(text: string): string {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : text;
}
