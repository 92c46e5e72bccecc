import { placedBlocks } from '#shared/agents/researcher/flatten.ts';
import type { Beat } from '#shared/agents/writer/beat.ts';
import { beatSeconds, beatsOfBlocks, type Film } from '#shared/agents/writer/beats-of-blocks.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import { termVectors } from '#shared/language/rank-text.ts';
import { topicKeys } from '#shared/language/terms.ts';

/**
 * Parts a document into what a film may say, in its order, and weighs it. Sentences that the researcher left out of a
 * long document are left out here too.
 */
export function makeBeats(document: Document, research: Research, film: Film): Beat[] {
  const salience = new Map<string, number>();
  for (const fact of research.facts) {
    if (fact.kind === 'statement') for (const id of fact.sentences) salience.set(id, fact.salience);
  }
  const known = new Set(salience.keys());
  const beats = beatsOfBlocks(placedBlocks(document), known, film);
  const keys = beats.map(({ sayings }) =>
    topicKeys(sayings.map(({ text }) => text).join(' '), document.language),
  );
  const vectors = termVectors(keys);
  return beats.map((beat, index) => ({
    ...beat,
    index,
    seconds: beatSeconds(beat, film),
    salience: beat.sayings.reduce((sum, { id }) => sum + (salience.get(id) ?? 0), 0) / beat.sayings.length,
    vector: vectors[index] ?? new Map(),
  }));
}
