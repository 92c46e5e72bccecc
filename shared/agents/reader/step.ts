import * as z from 'zod';
import { assembleDocument } from '#shared/agents/reader/assemble-document.ts';
import type { RawBlock } from '#shared/agents/reader/raw-block.ts';
import { readSource, sourceText } from '#shared/agents/reader/read-source.ts';
import { Sources } from '#shared/brief/sources.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { BriefImage } from '#shared/domain/brief.ts';
import { Document } from '#shared/domain/document.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep, type StepContext } from '#shared/engine/step.ts';
import { AppError } from '#shared/errors.ts';
import { cleanText } from '#shared/language/clean-text.ts';
import { nounPhrases } from '#shared/language/find-nouns.ts';
import { identifyLanguage } from '#shared/language/identify-language.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';

/** With fewer words there is nothing to make a film of. */
const MIN_WORDS = 3;

const ReadInput = z.strictObject({
  sources: AssetRef,
  images: z.array(BriefImage).max(500),
  title: z.string().min(1).max(200).optional(),
  /** BCP 47 code, or `auto` to tell it from the text. */
  language: z.string(),
});

const ReadOutput = z.strictObject({ document: AssetRef, language: z.string(), words: z.int().nonnegative() });

const isHeading = ({ kind }: RawBlock): boolean => kind === 'heading';

async function read({ sources, images, title, language }: z.infer<typeof ReadInput>, context: StepContext) {
  const decoder = new TextDecoder('utf-8');
  const named = [];
  for (const source of await context.readJson(Sources, sources)) {
    const bytes = await context.ports.assets.get(context.tenant, source.ref);
    const raw = readSource(decoder.decode(bytes), source.format);
    named.push({ ...raw, name: source.name, origin: source.origin });
  }
  const text = named.map(sourceText).join('\n');
  const known = language === 'auto' ? identifyLanguage(cleanText(text)) : language;
  const titled = title !== undefined || named.some((source) => source.title || source.blocks.some(isHeading));
  // The language model is loaded only where a title must be found.
  const tag = titled ? undefined : await wordTagger(known);
  const document = assembleDocument(named, {
    images,
    title,
    language: known,
    nouns: tag && ((sentence) => nounPhrases(sentence, tag(sentence), known)),
  });
  if (document.words < MIN_WORDS) {
    throw new AppError('BRIEF_INVALID', 'The text has fewer than three words to make a film of.', {
      hint: 'Give a text of at least one sentence; about 110 words fill a film of 45 seconds.',
    });
  }
  context.signal.throwIfAborted();
  return {
    document: await context.writeJson(Document, document),
    language: document.language,
    words: document.words,
  };
}

/** Reads the sources of a brief into one document. Throws `BRIEF_INVALID` for fewer than three words. */
export const readSources = defineStep({
  name: 'read-sources',
  version: 3,
  input: ReadInput,
  output: ReadOutput,
  dependsOn: packageVersions(
    '@mozilla/readability',
    'linkedom',
    'marked',
    'stopwords-iso',
    'tinyld',
    'wink-nlp',
    'wink-eng-lite-web-model',
  ),
  run: read,
});
