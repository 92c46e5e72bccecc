import type { SpeakerOf } from '#shared/agents/director/plan-beats.ts';
import type { Fact } from '#shared/domain/research.ts';

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Says who speaks a line that is, as a whole, words of somebody whom the research names. */
export function speakersIn(facts: readonly Fact[]): SpeakerOf {
  const quotes = new Map(
    facts.flatMap((fact) =>
      fact.kind === 'quote' && fact.source !== undefined
        ? [[fact.id, { source: fact.source, words: bare(fact.quote) }] as const]
        : [],
    ),
  );
  return (line) =>
    line.facts.map((id) => quotes.get(id)).find((quote) => quote?.words.includes(bare(line.text)))?.source;
}
