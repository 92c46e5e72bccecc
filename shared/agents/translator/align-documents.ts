import { placedBlocks } from '#shared/agents/researcher/flatten.ts';
import { alignSentences, type Bead, type Measured } from '#shared/agents/translator/gale-church.ts';
import type { Document } from '#shared/domain/document.ts';
import { numberKeys } from '#shared/language/number-keys.ts';

/** What a sentence of one document is in another. */
export interface Alignment {
  /** Sentences of the target, in order, by the id of each sentence of the source; empty where it was left out. */
  sentences: ReadonlyMap<string, readonly string[]>;
  /** How sure it is that the documents say the same, 0 to 1. */
  confidence: number;
}

interface Told {
  id: string;
  text: string;
}

/** Above this a pair of sentences has hardly anything to do with each other. */
const DOUBTFUL = 6;
/** What other blocks in another order take from the confidence. */
const RESTRUCTURED = 0.85;

const measure = ({ text }: Told): Measured => ({ length: text.length, figures: numberKeys(text) });
const lengthOf = (sentences: readonly Told[]): number =>
  sentences.reduce((sum, { text }) => sum + text.length, 0);

/** How sure each character of the source is to be where it was put: 1 for a bead that costs nothing, 0 for a doubtful one. */
function confidenceOf(beads: readonly { bead: Bead; source: readonly Told[] }[]): number {
  const all = beads.reduce((sum, { source }) => sum + lengthOf(source), 0);
  const sure = beads.reduce((sum, { bead, source }) => {
    const kept = bead.target.length === 0 ? 0 : Math.max(0, 1 - bead.cost / DOUBTFUL);
    return sum + kept * lengthOf(source);
  }, 0);
  return all === 0 ? 0 : sure / all;
}

const told = (document: Document) => placedBlocks(document).filter(({ sentences }) => sentences.length > 0);

/**
 * Aligns a document with its translation: block by block where both have the same blocks, else as one text; within blocks
 * by the lengths of sentences and their figures.
 */
export function alignDocuments(source: Document, target: Document): Alignment {
  const [from, to] = [told(source), told(target)];
  const same = from.length === to.length && from.every(({ block }, at) => block.kind === to[at]?.block.kind);
  const own: Told[] = from.flatMap(({ sentences }) => sentences);
  const other: Told[] = to.flatMap(({ sentences }) => sentences);
  const ratio = lengthOf(other) / Math.max(1, lengthOf(own));
  const pairs = same
    ? from.map(({ sentences }, at) => [sentences, to[at]?.sentences ?? []] as const)
    : [[own, other] as const];
  const sentences = new Map<string, readonly string[]>();
  const beads = pairs.flatMap(([left, right]) =>
    alignSentences(left.map(measure), right.map(measure), ratio).map((bead) => {
      const ids = bead.target.flatMap((at) => right[at]?.id ?? []);
      const said = bead.source.flatMap((at) => left[at] ?? []);
      for (const { id } of said) sentences.set(id, ids);
      return { bead, source: said };
    }),
  );
  return { sentences, confidence: confidenceOf(beads) * (same ? 1 : RESTRUCTURED) };
}
