import { describe, expect, it } from 'vitest';
import type { Block } from '#shared/domain/document.ts';
import { memoryContext } from '#tests/unit/shared/agents/reader/memory-context.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

/** A block in short: its kind and its words. */
function short(block: Block): string {
  if (block.kind === 'table')
    return `table ${[block.header, ...block.rows].map((row) => row.join('|')).join('/')}`;
  if (block.kind === 'image') return `image ${block.name}`;
  if (block.kind === 'code') return `code ${block.code}`;
  const sentences = block.kind === 'list' ? block.items : block.sentences;
  const source = block.kind === 'quote' && block.source ? ` (${block.source})` : '';
  return `${block.kind} ${sentences.map(({ text }) => text).join('/')}${source}`;
}

describe('reading Markdown', () => {
  it('keeps headings, paragraphs, lists, quotations and tables in their order, without their marks', async () => {
    const document = await readDocument(
      '---\nduration: 30\n---\n# The *sea*\n\nIt is **deep**[^1] &amp; cold.\nVery `cold`.\n\n## Zones\n\n- [x] light\n- twilight\n  - dim\n\n> Blue.\n> — A. Diver\n\n| Name | Depth |\n|---|--:|\n| Trench | 10,935 m |\n\n[^1]: A note.\n\n```js\ncode()\n```\n',
    );
    expect(document.title).toBe('The sea');
    expect(document.sections.map(({ heading, blocks }) => [heading, blocks.map(short)])).toEqual([
      [undefined, ['paragraph It is deep & cold./Very cold.']],
      [
        'Zones',
        [
          'paragraph Done:',
          'list light',
          'paragraph twilight:',
          'list dim',
          'quote Blue. (A. Diver)',
          'table Name|Depth/Trench|10,935 m',
          'code code()',
        ],
      ],
    ]);
  });

  it('leaves out references and lines that sites put around a text', async () => {
    const document = await readDocument(
      '# Tea\n\nTea is a hot drink.\n\nSubscribe to our newsletter!\n\n## References\n\n- Smith 2001\n\n## Taste\n\nIt tastes good.',
    );
    expect(document.sections.flatMap(({ blocks }) => blocks.map(short))).toEqual([
      'paragraph Tea is a hot drink.',
      'paragraph It tastes good.',
    ]);
  });

  it('keeps a picture only where it names a given one, whatever folder and case', async () => {
    const context = memoryContext();
    const image = { name: 'Cup.PNG', ref: context.put('png', 'image/png'), alt: 'A cup' };
    const document = await readDocument('Look here now.\n\n![](img/cup.png)\n\n![x](other.png)', {
      context,
      images: [image],
    });
    expect(document.sections[0]?.blocks.slice(1)).toEqual([{ kind: 'image', name: 'Cup.PNG', alt: 'A cup' }]);
    expect(document.images).toEqual([image]);
  });
});

describe('reading HTML', () => {
  const page = (body: string) =>
    `<html><head><title>The sea | Blog</title><script>steal()</script></head><body><nav><a href="/">Home</a></nav><article><h1>The sea</h1>${body}</article><footer>All rights reserved</footer></body></html>`;

  it('reads the article and nothing of what surrounds it, and runs no script', async () => {
    const document = await readDocument(
      page(
        '<p>The sea is <b>deep</b> &amp; cold.<sup><a href="#1">[1]</a></sup></p><ul><li>Fish<li>Whales</ul><blockquote><p>Blue.</p><footer>— A. Diver</footer></blockquote><table><tr><th>A<th>B<tr><td>x<td>1</table>',
      ),
      { format: 'html' },
    );
    expect(document.title).toBe('The sea');
    expect(document.sections.flatMap(({ blocks }) => blocks.map(short))).toEqual([
      'paragraph The sea is deep & cold.',
      'list Fish/Whales',
      'quote Blue. (A. Diver)',
      'table A|B/x|1',
    ]);
  });

  it('finds the main part of a long page', async () => {
    const text =
      '<p>The deep sea is the largest living space on Earth, and hardly anyone has seen it.</p>'.repeat(30);
    const aside = '<div class="sidebar"><ul><li><a href="/a">Ten tricks for your taxes</a></li></ul></div>';
    const document = await readDocument(page(text).replace('</article>', `</article>${aside}`), {
      format: 'html',
    });
    expect(JSON.stringify(document)).toContain('largest living space');
    expect(JSON.stringify(document)).not.toContain('taxes');
  });
});

