import { joinLines } from '#shared/agents/reader/join-lines.ts';
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

function list(lines: readonly string[]): RawBlock {
  const items: string[] = [];
  for (const line of lines) {
    if (BULLET.test(line) || items.length === 0) items.push(line.replace(BULLET, '').trim());
    else items[items.length - 1] = `${items.at(-1)} ${line.trim()}`;
  }
  return { kind: 'list', ordered: NUMBERED.test(lines[0] ?? ''), items };
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
    return [...before, list(lines.slice(first))];
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
