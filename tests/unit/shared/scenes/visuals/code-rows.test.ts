import { expect, it } from 'vitest';
import { codeRows, trimmedCode } from '#shared/scenes/visuals/code/code-rows.ts';
import { tokenLines } from '#shared/scenes/visuals/code/tokens.ts';

const text = (tokens: readonly { text: string }[]): string => tokens.map((token) => token.text).join('');

it('code is shown as it is written, whatever the language', async () => {
  const code = 'const a = "<b> & \'c\'"; // d\nif (a) {\n  return `b`;\n}';
  for (const language of ['ts', 'python', 'nobody-knows', undefined]) {
    expect((await tokenLines(code, language)).map(text).join('\n')).toBe(code);
  }
});

it('words of a language are told apart', async () => {
  const [line] = await tokenLines('const answer = 42; // true', 'js');
  const kinds = Object.fromEntries((line ?? []).map((token) => [token.text.trim(), token.kind]));
  expect(kinds).toMatchObject({ const: 'keyword', '42': 'number', '// true': 'comment' });
});

it('blanks that all lines begin with and control characters are left out', () => {
  expect(trimmedCode('\r\n\t\ta\u{1b}[0m\n\t\t  b  \n\n')).toBe('a[0m\n  b');
});

it('a long line goes on in the next row, and loses nothing but blanks', async () => {
  const line = 'const total = prices.map((price) => price.value).filter(Boolean).reduce(sum, 0);';
  const rows = codeRows(await tokenLines(`  ${line}`, 'js'), [], { columns: 30, most: 20 });
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.map(({ number }) => number)).toEqual([1, ...rows.slice(1).map(() => undefined)]);
  for (const { tokens } of rows) expect(text(tokens).length).toBeLessThanOrEqual(30);
  expect(
    rows
      .map(({ tokens }) => text(tokens))
      .join('')
      .replaceAll(' ', ''),
  ).toBe(line.replaceAll(' ', ''));
});

it('of a long listing the part that is spoken of is shown, with its own line numbers', () => {
  const lines = Array.from({ length: 60 }, (_, index) => [
    { text: `line ${index + 1}`, kind: 'plain' as const },
  ]);
  const rows = codeRows(lines, [40, 41], { columns: 40, most: 10 });
  expect(rows).toHaveLength(10);
  expect(rows.map(({ number }) => number)).toEqual([undefined, 39, 40, 41, 42, 43, 44, 45, 46, undefined]);
  expect(text(rows[0]?.tokens ?? [])).toBe('…');
  expect(text(rows.at(-1)?.tokens ?? [])).toBe('…');
});
