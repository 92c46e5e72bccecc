import { chooseVisuals } from '#shared/agents/director/choose-visuals.ts';
import { proposeTimelines } from '#shared/agents/director/dated-events.ts';
import { anchorOf, fraction } from '#shared/agents/director/hash.ts';
import { clipVisual, pictureVisual } from '#shared/agents/director/picture-visual.ts';
import { placePictures } from '#shared/agents/director/place-pictures.ts';
import { type Beat, planBeats } from '#shared/agents/director/plan-beats.ts';
import { proposeVisuals } from '#shared/agents/director/propose-visuals.ts';
import { revealWords } from '#shared/agents/director/reveal-words.ts';
import { gatherMatter } from '#shared/agents/director/scene-matter.ts';
import { speakersIn } from '#shared/agents/director/speakers.ts';
import { varyLayouts } from '#shared/agents/director/vary-layouts.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { withoutJoint } from '#shared/agents/director/visuals/propose-statement.ts';
import { findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { matchScore } from '#shared/agents/screen/match-score.ts';
import type { Document } from '#shared/domain/document.ts';
import type { PreparedFootage } from '#shared/domain/prepared-media.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import type { Scene, Storyboard } from '#shared/domain/storyboard.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';
import { countWords } from '#shared/language/words.ts';

/** Titles and cards for the film as a whole go before everything but pictures. */
const FIT = { title: 2, end: 1.6, chapter: 1.5 } as const;
/** A shorter film is over before a chapter has begun. Seconds of speech. */
const CHAPTERS_FROM = 60;
/** A film of fewer scenes needs no card to close it. */
const END_FROM = 5;
const END_WORDS = { fewest: 4, most: 12 } as const;
/** What closes a film is a clause or a phrase that says something, never a bare name. */
const END_FIT = 0.4;

const sceneId = (index: number): string => `scene-${String(index + 1).padStart(3, '0')}`;

/**
 * The card that closes a film: its title, and its last sentence where that is short, else a clause or phrase at its end.
 */
function endCard(title: string, narration: string, language: string, last: readonly Proposal[]): Proposal {
  const sentence = splitSentences(narration, language).at(-1) ?? '';
  const closing = withoutJoint(sentence.replace(/[.。]$/u, ''), language);
  const isTrue = (text: string) =>
    findDistortion({ kind: 'statement', text, emphasis: [] }, narration, language) === undefined;
  const texts = last.flatMap(({ visual, fit }) =>
    visual.kind === 'statement' &&
    fit >= END_FIT &&
    countWords(visual.text) >= END_WORDS.fewest &&
    sentence.toLowerCase().includes(visual.text.toLowerCase())
      ? [visual.text]
      : [],
  );
  const whole = /^\p{Ll}/u.test(closing) ? [] : [closing].filter(isTrue);
  const text = [...whole, ...texts].find((each) => each !== '' && countWords(each) <= END_WORDS.most);
  return { visual: { kind: 'end', title, ...(text === undefined ? {} : { line: text }) }, fit: FIT.end };
}

/** What stands for the film in its scenes: title, chapters, end. */
function cardsOf(
  { title, language }: Script,
  beats: readonly Beat[],
  own: readonly (readonly Proposal[])[],
): Proposal[][] {
  const seconds = beats.reduce((sum, { narration }) => sum + speechSeconds(narration), 0);
  let number = 0;
  return beats.map(({ chapter, narration }, index) => {
    if (chapter !== undefined) number += 1;
    if (index === 0) return [{ visual: { kind: 'title', title }, fit: FIT.title }];
    const closes = index === beats.length - 1 && beats.length >= END_FROM;
    if (closes && own[index]?.[0]?.visual.kind !== 'code')
      return [endCard(title, narration, language, own[index] ?? [])];
    return chapter === undefined || seconds < CHAPTERS_FROM
      ? []
      : [{ visual: { kind: 'chapter', title: chapter, number }, fit: FIT.chapter }];
  });
}

function sceneOf(beat: Beat, { visual }: Proposal, index: number, language: string): Scene {
  const reveals = revealWords(visual, beat.narration, language);
  return {
    id: sceneId(index),
    narration: beat.narration,
    visual,
    ...(beat.chapter === undefined ? {} : { chapter: beat.chapter }),
    ...(reveals === undefined ? {} : { reveals }),
    match: matchScore(visual, beat.narration, language),
    lines: beat.lines.map((line) => line.id),
  };
}

/** Pictures and clips of the brief by scene, as proposals. */
function picturesOf(
  beats: readonly Beat[],
  strengths: readonly number[],
  language: string,
  research: Research,
  document: Document,
  footage: readonly PreparedFootage[],
): Proposal[][] {
  const { images } = document;
  const placed = placePictures(beats, strengths, language, research, document, [...images, ...footage]);
  return beats.map(({ narration }, index) => {
    const given = placed.get(index) ?? [];
    const clip = footage[(given[0] ?? -1) - images.length];
    return clip ? clipVisual(clip, narration) : pictureVisual(given.flatMap((each) => images[each] ?? []));
  });
}

/**
 * Turns a script into scenes of 2 to 8 s of speech, each with a picture made of what is said in it. The first scene shows
 * the title, the last one the end card, and in a film of a minute and more each chapter begins with its name. The same
 * input and seed give the same storyboard, and a scene's picture depends on its own lines: only neighbours of the same
 * kind, timelines of what was told before and pictures that must find another place can change with it.
 */
export async function makeStoryboard(
  script: Script,
  research: Research,
  document: Document,
  seed: number,
  footage: readonly PreparedFootage[] = [],
): Promise<Storyboard> {
  const { title, language } = script;
  const beats = planBeats(script, speakersIn(research.facts));
  const matters: SceneMatter[] = gatherMatter(
    beats,
    language,
    research,
    document,
    await wordTagger(language),
  );
  const timelines = proposeTimelines(matters);
  const own = matters.map((matter, index) => {
    const timeline = timelines.get(index);
    const proposals = proposeVisuals(matter, seed);
    return timeline ? [...proposals, timeline].sort((a, b) => b.fit - a.fit) : proposals;
  });
  const cards = cardsOf(script, beats, own);
  const strengths = own.map((proposals) => proposals[0]?.fit ?? 0);
  const pictures = picturesOf(beats, strengths, language, research, document, footage);
  const proposals = own.map((each, index) => [...(pictures[index] ?? []), ...(cards[index] ?? []), ...each]);
  const draws = beats.map(({ narration }) => fraction(seed, anchorOf(narration)));
  const chosen = chooseVisuals(proposals, draws);
  const scenes = beats.flatMap((beat, index) => {
    const proposal = chosen[index];
    return proposal === undefined ? [] : [sceneOf(beat, proposal, index, language)];
  });
  return { version: 1, title, language, scenes: varyLayouts(scenes) };
}
