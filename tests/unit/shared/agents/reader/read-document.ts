import type { SourceFormat } from '#shared/agents/reader/read-source.ts';
import { readSources } from '#shared/agents/reader/step.ts';
import { Sources } from '#shared/brief/sources.ts';
import type { BriefImage } from '#shared/domain/brief.ts';
import { Document } from '#shared/domain/document.ts';
import { type MemoryContext, memoryContext } from '#tests/unit/shared/agents/reader/memory-context.ts';

/** Reads one text with the step as a user's brief would, and gives the document. */
export async function readDocument(
  text: string,
  options: {
    format?: SourceFormat;
    name?: string;
    title?: string;
    language?: string;
    images?: BriefImage[];
    context?: MemoryContext;
  } = {},
): Promise<Document> {
  const { format = 'markdown', name = 'stdin', title, language = 'auto', images = [] } = options;
  const context = options.context ?? memoryContext();
  const sources = await context.writeJson(Sources, [{ ref: context.put(text), format, name, origin: name }]);
  const input = { sources, images, language, ...(title === undefined ? {} : { title }) };
  const { document } = await readSources.run(input, context);
  return context.readJson(Document, document);
}
