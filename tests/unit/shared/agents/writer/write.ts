import { readFileSync } from 'node:fs';
import type { SourceFormat } from '#shared/agents/reader/read-source.ts';
import { researchDocument } from '#shared/agents/researcher/research-document.ts';
import { composeScript } from '#shared/agents/writer/compose-script.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import { readDocument } from '#tests/unit/shared/agents/reader/read-document.ts';

const FOLDER = 'tests/fixtures/texts';

/** The texts that the writer is tried on, by file name: kinds of text and languages as different as can be. */
export const TEXTS = [
  'arabic.md',
  'biography.md',
  'dialogue.txt',
  'german.md',
  'hindi.md',
  'japanese.md',
  'news.md',
  'notes.md',
  'product.html',
  'prose.md',
  'recipe.txt',
  'short.txt',
  'spanish.md',
] as const;

/** One of {@link TEXTS} as it is kept. */
export function textOf(name: (typeof TEXTS)[number]): string {
  return readFileSync(`${FOLDER}/${name}`, 'utf8');
}

/** Reads, researches and writes one text; 45 seconds at 165 words a minute unless told otherwise. */
export async function write(
  text: string,
  { seconds = 45, name = 'text.md' }: { seconds?: number; name?: string } = {},
): Promise<{ document: Document; research: Research; script: Script }> {
  const formats: Record<string, SourceFormat> = { txt: 'plain', html: 'html' };
  const format = formats[name.split('.').at(-1) ?? ''] ?? 'markdown';
  const document = await readDocument(text, { format, name });
  const research = await researchDocument(document);
  return {
    document,
    research,
    script: composeScript(document, research, {
      seconds,
      wordsPerMinute: 165,
      pauses: { around: 0, line: 0 },
    }),
  };
}
