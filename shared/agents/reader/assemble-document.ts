import { isAppendix, isBoilerplate } from '#shared/agents/reader/boilerplate.ts';
import { chooseTitle } from '#shared/agents/reader/choose-title.ts';
import { findSubject } from '#shared/agents/reader/find-subject.ts';
import { footageName, matchImage } from '#shared/agents/reader/match-image.ts';
import type { RawBlock, RawSource } from '#shared/agents/reader/raw-block.ts';
import { taskLeadIn } from '#shared/agents/reader/task-words.ts';
import type { BriefImage } from '#shared/domain/brief.ts';
import type { Block, Document, Sentence } from '#shared/domain/document.ts';
import { cleanText } from '#shared/language/clean-text.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { countWords } from '#shared/language/words.ts';

const SPOKEN = /[\p{L}\p{N}]/u;

/** Where and when a report was written: `PORTO, 3 June 2026 – `, `BERLIN (dpa) - `. */
const DATELINE =
  /^\s*\p{Lu}[\p{Lu} .’'-]{2,29}(?:,\s[^–—:.!?]{4,30}|\s\([\p{L}/]{2,12}\))?\s[–—-]{1,2}\s(?=\p{Lu})/u;

type Section = Document['sections'][number];

/** Gives sentences their ids, one counter for the whole document. */
class SentenceMaker {
  readonly language: string;
  private next = 0;
  words = 0;
  first: string | undefined;

  constructor(language: string) {
    this.language = language;
  }

  one(text: string): Sentence {
    const sentence = { id: `s${this.next}`, text };
    this.next += 1;
    this.words += countWords(text);
    this.first ??= text;
    return sentence;
  }

  /** Sentences of a raw text; a line feed in it ends a sentence. Boilerplate lines are left out. */
  all(raw: string): Sentence[] {
    return raw
      .split('\n')
      .map(cleanText)
      .filter((line) => SPOKEN.test(line) && !isBoilerplate(line))
      .flatMap((line) => splitSentences(line, this.language))
      .map((text) => text.trim())
      .filter((text) => SPOKEN.test(text) && !isBoilerplate(text))
      .map((text) => this.one(text));
  }
}

function table(raw: Extract<RawBlock, { kind: 'table' }>): Block[] {
  const rows = raw.rows.map((row) => row.map(cleanText)).filter((row) => row.some((cell) => cell !== ''));
  return rows.length === 0 ? [] : [{ kind: 'table', header: raw.header.map(cleanText), rows }];
}

function blocks(raw: RawBlock, make: SentenceMaker, images: readonly BriefImage[]): Block[] {
  if (raw.kind === 'table') return table(raw);
  if (raw.kind === 'image') {
    const image = matchImage(raw.target, images);
    const alt = cleanText(raw.alt) || image?.alt;
    const film = footageName(raw.target);
    const name = image?.name ?? film;
    return name === undefined ? [] : [{ kind: 'image', name, ...(alt ? { alt } : {}) }];
  }
  if (raw.kind === 'list') {
    const items = raw.items.map(cleanText).filter((item) => SPOKEN.test(item) && !isBoilerplate(item));
    if (items.length === 0) return [];
    const state = raw.done === undefined ? undefined : taskLeadIn(raw.done, make.language);
    const lead: Block[] = state === undefined ? [] : [{ kind: 'paragraph', sentences: [make.one(state)] }];
    return [...lead, { kind: 'list', ordered: raw.ordered, items: items.map((item) => make.one(item)) }];
  }
  if (raw.kind === 'heading') return [];
  if (raw.kind === 'code') return [raw];
  const sentences = make.all(make.words === 0 ? raw.text.replace(DATELINE, '') : raw.text);
  if (sentences.length === 0) return [];
  if (raw.kind === 'paragraph') return [{ kind: 'paragraph', sentences }];
  const source = cleanText(raw.source ?? '');
  return [{ kind: 'quote', sentences, ...(source === '' ? {} : { source }) }];
}

/** Rows of a table as items of a list: what is left to say when a source holds nothing but tables. */
function rowsAsList(section: Section, make: SentenceMaker): Section {
  return {
    ...section,
    blocks: section.blocks.flatMap((block): Block[] => {
      if (block.kind !== 'table') return [block];
      const items = block.rows.map((row) => row.filter((cell) => cell !== '').join(', '));
      return [block, { kind: 'list', ordered: false, items: items.map((item) => make.one(item)) }];
    }),
  };
}

/** Headings as paragraphs: what is left to say when a source holds nothing else. */
function headingsAsText<S extends RawSource>(source: S): S {
  const blocks = source.blocks.map(
    (block): RawBlock => (block.kind === 'heading' ? { kind: 'paragraph', text: block.text } : block),
  );
  return { ...source, blocks };
}

/** A source with what is known about it from outside. */
interface NamedSource extends RawSource {
  name: string;
  origin: string;
}

interface Given {
  images: readonly BriefImage[];
  title?: string | undefined;
  language: string;
  /** Finds the things that a sentence names, in a language that has a finder. */
  nouns?: ((text: string) => string[]) | undefined;
}

/**
 * Makes one document of all sources: cleaned, split into sentences, in sections by heading, pictures kept where they
 * name a given one. Sections of references and lines that sites put around a text are left out.
 */
export function assembleDocument(sources: readonly NamedSource[], given: Given): Document {
  const document = assemble(sources, given);
  return document.words > 0 ? document : assemble(sources.map(headingsAsText), given);
}

function assemble(sources: readonly NamedSource[], given: Given): Document {
  const make = new SentenceMaker(given.language);
  const sections: Section[] = [];
  let firstHeading: string | undefined;
  for (const source of sources) {
    const lead = source.blocks.find((block) => block.kind === 'heading');
    const isTitle = (block: RawBlock) => block === lead && (block.depth === 1 || source.blocks[0] === lead);
    const ownTitle = cleanText(source.title ?? (lead && isTitle(lead) ? lead.text : ''));
    firstHeading ??= lead && cleanText(lead.text);
    let section: Section =
      sources.length > 1 && ownTitle !== '' ? { heading: ownTitle, blocks: [] } : { blocks: [] };
    let skipping = false;
    for (const block of source.blocks) {
      if (block.kind !== 'heading') {
        if (!skipping) section.blocks.push(...blocks(block, make, given.images));
        continue;
      }
      const heading = cleanText(block.text);
      skipping = isAppendix(heading);
      if (section.blocks.length > 0) sections.push(section);
      else if (isTitle(block)) continue;
      section = SPOKEN.test(heading) && !isTitle(block) ? { heading, blocks: [] } : { blocks: [] };
    }
    if (section.blocks.length > 0) sections.push(section);
  }
  const told = make.words > 0 ? sections : sections.map((section) => rowsAsList(section, make));
  return {
    version: 1,
    title: chooseTitle({
      asked: given.title,
      source: sources[0]?.title,
      heading: firstHeading,
      subject: findSubject(make.first ?? '', given.language, given.nouns),
      name: sources[0]?.name,
      firstSentence: make.first ?? '',
    }),
    language: given.language,
    sections: told.length > 0 ? told : [{ blocks: [] }],
    images: given.images.map(({ name, ref, alt }) => ({ name, ref, ...(alt ? { alt } : {}) })),
    origins: [...new Set(sources.map((source) => source.origin))],
    words: make.words,
  };
}
