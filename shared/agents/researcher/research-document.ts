import { factsOfBlock, factsOfSentence, type NewFact } from '#shared/agents/researcher/collect-facts.ts';
import { findEntities } from '#shared/agents/researcher/find-entities.ts';
import { findTerms } from '#shared/agents/researcher/find-terms.ts';
import { placedBlocks } from '#shared/agents/researcher/flatten.ts';
import { rankStatements } from '#shared/agents/researcher/rank-statements.ts';
import { tagEnglish } from '#shared/agents/researcher/tag-english.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';

/** Sentences that terms are counted in. */
const MAX_TERM_SENTENCES = 3000;

/** Finds what a document says: facts in its order, each with the sentences that say it, its terms and its names. */
export async function researchDocument(document: Document): Promise<Research> {
  const blocks = placedBlocks(document);
  const sentences = blocks.flatMap((block) => block.sentences);
  const ranked = rankStatements(sentences, document.language);
  const byId = new Map(ranked.map((sentence) => [sentence.id, sentence]));
  const salience = new Map(ranked.map(({ id, salience }) => [id, salience]));
  const facts: NewFact[] = blocks.flatMap((block, index) => [
    ...block.sentences.flatMap(({ id }) => {
      const sentence = byId.get(id);
      return sentence ? factsOfSentence(sentence, document.language) : [];
    }),
    ...factsOfBlock(blocks, index, { document, salience }),
  ]);
  const tags = document.language.startsWith('en') ? await tagEnglish(sentences) : undefined;
  const texts = sentences.slice(0, MAX_TERM_SENTENCES).map((sentence) => sentence.text);
  return {
    version: 1,
    facts: facts.map((fact, index) => ({ id: `f${index}`, ...fact })),
    terms: findTerms(texts, document.language, tags),
    entities: findEntities(sentences, document.language, tags),
  };
}
