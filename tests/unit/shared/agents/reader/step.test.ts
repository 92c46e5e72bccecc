import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceFormat } from '#shared/agents/reader/read-source.ts';
import { readSources } from '#shared/agents/reader/step.ts';
import { Sources } from '#shared/brief/sources.ts';
import { Document } from '#shared/domain/document.ts';
import { memoryContext } from '#tests/unit/shared/agents/reader/memory-context.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

const FORMATS: SourceFormat[] = ['plain', 'markdown', 'html'];

function ids(document: Document): string[] {
  return document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'list') return block.items.map(({ id }) => id);
      return block.kind === 'paragraph' || block.kind === 'quote' ? block.sentences.map(({ id }) => id) : [];
    }),
  );
}

describe('read-sources', () => {
  it('joins several sources under their titles, with sentences numbered through', async () => {
    // Prepare
    const context = memoryContext();
    const source = (text: string, name: string) =>
      ({ ref: context.put(text), format: 'markdown', name, origin: name }) as const;
    const sources = await context.writeJson(Sources, [
      source('# One\n\nThe first text. It is short.', 'one.md'),
      source('# Two\n\nThe second text.', 'two.md'),
    ]);
    // Act
    const output = await readSources.run({ sources, images: [], language: 'auto' }, context);
    // Assess
    const document = await context.readJson(Document, output.document);
    expect(document.sections.map(({ heading }) => heading)).toEqual(['One', 'Two']);
    expect(ids(document)).toEqual(['s0', 's1', 's2']);
    expect(document.origins).toEqual(['one.md', 'two.md']);
    expect(output).toMatchObject({ language: 'en', words: document.words });
  });

  it.each([
    ['the title asked for', { title: 'Mine' }, '# Own\n\nSome words here.', 'Mine'],
    ['the first heading', {}, '# Own\n\nSome words here.', 'Own'],
    ['the file name', { name: 'deep-sea_facts.md' }, 'Some words here.', 'Deep sea facts'],
    ['a short first line', { name: 'bio.md' }, 'Our trip to Rome\n\nWe left on Monday.', 'Our trip to Rome'],
    [
      'a short first line right above the text',
      { name: 'bio.txt', format: 'plain' },
      'Our trip to Rome\nWe left on Monday and came to the city late at night.',
      'Our trip to Rome',
    ],
    [
      'the name in its first sentence',
      { name: 'bio.txt', format: 'plain' },
      'Maria Sibylla Merian was born in Frankfurt on 2 April 1647.',
      'Maria Sibylla Merian',
    ],
    [
      'the thing in its first sentence',
      { name: 'x.md' },
      'The price of coffee rose again.',
      'Price of coffee',
    ],
    ['what a Japanese sentence is about', { name: 'ja.md' }, '富士山は日本で最も高い山です。', '富士山'],
    [
      'what a German sentence names',
      { name: 'de.md' },
      'Die Bäckerei öffnet um sechs Uhr morgens.',
      'Bäckerei',
    ],
    [
      'a dialogue, without its speakers',
      { name: 'dialogue.txt', format: 'plain' },
      'ANNA: Is the old harbour open?\nBEN: No.\nANNA: And the bridge?',
      'Old harbour',
    ],
    ['the first words', { name: 'index.md' }, 'Some words here.', 'Some words here'],
    [
      'the first words of many',
      {},
      'One two three four five six seven eight nine ten.',
      'One two three four five six seven eight…',
    ],
  ] as const)('takes its title from %s', async (_case, options, text, title) => {
    expect((await readDocument(text, options)).title).toBe(title);
  });

  it('keeps the language asked for, and tells it from the text for auto', async () => {
    expect((await readDocument('Das Meer ist tief und kalt.', { language: 'en' })).language).toBe('en');
    expect((await readDocument('Das Meer ist tief und kalt.')).language).toBe('de');
  });

  it.each(['', 'Two words', '😀 😀 😀 😀', '![a](b.png)', '---\n---\n', '\u0000\u202e'])(
    'refuses %j as too short, with a hint',
    async (text) => {
      await expect(readDocument(text)).rejects.toMatchObject({
        code: 'BRIEF_INVALID',
        hint: expect.any(String),
      });
    },
  );

  it('tells the rows of a source that holds nothing but a table', async () => {
    const document = await readDocument(
      '| Lake | Depth |\n|---|---|\n| Baikal | 1,642 m |\n| Tanganyika | 1,470 m |',
    );
    expect(document.sections[0]?.blocks.at(-1)).toMatchObject({
      kind: 'list',
      items: [{ text: 'Baikal, 1,642 m' }, { text: 'Tanganyika, 1,470 m' }],
    });
  });

  it.each(FORMATS)('survives any text as %s and gives a document that holds together', async (format) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc
        .array(
          fc.constantFrom(
            '# ',
            '> ',
            '- ',
            '|',
            '\n',
            '<p>',
            '<table><tr><td>',
            '</',
            '[^1]',
            '![',
            '](',
            '"',
            'a b. ',
            '1) ',
            '`',
            '\\',
          ),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(text, async (hostile) => {
        const document = await readDocument(`${hostile} three more words`, { format }).catch((error) => {
          expect(error).toMatchObject({ code: 'BRIEF_INVALID' });
        });
        if (document === undefined) return;
        expect(document.title.trim()).not.toBe('');
        expect(document.title.length).toBeLessThanOrEqual(200);
        expect(new Set(ids(document)).size).toBe(ids(document).length);
        expect(JSON.stringify(document)).not.toMatch(/\\ud[89a-f]/);
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it.each([
    ['quotations', '> '.repeat(4000)],
    ['elements', '<div>'.repeat(4000)],
    ['brackets', '['.repeat(4000)],
    ['lists', '- '.repeat(1000)],
  ])('reads %s nested without end', async (_case, nest) => {
    for (const format of FORMATS) {
      expect((await readDocument(`${nest} four words at last`, { format })).words).toBeGreaterThanOrEqual(4);
    }
  });

  it('gives the same document for the same text', async () => {
    const text = '# A\n\nOne two three. Four five!\n\n- six\n- seven';
    expect(await readDocument(text)).toEqual(await readDocument(text));
  });
});
