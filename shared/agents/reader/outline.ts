import type { RawBlock } from '#shared/agents/reader/raw-block.ts';

/** An item of a list with the items below it; `done` for those with a box, ticked or not. */
export interface OutlineItem {
  text: string;
  done?: boolean;
  /** The list below it. */
  inner?: { ordered: boolean; items: OutlineItem[] };
}

const STOPPED = /[.!?…:。！？：।؟]["'”»」』)]*$/u;

/** A parent item leads in its children: it ends with a colon unless it is a sentence. */
function leadIn(text: string): RawBlock {
  return { kind: 'paragraph', text: STOPPED.test(text) ? text : `${text.replace(/[,;]$/u, '')}:` };
}

/**
 * An outline as blocks: items without children together in one list, an item with children as the lead-in of their list.
 * Ticked and open boxes are kept in lists of their own, so that what is done never looks like what is to do.
 */
export function outlineBlocks(items: readonly OutlineItem[], ordered: boolean): RawBlock[] {
  const blocks: RawBlock[] = [];
  for (const { text, done, inner } of items) {
    const last = blocks.at(-1);
    if (inner && inner.items.length > 0) {
      if (text !== '') blocks.push(leadIn(text));
      blocks.push(...outlineBlocks(inner.items, inner.ordered));
      // What follows goes on one level up: it must not join the inner list.
      blocks.push({ kind: 'list', ordered, items: [] });
    } else if (text !== '' && last?.kind === 'list' && last.done === done) {
      last.items.push(text);
    } else if (text !== '') {
      blocks.push({ kind: 'list', ordered, items: [text], ...(done === undefined ? {} : { done }) });
    }
  }
  return blocks.filter((block) => block.kind !== 'list' || block.items.length > 0);
}
