import { readTurns } from '#shared/agents/reader/dialogue.ts';
import type { RawBlock, RawSource } from '#shared/agents/reader/raw-block.ts';
import { readHtml } from '#shared/agents/reader/read-html.ts';
import { readMarkdown } from '#shared/agents/reader/read-markdown.ts';
import { readPlain } from '#shared/agents/reader/read-plain.ts';
import { withTitleLine } from '#shared/agents/reader/title-line.ts';

/** Formats of text that the reader knows. */
export type SourceFormat = 'plain' | 'markdown' | 'html';

const READERS: Record<SourceFormat, (text: string) => RawSource> = {
  plain: readPlain,
  markdown: readMarkdown,
  html: readHtml,
};

/** Takes a source apart by its format. A text that its format's parser cannot take (nested too deep) is read as plain text. */
export function readSource(text: string, format: SourceFormat): RawSource {
  const wellFormed = text.toWellFormed();
  try {
    const source = READERS[format](wellFormed);
    return { ...source, blocks: withTitleLine(readTurns(source.blocks)) };
  } catch {
    return readPlain(format === 'plain' ? wellFormed : wellFormed.replace(/<[^<>]*>/g, ' '));
  }
}

/** All words of a source, for telling its language; the texts of tables included. */
export function sourceText(source: RawSource): string {
  const text = (block: RawBlock): string => {
    if (block.kind === 'list') return block.items.join('\n');
    if (block.kind === 'table') return block.rows.flat().join(' ');
    return block.kind === 'image' || block.kind === 'code' ? '' : block.text;
  };
  return source.blocks.map(text).join('\n');
}
