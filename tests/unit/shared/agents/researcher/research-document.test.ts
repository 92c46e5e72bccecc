import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placedSentences } from '#shared/agents/researcher/flatten.ts';
import { researchDocument } from '#shared/agents/researcher/research-document.ts';
import { research } from '#shared/agents/researcher/step.ts';
import { Document } from '#shared/domain/document.ts';
import { type Fact, Research } from '#shared/domain/research.ts';
import { memoryContext } from '#tests/unit/shared/agents/reader/memory-context.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

const brief = (name: string) => readFileSync(`examples/briefs/${name}.md`, 'utf8');

async function factsOf<K extends Fact['kind']>(text: string, kind: K): Promise<Extract<Fact, { kind: K }>[]> {
  const { facts } = await researchDocument(await readDocument(text));
  return facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}

describe('researchDocument', () => {
  it.each(['deep-sea', 'coffee', 'bees', 'lighthouse', 'brot'])('invents nothing about %s', async (name) => {
    const document = await readDocument(brief(name));
    const said = new Map(placedSentences(document).map(({ id, text }) => [id, text]));
    const tables = document.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'table'));
    const { facts, terms } = await researchDocument(document);
    for (const fact of facts) {
      const words = fact.sentences.map((id) => said.get(id)).join('\n');
      expect(words).not.toContain('undefined');
      if (fact.kind === 'statement' || fact.kind === 'number') expect(words).toBe(fact.text);
      if (fact.kind === 'number') expect(words).toContain(fact.display);
      if (fact.kind === 'number') expect(words).toContain(fact.label);
      if (fact.kind === 'quote') expect(words.replaceAll('\n', ' ')).toContain(fact.quote);
      if (fact.kind === 'series') {
        for (const { label } of fact.points) expect(words + JSON.stringify(tables)).toContain(label);
      }
    }
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    for (const { text } of terms) expect(JSON.stringify(document)).toContain(text);
  });

  it('labels a number with what it counts', async () => {
    const numbers = await factsOf(
      'The ocean covers 71 % of the Earth’s surface. The average depth is 3,682 metres. The Challenger Deep, a trench, lies 10,935 metres down.',
      'number',
    );
    expect(numbers.map(({ display, label, unit }) => [display, label, unit])).toEqual([
      ['71 %', 'of the Earth’s surface', '%'],
      ['3,682 metres', 'The average depth', 'metres'],
      ['10,935 metres', expect.stringContaining('Challenger Deep'), 'metres'],
    ]);
  });

  it('reads a development from a sentence', async () => {
    const [series] = await factsOf(
      'The mapped share grew from 6 % in 2017 to 26 % in 2024. It is not done.',
      'series',
    );
    expect(series).toMatchObject({
      title: 'The mapped share',
      unit: '%',
      shape: 'time',
      points: [
        { label: '2017', value: 6 },
        { label: '2024', value: 26 },
      ],
    });
  });

  it('reads the figures of a table, without years for values and without totals', async () => {
    const series = await factsOf(
      'Dives went deeper.\n\n| Vessel | Year | Depth (m) |\n|---|---|---|\n| Trieste | 1960 | 10,916 |\n| Alvin | 1964 | 6,500 |\n| Total | | 17,416 |',
      'series',
    );
    expect(series).toHaveLength(1);
    expect(series[0]).toMatchObject({
      title: 'Depth',
      unit: 'm',
      shape: 'categories',
      sentences: ['s0'],
      points: [
        { label: 'Trieste', value: 10916 },
        { label: 'Alvin', value: 6500 },
      ],
    });
  });

  it.each([
    ['time', '| Year | Share |\n|---|---|\n| 2000 | 5 % |\n| 2010 | 9 % |'],
    ['parts', '| Gas | Share |\n|---|---|\n| Nitrogen | 78 % |\n| Oxygen | 21 % |\n| Other | 1 % |'],
    ['categories', '| Gas | Mass |\n|---|---|\n| Nitrogen | 28 |\n| Oxygen | 32 |'],
  ] as const)('tells a series of %s from the others', async (shape, table) => {
    expect((await factsOf(`Here are the figures.\n\n${table}`, 'series'))[0]?.shape).toBe(shape);
  });

  it('keeps who said what', async () => {
    const quotes = await factsOf(
      '"We know more about the Moon than about the sea floor," said Sylvia Earle. The word "deep" is old.\n\n> It is dark down there.\n> — A. Diver',
      'quote',
    );
    expect(quotes.map(({ quote, source }) => [quote, source])).toEqual([
      ['We know more about the Moon than about the sea floor', 'Sylvia Earle'],
      ['It is dark down there.', 'A. Diver'],
    ]);
  });

  it('names terms that are nouns and names that are names in English', async () => {
    const { terms, entities } = await researchDocument(await readDocument(brief('deep-sea')));
    expect(terms.slice(0, 4).map(({ text }) => text.toLowerCase())).toContain('sea floor');
    const names = entities.map(({ text }) => text);
    expect(names).toEqual(expect.arrayContaining(['Jacques Piccard', 'Challenger Deep']));
    expect(names).not.toContain('Nobody');
  });

  it('is fit for 100,000 words: some hundred statements from all over the text', async () => {
    const words = Array.from({ length: 900 }, (_, i) => `w${((i * 7919) % 900).toString(36)}ord`);
    const sentence = (n: number) =>
      `The ${Array.from({ length: 14 }, (_, i) => words[(n * 31 + i * i * 17) % 900]).join(' ')}.`;
    const text = Array.from({ length: 6700 }, (_, n) => sentence(n)).join(' ');
    const document = await readDocument(text, { language: 'en', format: 'plain' });
    const { facts } = await researchDocument(document);
    const places = facts.map(({ sentences }) => Number(sentences[0]?.slice(1)));
    expect(document.words).toBeGreaterThan(99_000);
    expect(facts.length).toBeLessThan(2000);
    expect(Math.min(...places)).toBeLessThan(200);
    expect(Math.max(...places)).toBeGreaterThan(6500);
  });
});

describe('research', () => {
  it('keeps what it finds as an asset, the same bytes every time', async () => {
    const context = memoryContext();
    const document = await context.writeJson(Document, await readDocument(brief('bees')));
    const first = await research.run({ document }, context);
    expect(await research.run({ document }, context)).toEqual(first);
    expect((await context.readJson(Research, first.research)).facts.length).toBeGreaterThan(10);
  });
});
