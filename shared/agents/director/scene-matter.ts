import type { Beat } from '#shared/agents/director/plan-beats.ts';
import {
  placeListings,
  sentencesOfBeats,
  stepsBefore,
  stepsOf,
} from '#shared/agents/director/source-places.ts';
import type { SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { seriesOverlap } from '#shared/agents/director/visuals/propose-chart.ts';
import { sentencesAround } from '#shared/agents/screen/sentence-around.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Fact, Research } from '#shared/domain/research.ts';
import { clauseWords } from '#shared/language/clause-words.ts';
import { nounPhrases } from '#shared/language/find-nouns.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { isTopicWord } from '#shared/language/terms.ts';
import type { WordTagger } from '#shared/language/word-kinds.ts';
import { splitWords } from '#shared/language/words.ts';

/** A series that no line cites goes to the scene that speaks of it, if it names this much of it. */
const SERIES_OVERLAP = 2;

/** Fit for a source line: the host of an address, a file name without its folders. */
function sourceName(origin: string): string {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/]*@)?([^/:?#]+)/i.exec(origin)?.[1];
  return host === undefined ? (origin.split(/[\\/]/).at(-1) ?? origin) : host.replace(/^www\./, '');
}

interface Found {
  text: string;
  at: number;
}

function findTerm(text: string, lower: string, term: string): Found | undefined {
  const wanted = term.toLowerCase();
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const whole = !/[\p{L}\p{N}]$/u.test(lower.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(lower.slice(end));
    if (whole || hasSpacelessScript(wanted)) return { text: text.slice(at, end), at };
  }
  return undefined;
}

/** Terms that occur in a text, as written there and in its order; of two that overlap the longer one. */
function termsIn(text: string, terms: readonly string[], language: string): string[] {
  const lower = text.toLowerCase();
  const kept: Found[] = [];
  const found = terms.flatMap((term) => findTerm(text, lower, term) ?? []);
  for (const term of found.sort((a, b) => b.text.length - a.text.length || a.at - b.at)) {
    const end = term.at + term.text.length;
    if (kept.some((other) => term.at < other.at + other.text.length && other.at < end)) continue;
    if (splitWords(term.text).some((word) => isTopicWord(word, language))) kept.push(term);
  }
  return kept.sort((a, b) => a.at - b.at).map((term) => term.text);
}

function relatedFacts(beat: Beat, facts: readonly Fact[]): Fact[] {
  const cited = new Set(beat.lines.flatMap((line) => line.facts));
  const sentences = new Set(facts.filter(({ id }) => cited.has(id)).flatMap((fact) => fact.sentences));
  const related = facts.filter(
    ({ id, sentences: own }) => cited.has(id) || own.some((id) => sentences.has(id)),
  );
  return related.sort((a, b) => Number(cited.has(b.id)) - Number(cited.has(a.id)));
}

/** Gives every series that no scene speaks of more to the scene that names most of it, the earlier one of two equals. */
function giveOutSeries(matters: readonly SceneMatter[], facts: readonly Fact[]): SceneMatter[] {
  const extra = matters.map((): Fact[] => []);
  for (const fact of facts) {
    if (fact.kind !== 'series') continue;
    const overlaps = matters.map((matter) => seriesOverlap(fact, matter.narration, matter.language));
    const cited = overlaps.filter((_, index) => matters[index]?.facts.includes(fact));
    const most = Math.max(...overlaps);
    if (most >= SERIES_OVERLAP && most > Math.max(0, ...cited)) extra[overlaps.indexOf(most)]?.push(fact);
  }
  return matters.map((matter, index) => ({ ...matter, facts: [...matter.facts, ...(extra[index] ?? [])] }));
}

/**
 * Gathers for each beat what its picture may depend on: its own words, its facts, its names and terms. With `tag` the
 * terms are found in the words themselves; without it they are those of the research that occur.
 */
export function gatherMatter(
  beats: readonly Beat[],
  language: string,
  { facts, terms, entities }: Research,
  document: Document,
  tag?: WordTagger,
): SceneMatter[] {
  const [origin] = document.origins;
  const told = sentencesOfBeats(beats, facts);
  const steps = stepsOf(document);
  const listings = placeListings(document, told);
  const before = stepsBefore(told, steps);
  const names = entities.map(({ text }) => text);
  const vocabulary = [...new Set([...names, ...terms.map(({ text }) => text)])];
  // Without a table of its closed classes a language's terms are as likely verbs as things.
  const hasGrammar = clauseWords(language).determiners.size > 0;
  const around = sentencesAround(beats.map(({ narration }) => narration));
  const matters = beats.map((beat, index) => {
    const { narration } = beat;
    const tagged = tag?.(narration);
    const listing = listings.get(index);
    const spoken = termsIn(narration, names, language).flatMap((name) => splitWords(name.toLowerCase()));
    return {
      narration,
      around: around[index] ?? '',
      language,
      facts: relatedFacts(beat, facts),
      terms: tagged
        ? nounPhrases(narration, tagged, language)
        : hasGrammar
          ? termsIn(narration, vocabulary, language)
          : [],
      ...(tagged === undefined ? {} : { tagged }),
      names: new Set(spoken),
      steps: (told[index] ?? []).flatMap((id) => steps.get(id) ?? []),
      stepsBefore: (before[index] ?? []).map((text) => ({ text, tagged: tag?.(text) })),
      ...(beat.verse === undefined ? {} : { verse: beat.verse }),
      ...(listing === undefined ? {} : { code: listing }),
      ...(origin === undefined ? {} : { source: sourceName(origin) }),
    };
  });
  return giveOutSeries(matters, facts);
}
