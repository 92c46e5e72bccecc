import { quoted, type Verdict, verdict } from '#shared/agents/critic/finding.ts';
import type { Fact, Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import { numberKeys } from '#shared/language/number-keys.ts';

function wordsOf(fact: Fact): string {
  const more =
    fact.kind === 'number'
      ? [fact.display]
      : fact.kind === 'list'
        ? fact.items
        : fact.kind === 'series'
          ? fact.points.map(({ label, value }) => `${label} ${value}`)
          : [];
  return [fact.text, ...more].join(' ');
}

/** Every number said must stand in a fact that its line cites, and every cited fact must exist. */
export function checkFacts(script: Script, research: Research): Verdict[] {
  const facts = new Map(research.facts.map((fact) => [fact.id, fact]));
  const unknown = script.lines.filter((line) => line.facts.some((id) => !facts.has(id)));
  const invented = script.lines.flatMap((line) => {
    const known = numberKeys(line.facts.flatMap((id) => wordsOf(facts.get(id) ?? EMPTY)).join(' '));
    const missing = [...numberKeys(line.text)].filter((key) => !known.has(key));
    return missing.length > 0
      ? [{ message: `${missing.join(', ')} is in no fact that ${quoted(line.text)} cites.` }]
      : [];
  });
  return [
    verdict('NUMBER_NOT_IN_SOURCE', Math.min(script.lines.length, 3), invented),
    verdict(
      'FACT_UNKNOWN',
      script.lines.length,
      unknown.map(({ text }) => ({
        message: `${quoted(text)} cites a fact that the research does not have.`,
      })),
    ),
  ];
}

const EMPTY: Fact = { id: 'f0', kind: 'statement', text: '-', sentences: [], salience: 0 };