describe('reading plain text', () => {
  it('takes short lines for headings, bullets for lists, and joins what a margin broke', async () => {
    const document = await readDocument(
      'Deep water\n\nThe sea is the largest living space on Earth, and it\nis dark below two hundred metres.\n\nWho lives there:\n\n* anglerfish\n* squid\n',
      { format: 'plain' },
    );
    expect(document.title).toBe('Deep water');
    expect(document.sections[0]?.blocks.map(short)).toEqual([
      'paragraph The sea is the largest living space on Earth, and it is dark below two hundred metres.',
      'paragraph Who lives there:',
      'list anglerfish/squid',
    ]);
  });

  it.each([
    ['one speaker', 'Note: It is late.\nNote: It is cold.\nNote: It is dark.'],
    ['facts with labels', 'Time: two hours\nPrice: ten euros\nPlace: the harbour'],
  ])('takes no %s for a dialogue', async (_case, text) => {
    const document = await readDocument(text, { format: 'plain' });
    expect(document.sections[0]?.blocks.map(({ kind }) => kind)).not.toContain('quote');
  });

  it('keeps turns that stand in paragraphs of their own, without stage directions, and narration between them', async () => {
    const document = await readDocument(
      '**ANNA:** “No,” I told him. (laughs) Nobody waves.\n\n**BEN:** Never.\n\nThe train leaves.\n\n**ANNA:** It is (not) late.',
    );
    expect(document.sections[0]?.blocks.map(short)).toEqual([
      'quote “No,” I told him./Nobody waves. (ANNA)',
      'quote Never. (BEN)',
      'paragraph The train leaves.',
      'quote It is (not) late. (ANNA)',
    ]);
  });

  it('keeps the turns of a dialogue apart', async () => {
    const document = await readDocument('Mara: Is it free?\nTom: Yes\nMara: Thank you', { format: 'plain' });
    expect(document.sections[0]?.blocks.map(short)).toEqual([
      'quote Is it free? (Mara)',
      'quote Yes (Tom)',
      'quote Thank you (Mara)',
    ]);
  });
});

describe('reading notes', () => {
  const NOTED = [
    'list one/two',
    'paragraph Risks:',
    'list late/costly',
    'paragraph It has two causes.',
    'list wind',
    'list three',
    'paragraph Done:',
    'list book the hall',
    'paragraph To do:',
    'list send the survey/call Ben',
  ];
  const NOTES =
    '- one\n- two\n- Risks:\n  * late\n  * costly\n- It has two causes.\n  1. wind\n- three\n- [x] book the hall\n- [ ] send the survey\n- [ ] call Ben\n';

  it.each(['markdown', 'plain'] as const)(
    'makes an item with items below it their lead-in, and parts done from open: %s',
    async (format) => {
      const document = await readDocument(`These are my notes of today.\n\n${NOTES}`, {
        format,
        language: 'en',
      });
      expect(document.sections.flatMap(({ blocks }) => blocks.map(short)).slice(1)).toEqual(NOTED);
    },
  );

  it('keeps the levels of an HTML list', async () => {
    const document = await readDocument(
      '<ul><li>one</li><li>Risks<ul><li>late</li><li>costly</li></ul></li><li>three</li></ul>',
      { format: 'html' },
    );
    expect(document.sections[0]?.blocks.map(short)).toEqual([
      'list one',
      'paragraph Risks:',
      'list late/costly',
      'list three',
    ]);
  });
});
