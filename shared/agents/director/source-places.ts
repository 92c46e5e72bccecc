import type { Beat } from '#shared/agents/director/plan-beats.ts';
import type { Block, Document } from '#shared/domain/document.ts';
import type { Fact } from '#shared/domain/research.ts';

type Listing = Extract<Block, { kind: 'code' }>;

/** A listing as a scene shows it. */
interface ShownListing {
  code: string;
  language?: string | undefined;
}

/** Ids of the sentences that each beat says, in the order in which its lines cite them. */
export function sentencesOfBeats(beats: readonly Beat[], facts: readonly Fact[]): string[][] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return beats.map(({ narration, lines }) => {
    const cited = lines.flatMap((line) => line.facts).flatMap((id) => byId.get(id) ?? []);
    const stated = cited.filter(({ kind, text }) => kind === 'statement' && shares(narration, text));
    return [...new Set((stated.length > 0 ? stated : cited).flatMap(({ sentences }) => sentences))];
  });
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a narration says a sentence or a part of it. */
function shares(narration: string, sentence: string): boolean {
  const [said, whole] = [bare(narration), bare(sentence)];
  return (
    said.includes(whole.slice(0, 24)) || whole.includes(said.slice(0, 24)) || said.includes(whole.slice(-24))
  );
}

/** An item of a list of the source, counted from 1 in its list. */
export interface Step {
  number: number;
  text: string;
  ordered: boolean;
}

/** The items of a document's lists by their sentence, numbered from 1 in each list. */
export function stepsOf({ sections }: Document): Map<string, Step> {
  const steps = new Map<string, Step>();
  for (const { blocks } of sections) {
    let number = 0;
    for (const block of blocks) {
      if (block.kind !== 'list') continue;
      // Steps that a sentence or a picture parts go on where the ones before them ended.
      const before = block.ordered ? number : 0;
      for (const [index, { id, text }] of block.items.entries())
        steps.set(id, { number: before + index + 1, text, ordered: block.ordered });
      if (block.ordered) number += block.items.length;
    }
  }
  return steps;
}

/** For each beat the steps of its list that beats before it have said, where those are all from the first on. */
export function stepsBefore(
  told: readonly (readonly string[])[],
  steps: ReadonlyMap<string, Step>,
): string[][] {
  let said: string[] = [];
  return told.map((ids) => {
    const own = ids.flatMap((id) => steps.get(id) ?? []);
    if (own[0]?.number === 1) said = [];
    const before = own.length > 0 && own[0]?.number === said.length + 1 ? said : [];
    if (own.length > 0) said = [...said, ...own.map(({ text }) => text)];
    return before;
  });
}

/** Which listing each beat shows, by its index: the beat that says the sentence before it, else the one behind it. */
export function placeListings(
  { sections }: Document,
  told: readonly (readonly string[])[],
): Map<number, ShownListing> {
  const placed = new Map<number, ShownListing>();
  for (const { blocks } of sections) {
    for (const [at, block] of blocks.entries()) {
      if (block.kind !== 'code') continue;
      const near = [...blocks.slice(0, at).reverse(), ...blocks.slice(at + 1)].flatMap(idsOf);
      const scene = near.map((id) => told.findIndex((ids) => ids.includes(id))).find((index) => index > 0);
      if (scene !== undefined && !placed.has(scene)) placed.set(scene, listingOf(block));
    }
  }
  return placed;
}

function idsOf(block: Block): string[] {
  if (block.kind === 'list') return block.items.map(({ id }) => id).reverse();
  return 'sentences' in block ? block.sentences.map(({ id }) => id).reverse() : [];
}

const listingOf = ({ code, language }: Listing): ShownListing => ({
  code,
  ...(language === undefined ? {} : { language }),
});
