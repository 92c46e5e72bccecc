import type { Token } from '#shared/scenes/visuals/code/tokens.ts';

/** A row of a listing: a line of code, or what of one goes on below it. */
export interface CodeRow {
  tokens: Token[];
  /** Of the line that begins here; undefined where one goes on, or where lines are left out. */
  number?: number;
  /** The line that it belongs to. */
  line: number;
}

/** Lines before the first that is spoken of, where not all can be shown. */
const LEAD = 2;

/** Code without the blanks that all lines begin with, tabs as two spaces, no empty lines at its ends. */
export function trimmedCode(code: string): string {
  const lines = code
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '  ')
    .replace(/[[\p{Cc}\p{Default_Ignorable_Code_Point}]--\n]/gv, '')
    .split('\n')
    .map((line) => line.trimEnd());
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  const indents = lines.filter(Boolean).map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines.map((line) => line.slice(common)).join('\n');
}

/** A line in rows of at most so many characters; what goes on stands two characters further in. */
function wrapped(tokens: readonly Token[], columns: number): Token[][] {
  const rows: Token[][] = [[]];
  const indent = Math.min(/^ */.exec(tokens[0]?.text ?? '')?.[0].length ?? 0, Math.floor(columns / 3)) + 2;
  let used = 0;
  for (const token of tokens) {
    let rest = [...token.text];
    while (used + rest.length > columns) {
      const head = rest.slice(0, columns - used);
      // At a blank where there is one in the second half of the row.
      const blank = head.lastIndexOf(' ');
      const cut = blank > columns / 2 - used && blank > 0 ? blank + 1 : head.length;
      rows.at(-1)?.push({ ...token, text: rest.slice(0, cut).join('') });
      rest = rest.slice(cut);
      rows.push([{ text: ' '.repeat(indent), kind: 'plain' }]);
      used = indent;
    }
    if (rest.length > 0) rows.at(-1)?.push({ ...token, text: rest.join('') });
    used += rest.length;
  }
  return rows;
}

/**
 * The rows of a listing, at most `most` of at most `columns` characters. Where that is not all, it begins a little before the
 * first line that is spoken of, and a row with an ellipsis stands for what is left out at either end.
 */
export function codeRows(
  lines: readonly Token[][],
  highlight: readonly number[],
  { columns, most }: { columns: number; most: number },
): CodeRow[] {
  const rows = lines.flatMap((tokens, index) =>
    wrapped(tokens, columns).map(
      (part, at): CodeRow => ({
        tokens: part,
        line: index + 1,
        ...(at === 0 ? { number: index + 1 } : {}),
      }),
    ),
  );
  if (rows.length <= most) return rows;
  const wanted = rows.findIndex(({ line }) => line === Math.min(...highlight));
  const first = Math.min(Math.max(0, wanted - LEAD), rows.length - most);
  const shown = rows.slice(first, first + most);
  const gap = (line: number): CodeRow => ({ tokens: [{ text: '…', kind: 'comment' }], line });
  if (first > 0) shown[0] = gap(0);
  if (first + most < rows.length) shown[shown.length - 1] = gap(0);
  return shown;
}
