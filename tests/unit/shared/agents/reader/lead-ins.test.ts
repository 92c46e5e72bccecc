import { expect, test } from 'vitest';
import type { Document } from '#shared/domain/document.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

const sentencesOf = ({ sections }: Document): string[] =>
  sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => ('sentences' in block ? block.sentences.map(({ text }) => text) : [])),
  );

test('bold words with a stop lead in the sentence behind them', async () => {
  const document = await readDocument('# Lisbon\n\n**Day 2.** Take the train to Sintra. It is red.');
  expect(sentencesOf(document)).toEqual(['Day 2: Take the train to Sintra.', 'It is red.']);
});

test('a bold sentence of its own stays a sentence', async () => {
  const document = await readDocument('# Lisbon\n\n**Bring good shoes.**\n\nIt is steep.');
  expect(sentencesOf(document)).toEqual(['Bring good shoes.', 'It is steep.']);
});

test.each([
  'PORTO, 3 June 2026 – Harbour Robotics opened a centre for robots today.',
  'BERLIN (dpa) - Harbour Robotics opened a centre for robots today.',
])('the place and date of a report are not said: %s', async (text) => {
  const document = await readDocument(`# Robots\n\n${text}\n\nIt is large.`);
  expect(sentencesOf(document)[0]).toBe('Harbour Robotics opened a centre for robots today.');
});

test('a dash behind a name or a short word is no dateline', async () => {
  const text = 'NASA – the space agency – launched a probe today.';
  expect(sentencesOf(await readDocument(`# Space\n\n${text}`))[0]).toBe(text);
});

test('own footage keeps its place in the text, whatever its folder and case', async () => {
  const { sections } = await readDocument(
    '# Sea\n\nA diver went down.\n\n![A dive](clips/Dive.MP4)\n\nIt was dark.',
  );
  expect(sections[0]?.blocks[1]).toEqual({ kind: 'image', name: 'dive.mp4', alt: 'A dive' });
});
