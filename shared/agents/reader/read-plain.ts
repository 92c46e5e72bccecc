import { joinLines } from '#shared/agents/reader/join-lines.ts';
import { type OutlineItem, outlineBlocks } from '#shared/agents/reader/outline.ts';
import type { RawBlock, RawSource } from '#shared/agents/reader/raw-block.ts';

const BULLET = /^\s*(?:[-*•‣▪◦·–—]|\(?\d{1,3}[.)])\s+(?=\S)/u;
const NUMBERED = /^\s*\(?\d{1,3}[.)]\s/;
const ENDS = /[.!?…。！？।؟,;:]["'”»」』)]*\s*$/u;
const MAX_HEADING = 70;
const MAX_ITEM = 60;

function isHeading(lines: readonly string[], hasNext: boolean): boolean {
  const [line = ''] = lines;
  return (
    hasNext && lines.length === 1 && line.length <= MAX_HEADING && !ENDS.test(line) && !BULLET.test(line)
  );
}

const BOX = /^\[([ xX✓✔])\]\s+/u;
const TAB_WIDTH = 4;

/** How far a line is indented, in columns. */
function indentOf(line: string): number {
  return (/^\s*/u.exec(line)?.[0] ?? '').replaceAll('\t', ' '.repeat(TAB_WIDTH)).length;
}

/** Lines with bullets as a list; deeper lines are below the item before them, lines without a bullet go on with it. */
function list(lines: readonly string[]): RawBlock[] {
  const top: OutlineItem[] = [];
  const open: { indent: number; items: OutlineItem[] }[] = [{ indent: indentOf(lines[0] ?? ''), items: top }];
  for (const line of lines) {
    const last = open.at(-1)?.items.at(-1);
    if (!BULLET.test(line) && last) {
      last.text = `${last.text} ${line.trim()}`;
      continue;
    }
    const indent = indentOf(line);
    while (open.length > 1 && indent < (open.at(-1)?.indent ?? 0)) open.pop();
    const parent = open.at(-1);
    const above = parent?.items.at(-1);
    if (parent && above && indent > parent.indent + 1) {
      above.inner ??= { ordered: NUMBERED.test(line), items: [] };
      open.push({ indent, items: above.inner.items });
    }
    const text = line.replace(BULLET, '').trim();
    const box = BOX.exec(text);
    const item = box ? { text: text.slice(box[0].length), done: box[1] !== ' ' } : { text };
    open.at(-1)?.items.push(item);
  }
  return outlineBlocks(top, NUMBERED.test(lines[0] ?? ''));
}

/** Short lines without full stops under one that ends with a colon are a list without bullets. */
function bareList(lines: readonly string[]): RawBlock | undefined {
  const open = lines.filter((line) => line.length <= MAX_ITEM && !ENDS.test(line)).length;
  if (lines.length < 3 || open < lines.length) return undefined;
  return { kind: 'list', ordered: false, items: lines.map((line) => line.trim()) };
}

function chunkBlocks(lines: readonly string[], hasNext: boolean): RawBlock[] {
  if (isHeading(lines, hasNext)) return [{ kind: 'heading', depth: 2, text: lines[0] ?? '' }];
  const first = lines.findIndex((line) => BULLET.test(line));
  const bullets = lines.filter((line) => BULLET.test(line)).length;
  if (bullets >= 2 && first >= 0) {
    const before = first > 0 ? chunkBlocks(lines.slice(0, first), true) : [];
    return [...before, ...list(lines.slice(first))];
  }
  const [head = '', ...rest] = lines;
  const under = head.trimEnd().endsWith(':') ? bareList(rest) : undefined;
  if (under) return [{ kind: 'paragraph', text: head.trim() }, under];
  return [bareList(lines) ?? { kind: 'paragraph', text: joinLines(lines) }];
}

/** Takes plain text apart at its blank lines; short lines on their own are headings, lines with bullets are lists. */
export function readPlain(text: string): RawSource {
  const chunks = text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .split(/\n[ \t\u3000]*\n\s*/)
    .map((chunk) => chunk.split('\n').filter((line) => /[\p{L}\p{N}]/u.test(line)))
    .filter((lines) => lines.length > 0);
  return { blocks: chunks.flatMap((lines, index) => chunkBlocks(lines, index < chunks.length - 1)) };
}
