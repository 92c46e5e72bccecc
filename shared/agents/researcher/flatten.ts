import type { Block, Document } from '#shared/domain/document.ts';

/** A sentence with its place in the document. */
export interface PlacedSentence {
  id: string;
  text: string;
  section: number;
  heading?: string;
  kind: 'paragraph' | 'list' | 'quote';
  /** Counts blocks over the whole document: sentences of one paragraph share it. */
  block: number;
  /** First sentence of its block. */
  opens: boolean;
}

/** A block with what stands around it. */
export interface PlacedBlock {
  block: Block;
  section: number;
  heading?: string;
  /** Its sentences; empty for tables and pictures. */
  sentences: readonly PlacedSentence[];
}

function sentencesOf(block: Block): readonly { id: string; text: string }[] {
  if (block.kind === 'list') return block.items;
  return block.kind === 'paragraph' || block.kind === 'quote' ? block.sentences : [];
}

/** The blocks of a document in order, each with its sentences. */
export function placedBlocks(document: Document): PlacedBlock[] {
  let count = 0;
  return document.sections.flatMap(({ heading, blocks }, section) =>
    blocks.map((block) => {
      const place = { section, ...(heading === undefined ? {} : { heading }) };
      const kind = block.kind === 'list' || block.kind === 'quote' ? block.kind : 'paragraph';
      const number = count;
      count += 1;
      const sentences = sentencesOf(block).map(({ id, text }, index) => ({
        id,
        text,
        ...place,
        kind,
        block: number,
        opens: index === 0,
      }));
      return { block, ...place, sentences } as PlacedBlock;
    }),
  );
}

/** All sentences of a document in order. */
export function placedSentences(document: Document): PlacedSentence[] {
  return placedBlocks(document).flatMap((block) => block.sentences);
}
