import type { LineText } from '#shared/agents/writer/line-texts.ts';
import type { Fact } from '#shared/domain/research.ts';

/** Facts by the sentences that say them, in the order of the research. */
export function factsBySentence(facts: readonly Fact[]): Map<string, Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    for (const id of fact.sentences) {
      const list = found.get(id);
      if (list) list.push(fact);
      else found.set(id, [fact]);
    }
  }
  return found;
}

/** Ids of the facts that a line rests on: the statements of its sentences, and of their figures those it says. */
export function citedFacts(line: LineText, bySentence: ReadonlyMap<string, readonly Fact[]>): string[] {
  const ids = new Set<string>();
  for (const id of line.sentences) {
    for (const fact of bySentence.get(id) ?? []) {
      if (fact.kind !== 'number' || line.text.includes(fact.display)) ids.add(fact.id);
    }
  }
  return [...ids];
}
