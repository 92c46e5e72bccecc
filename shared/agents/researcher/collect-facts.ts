import { countedFigures } from '#shared/agents/researcher/counted-figures.ts';
import { findQuotes } from '#shared/agents/researcher/find-quotes.ts';
import type { PlacedBlock, PlacedSentence } from '#shared/agents/researcher/flatten.ts';
import { labelOf } from '#shared/agents/researcher/label.ts';
import type { RankedSentence } from '#shared/agents/researcher/rank-statements.ts';
import { type Series, seriesFromTable } from '#shared/agents/researcher/series-from-table.ts';
import {
  datedFigures,
  seriesFromList,
  seriesFromNames,
  seriesFromSentences,
} from '#shared/agents/researcher/series-from-text.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Fact } from '#shared/domain/research.ts';

type Omit1<T> = T extends unknown ? Omit<T, 'id'> : never;
/** A fact before it has got its id. */
export type NewFact = Omit1<Fact>;

/** Figures without a unit and below this say little. */
const SMALL = 10;
/** Figures of one sentence that become facts. */
const MAX_FIGURES = 4;
/** Sentences over which a development is looked for. */
const LONGEST_DEVELOPMENT = 6;

const round = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;

/** What a sentence says as a statement, with its figures, its quotation and the development it tells. */
export function factsOfSentence(sentence: RankedSentence, language: string): NewFact[] {
  const { id, text, salience } = sentence;
  const base = { text, sentences: [id] };
  const facts: NewFact[] = [{ ...base, kind: 'statement', salience }];
  const figures = countedFigures(text, language).filter((number) => !number.isYear);
  for (const { display, value, unit, start, end } of figures.slice(0, MAX_FIGURES)) {
    const label = labelOf(text, { start, end }, language);
    const striking =
      unit !== undefined || Math.abs(value) >= 1000 ? 0.15 : Math.abs(value) < SMALL ? -0.3 : 0;
    const named = unit === undefined ? {} : { unit };
    facts.push({
      ...base,
      kind: 'number',
      salience: round(salience + striking),
      display,
      value,
      ...named,
      label,
    });
  }
  const series = seriesFromSentences([text], language) ?? seriesFromNames(text, language);
  if (series) facts.push({ ...base, kind: 'series', salience: round(salience + 0.15), ...series });
  for (const quote of sentence.kind === 'quote' ? [] : findQuotes(text)) {
    facts.push({ ...base, kind: 'quote', salience: round(salience + 0.1), ...quote });
  }
  return facts;
}

/** The longest development that sentences of a block tell one after another, two sentences or more. */
function developments(
  sentences: readonly PlacedSentence[],
  language: string,
  salience: ReadonlyMap<string, number>,
): NewFact[] {
  const facts: NewFact[] = [];
  const dated = sentences.map(({ text }) => datedFigures(text, language));
  for (let from = 0; from < sentences.length - 1; from += 1) {
    let best: { series: Series; to: number } | undefined;
    const end = Math.min(sentences.length, from + LONGEST_DEVELOPMENT);
    for (let to = from + 2; to <= end && dated[to - 1]?.length && dated[from]?.length; to += 1) {
      const told = sentences.slice(from, to).map(({ text }) => text);
      const series = seriesFromSentences(told, language, dated.slice(from, to));
      if (series) best = { series, to };
    }
    if (best === undefined) continue;
    const told = sentences.slice(from, best.to);
    const weight = Math.max(...told.map(({ id }) => salience.get(id) ?? 0));
    facts.push({
      text: told.map(({ text }) => text).join(' '),
      sentences: told.map(({ id }) => id),
      kind: 'series',
      salience: round(weight + 0.15),
      ...best.series,
    });
    from = best.to - 1;
  }
  return facts;
}

/** The sentences beside a block that has none: those before it in its section, else after it, else anywhere. */
function beside(blocks: readonly PlacedBlock[], index: number): string[] {
  const here = blocks[index]?.section;
  const told = blocks.map((block, i) => ({ ...block, i })).filter((block) => block.sentences.length > 0);
  const before = told.findLast((block) => block.i < index && block.section === here)?.sentences.at(-1);
  const after = told.find((block) => block.i > index && block.section === here)?.sentences[0];
  const any = told[0]?.sentences[0];
  const nearest = before ?? after ?? any;
  return nearest === undefined ? [] : [nearest.id];
}

function leadIn(blocks: readonly PlacedBlock[], index: number): string | undefined {
  const previous = blocks[index - 1];
  const last = previous?.section === blocks[index]?.section ? previous?.sentences.at(-1)?.text : undefined;
  return last !== undefined && /[:：]$/u.test(last) ? last.replace(/\s*[:：]$/u, '') : undefined;
}

/** What a block says as a whole: a list, a quotation with its source, the series of a table or of sentences. */
export function factsOfBlock(
  blocks: readonly PlacedBlock[],
  index: number,
  about: { document: Document; salience: ReadonlyMap<string, number> },
): NewFact[] {
  const { block, heading, sentences } = blocks[index] ?? {};
  const language = about.document.language;
  if (block?.kind === 'paragraph') return developments(sentences ?? [], language, about.salience);
  if (block === undefined || block.kind === 'image' || block.kind === 'code') return [];
  const title = leadIn(blocks, index) ?? heading;
  if (block.kind === 'table') {
    const near = beside(blocks, index);
    const text = block.rows.map((row) => row.filter(Boolean).join(' ')).join('\n');
    if (near.length === 0) return [];
    return seriesFromTable(block, { heading: title ?? about.document.title, language }).map((series) => ({
      kind: 'series',
      text,
      sentences: near,
      salience: round(0.3 + (about.salience.get(near[0] ?? '') ?? 0) / 2),
      ...series,
    }));
  }
  const ids = (sentences ?? []).map((sentence) => sentence.id);
  const texts = (sentences ?? []).map((sentence) => sentence.text);
  const salience = round(Math.max(0, ...ids.map((id) => about.salience.get(id) ?? 0)));
  const base = { text: texts.join('\n'), sentences: ids, salience };
  if (block.kind === 'quote') {
    const source = block.source === undefined ? {} : { source: block.source };
    return [{ ...base, kind: 'quote', quote: texts.join(' '), ...source }];
  }
  if (texts.length < 2) return [];
  const named = title === undefined ? {} : { heading: title };
  const series = seriesFromList(texts, title ?? about.document.title, language);
  return [
    { ...base, kind: 'list', ...named, items: texts },
    ...(series ? [{ ...base, kind: 'series' as const, ...series }] : []),
  ];
}
