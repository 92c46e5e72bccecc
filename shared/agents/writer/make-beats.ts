import { type PlacedBlock, placedBlocks } from '#shared/agents/researcher/flatten.ts';
import type { Beat, Saying } from '#shared/agents/writer/beat.ts';
import { lineTexts } from '#shared/agents/writer/line-texts.ts';
import { trimAsides } from '#shared/agents/writer/trim-asides.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import { speakingSeconds } from '#shared/language/pace.ts';
import { termVectors } from '#shared/language/rank-text.ts';
import { standAlone } from '#shared/language/stand-alone.ts';
import { topicKeys } from '#shared/language/terms.ts';

/** A list is said whole when it takes no more than this share of the film, else item by item. */
const LIST_SHARE = 0.35;
const ORDERED_SHARE = 0.7;

const LEAD_IN = /[:：]["'”»]?$/u;
const QUESTION = /[?？؟]["'”»」]?$/u;

type NewBeat = Omit<Beat, 'index' | 'vector' | 'seconds' | 'salience'>;

interface Pace {
  seconds: number;
  wordsPerMinute: number;
}

/** The length of a beat when its lines are said one after another, in seconds. */
function secondsOf(beat: Pick<Beat, 'kind' | 'sayings'>, wordsPerMinute: number): number {
  return lineTexts(beat, { wordsPerMinute, alone: false }).reduce(
    (sum, line) => sum + speakingSeconds(line.text, wordsPerMinute),
    0,
  );
}

/** Beats of the blocks in order; `needs` counts within the list that is given back. */
function beatsOfBlocks(
  blocks: readonly PlacedBlock[],
  known: ReadonlySet<string>,
  language: string,
  pace: Pace,
) {
  const beats: NewBeat[] = [];
  const say = ({ id, text }: { id: string; text: string }): Saying & { leans: boolean } => {
    const trimmed = trimAsides(text);
    const { text: alone, leans } = standAlone(trimmed, language);
    return { id, text: trimmed, alone, leans };
  };
  for (const { block, section, heading, sentences } of blocks) {
    const place = { section, ...(heading === undefined ? {} : { heading }) };
    const sayings = sentences.filter(({ id }) => known.has(id)).map(say);
    const bare = sayings.map(({ id, text, alone }) => ({ id, text, alone }));
    const last = beats.at(-1);
    if (block.kind === 'quote' && bare.length > 0) {
      beats.push({ ...place, kind: 'quote', sayings: bare, leadsIn: false });
    } else if (block.kind === 'list' && bare.length > 0) {
      const lead = last?.leadsIn && last.section === section ? last : undefined;
      const seconds = secondsOf({ kind: 'list', sayings: bare }, pace.wordsPerMinute);
      const share = block.ordered ? ORDERED_SHARE : LIST_SHARE;
      if (seconds <= pace.seconds * share) {
        if (lead) beats.pop();
        const all = [...(lead?.sayings ?? []), ...bare];
        const needs = lead?.needs === undefined ? {} : { needs: lead.needs };
        beats.push({ ...place, kind: 'list', sayings: all, leadsIn: false, ...needs });
      } else {
        const anchor = lead === undefined ? {} : { needs: beats.length - 1 };
        for (const saying of bare) {
          const before = block.ordered && saying !== bare[0] ? { needs: beats.length - 1 } : anchor;
          beats.push({ ...place, kind: 'list', sayings: [saying], leadsIn: false, ...before });
        }
      }
    } else {
      for (const { leans, ...saying } of sayings) {
        const previous = beats.at(-1);
        const answers = previous?.section === section && QUESTION.test(previous.sayings.at(-1)?.text ?? '');
        const needs = (leans || answers) && beats.length > 0 ? { needs: beats.length - 1 } : {};
        beats.push({
          ...place,
          kind: 'sentence',
          sayings: [saying],
          leadsIn: LEAD_IN.test(saying.text),
          ...needs,
        });
      }
    }
  }
  return beats;
}

/**
 * Parts a document into what a film may say, in its order. Sentences that the researcher left out of a long document
 * are left out here too. What was said almost word for word before is dropped.
 */
export function makeBeats(document: Document, research: Research, pace: Pace): Beat[] {
  const salience = new Map<string, number>();
  for (const fact of research.facts) {
    if (fact.kind === 'statement') for (const id of fact.sentences) salience.set(id, fact.salience);
  }
  const beats = beatsOfBlocks(placedBlocks(document), new Set(salience.keys()), document.language, pace);
  const keys = beats.map(({ sayings }) =>
    topicKeys(sayings.map(({ text }) => text).join(' '), document.language),
  );
  const vectors = termVectors(keys);
  return beats.map((beat, index) => ({
    ...beat,
    index,
    seconds: secondsOf(beat, pace.wordsPerMinute),
    salience: Math.max(...beat.sayings.map(({ id }) => salience.get(id) ?? 0)),
    vector: vectors[index] ?? new Map(),
  }));
}
