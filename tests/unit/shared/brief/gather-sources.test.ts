import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { expectCode } from '#tests/contract/harness.ts';
import { gather, webOf } from '#tests/unit/shared/brief/gathering.ts';

const TEA: [string, string] = ['tea.md', '# Tea\n\nTea is the leaf of a camellia.'];
const RAIL: [string, string] = ['rail.txt', 'The last train leaves at midnight.'];
const PAGE = 'https://example.com/tea';

describe('the sources of a brief', () => {
  test('texts come back in their order, as UTF-8, whatever they were', async () => {
    const old = Buffer.from('Caf\xe9 au lait, s\x92il vous pla\xeet.', 'latin1');
    const { texts, notices } = await gather({ texts: [TEA, ['old.txt', old], ['bom.txt', '\ufeffBegin.']] });
    expect(texts).toEqual([
      { name: 'tea.md', origin: 'tea.md', format: 'markdown', text: TEA[1] },
      { name: 'old.txt', origin: 'old.txt', format: 'plain', text: 'Café au lait, s’il vous plaît.' },
      { name: 'bom.txt', origin: 'bom.txt', format: 'plain', text: 'Begin.' },
    ]);
    expect(notices).toEqual([]);
  });

  test('pictures that texts name and that did not come with them are told of once, those of the web and of pages are not', async () => {
    const { notices } = await gather(
      {
        texts: [
          ['a.md', '![](reef.png) ![](reef.png) ![](https://example.com/far.png) The reef is old.'],
          ['b.md', '<img src="pictures/fish.jpg"> ![](here/Cup.png) Fish are older.'],
        ],
        addresses: [PAGE],
        images: ['cup.png'],
      },
      webOf({ [PAGE]: { body: '<img src="own.png"> Tea is a leaf.' } }),
    );
    expect(notices).toMatchObject([
      {
        code: 'IMAGE_MISSING',
        message: expect.stringContaining('with it: reef.png, pictures/fish.jpg. Upload'),
      },
    ]);
  });

  test('200 texts make an output far below 32 KiB', async () => {
    const many = Array.from({ length: 200 }, (_, index): [string, string] => [
      `${index}.txt`,
      `Text ${index}.`,
    ]);
    const { texts, outputBytes } = await gather({ texts: many });
    expect(texts.map(({ name }) => name)).toEqual(many.map(([name]) => name));
    expect(outputBytes).toBeLessThan(1_024);
  });

  test.each([
    ['text/html', 'https://example.com/a', 'html'],
    ['application/xhtml+xml', 'https://example.com/a', 'html'],
    ['text/plain', 'https://example.com/a', 'plain'],
    ['text/plain', 'https://example.com/README.md', 'markdown'],
    ['text/markdown', 'https://example.com/a', 'markdown'],
    ['application/octet-stream', 'https://example.com/notes.TXT', 'plain'],
    ['', 'https://example.com/page.html', 'html'],
  ])('a page of type %j at %s is read as %s', async (mediaType, url, format) => {
    const { texts } = await gather(
      { addresses: [url] },
      webOf({ [url]: { mediaType, body: 'Tea is a leaf.' } }),
    );
    expect(texts).toMatchObject([{ format, origin: url, text: 'Tea is a leaf.' }]);
  });

  test('the origin of a page is where it was in the end', async () => {
    const url = 'https://www.example.org/en/tea?x=1';
    const { texts } = await gather({ addresses: [PAGE] }, webOf({ [PAGE]: { url, body: 'Tea.' } }));
    expect(texts).toMatchObject([{ origin: url, name: 'www.example.org/en/tea' }]);
  });

  test.each(['application/pdf', 'image/png', 'video/mp4', 'application/json'])(
    'a page of type %s is refused by name',
    async (mediaType) => {
      const failing = gather({ addresses: [PAGE] }, webOf({ [PAGE]: { mediaType, body: 'x' } }));
      await expect(failing).rejects.toMatchObject({
        code: 'BRIEF_UNREADABLE',
        message: expect.stringContaining(mediaType),
      });
    },
  );

  test('a page called HTML that holds a picture is refused', async () => {
    const body = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
    await expectCode(gather({ addresses: [PAGE] }, webOf({ [PAGE]: { body } })), 'BRIEF_UNREADABLE');
  });

  test.each([
    [404, 'BRIEF_UNREADABLE'],
    [403, 'BRIEF_UNREADABLE'],
    [429, 'FETCH_FAILED'],
    [503, 'FETCH_FAILED'],
  ] as const)('a page that answers with %i ends as %s', async (status, code) => {
    await expectCode(gather({ addresses: [PAGE] }, webOf({ [PAGE]: { status, body: 'error' } })), code);
  });

  test('one source that cannot be read is left out with a notice that names it; alone it fails the step', async () => {
    const pdf: [string, string] = ['scan.pdf', '%PDF-1.7'];
    const { texts, notices } = await gather({ texts: [TEA, pdf], addresses: [PAGE] });
    expect(texts.map(({ name }) => name)).toEqual(['tea.md']);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ code: 'SOURCES_LEFT_OUT' });
    expect(notices[0]?.message).toMatch(/2 of 3.*scan\.pdf is a PDF/);
    await expectCode(gather({ texts: [pdf] }), 'BRIEF_UNREADABLE');
    await expectCode(gather({ addresses: [PAGE] }), 'FETCH_FAILED');
  });

  test('a store that fails is not mistaken for a source that is bad', async () => {
    const broken = new AppError('STORE_UNAVAILABLE', 'The disk does not answer right now.');
    await expectCode(
      gather({ texts: [TEA], addresses: [PAGE] }, webOf({ [PAGE]: broken })),
      'STORE_UNAVAILABLE',
    );
  });

  test('a brief of nothing is refused', async () => {
    await expectCode(gather({}), 'BRIEF_INVALID');
  });

  test('a run that is cancelled stops fetching', async () => {
    const web = webOf({});
    const addresses = Array.from({ length: 40 }, (_, index) => `https://example.com/${index}`);
    await expectCode(
      gather({ addresses }, web, AbortSignal.abort(new AppError('CANCELLED', 'x'))),
      'CANCELLED',
    );
    expect(web.asked.length).toBeLessThan(10);
  });
});

