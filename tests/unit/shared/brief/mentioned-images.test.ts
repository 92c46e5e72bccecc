import { expect, test } from 'vitest';
import { mentionedImages } from '#shared/brief/mentioned-images.ts';

const found = (text: string) => [...mentionedImages(text)].map(({ target, alt }) => [target, alt]);

test.each<[string, string[][]]>([
  ['![A reef](reef.jpg)', [['reef.jpg', 'A reef']]],
  [
    '![](reef.jpg)![b]( <b.png> "Title")',
    [
      ['reef.jpg', ''],
      ['b.png', 'b'],
    ],
  ],
  ['[![A](a.png)](https://example.org) and [text](page.html)', [['a.png', 'A']]],
  ['![two\nlines](a.png)', [['a.png', 'two lines']]],
  ['![note] and [link](a.png)', []],
  ['![not closed](a.png', []],
  [
    '<img src="a.png" alt="A reef"><IMG\nSRC=b.png/>',
    [
      ['a.png', 'A reef'],
      ['b.png/', ''],
    ],
  ],
  ["<img alt='A \"b\"' src='a b.png'>", [['a b.png', 'A "b"']]],
  ['<img data-src="lazy.png" src="a.png">', [['a.png', '']]],
  ['<img src="a.png" <image src="b.png">', [['a.png', '']]],
  ['<img src="a.png" and no end', []],
])('%j names these pictures', (text, pictures) => {
  expect(found(text)).toEqual(pictures);
});

test('an alternative text of any length is found whole', () => {
  expect(found(`![${'long '.repeat(400)}](a.png)`)).toEqual([['a.png', 'long '.repeat(400).trim()]]);
});

const SIZE = 2 * 1024 * 1024;

test.each([
  '![',
  '![a',
  '](',
  '![](',
  '![](x',
  '![a](<',
  '<img ',
  '<img src=',
  '<img src="',
  ' alt="',
  "<img alt='",
  '![ ',
  '[',
  '<',
])('2 MiB of nothing but %j are read in one pass', { timeout: 5_000 }, (piece) => {
  const text = piece.repeat(Math.floor(SIZE / piece.length));
  expect(found(text).length).toBeLessThan(SIZE);
  expect(found(`![x](x.png)${' '.repeat(SIZE)}${text.slice(0, 1000)}`)[0]).toEqual(['x.png', 'x']);
});