describe('a bare topic', () => {
  const search = (site: string, topic: string) =>
    `https://${site}.wikipedia.org/w/rest.php/v1/search/page?q=${encodeURIComponent(topic)}&limit=5`;
  const article = (site: string, key: string) =>
    `https://${site}.wikipedia.org/w/rest.php/v1/page/${encodeURIComponent(key)}/html`;
  const found = (...pages: { key: string; title: string; description?: string; excerpt?: string }[]) => ({
    mediaType: 'application/json',
    body: JSON.stringify({ pages: pages.map((page) => ({ id: 1, thumbnail: null, ...page })) }),
  });

  test('is made from the texts given that speak of it, and says which', async () => {
    const web = webOf({});
    const { texts, notices } = await gather({ topic: 'The history of tea', texts: [RAIL, TEA] }, web);
    expect(texts.map(({ name }) => name)).toEqual(['tea.md']);
    expect(notices).toMatchObject([{ code: 'SOURCES_CHOSEN', message: expect.stringContaining('tea.md') }]);
    expect(web.asked).toEqual([]);
  });

  test('without texts is made from the Wikipedia article that fits best, with its licence told', async () => {
    const web = webOf({
      [search('en', 'The history of tea')]: found(
        {
          key: 'Tea_(disambiguation)',
          title: 'Tea history',
          description: 'Topics referred to by the same term',
        },
        { key: 'History_of_rail', title: 'History of rail', excerpt: 'trains' },
        {
          key: 'History_of_tea',
          title: 'History of tea',
          excerpt: 'The <span>history of tea</span> is long',
        },
      ),
      [article('en', 'History_of_tea')]: { body: '<h1>History of tea</h1><p>Tea came from China.</p>' },
    });
    const { texts, notices } = await gather({ topic: 'The history of tea' }, web);
    expect(texts).toMatchObject([
      { name: 'History of tea', format: 'html', origin: 'https://en.wikipedia.org/wiki/History_of_tea' },
    ]);
    expect(notices).toMatchObject([
      { code: 'WIKIPEDIA_USED', message: expect.stringContaining('CC BY-SA 4.0') },
    ]);
  });

  test.each([
    ['de', 'Die Geschichte des Tees', 'auto'],
    ['fr', 'Tea', 'fr-CA'],
    ['ja', '深海の蛸', 'auto'],
  ])('is looked up in the %s Wikipedia for %j in the language %s', async (site, topic, language) => {
    const web = webOf({});
    await expectCode(gather({ topic, language }, web), 'SOURCE_MISSING');
    expect(web.asked).toEqual([search(site, topic)]);
  });

  test.each<[string, Parameters<typeof webOf>[0]]>([
    ['no network', {}],
    [
      'a network that is refused',
      { [search('en', 'The history of tea')]: new AppError('FETCH_REFUSED', 'no') },
    ],
    ['no article', { [search('en', 'The history of tea')]: found() }],
    [
      'articles about something else',
      { [search('en', 'The history of tea')]: found({ key: 'Rail', title: 'Rail' }) },
    ],
    ['an answer that is no JSON', { [search('en', 'The history of tea')]: { body: '<html>login</html>' } }],
    [
      'an answer of another shape',
      { [search('en', 'The history of tea')]: { body: '{"pages":[{"key":1}]}' } },
    ],
    ['an error', { [search('en', 'The history of tea')]: { status: 500, body: '' } }],
    [
      'an article that is gone',
      { [search('en', 'The history of tea')]: found({ key: 'Tea', title: 'Tea history' }) },
    ],
  ])('with %s ends as SOURCE_MISSING with the ways out', async (_, pages) => {
    const failing = gather({ topic: 'The history of tea' }, webOf(pages));
    await expect(failing).rejects.toMatchObject({
      code: 'SOURCE_MISSING',
      message: expect.stringContaining('The history of tea'),
      hint: expect.stringMatching(/--sources <folder>.*address.*text file/),
    });
  });

  test('with texts that do not speak of it says so', async () => {
    const failing = gather({ topic: 'The history of tea', texts: [RAIL] });
    await expect(failing).rejects.toMatchObject({
      code: 'SOURCE_MISSING',
      message: expect.stringContaining('none of the texts given speaks of it'),
    });
  });

  test('an article’s key cannot lead the fetch elsewhere', async () => {
    const web = webOf({
      [search('en', 'tea')]: found({ key: '../../../evil?x=#y', title: 'Tea' }),
    });
    await expectCode(gather({ topic: 'tea' }, web), 'SOURCE_MISSING');
    expect(new URL(web.asked[1] ?? '').pathname).toBe(
      '/w/rest.php/v1/page/..%2F..%2F..%2Fevil%3Fx%3D%23y/html',
    );
  });

  test('cancelling is not taken for a missing source', async () => {
    const web = webOf({ [search('en', 'tea')]: new AppError('CANCELLED', 'Fetching was cancelled.') });
    await expectCode(gather({ topic: 'tea' }, web), 'CANCELLED');
  });
});
