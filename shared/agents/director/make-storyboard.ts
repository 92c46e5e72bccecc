import { chooseVisuals } from '#shared/agents/director/choose-visuals.ts';
import { anchorOf, fraction } from '#shared/agents/director/hash.ts';
import { placePictures } from '#shared/agents/director/place-pictures.ts';
import { type Beat, planBeats } from '#shared/agents/director/plan-beats.ts';
import { proposeVisuals } from '#shared/agents/director/propose-visuals.ts';
import { gatherMatter } from '#shared/agents/director/scene-matter.ts';
import { speakersIn } from '#shared/agents/director/speakers.ts';
import type { Proposal } from '#shared/agents/director/visual-proposal.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script } from '#shared/domain/script.ts';
import type { Scene, Storyboard, Visual } from '#shared/domain/storyboard.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';
import { countWords } from '#shared/language/words.ts';

const CAPTION_WORDS = 12;

const sceneId = (index: number): string => `scene-${String(index + 1).padStart(3, '0')}`;

function pictureOf({ images }: Document, index: number | undefined): Proposal[] {
  const image = index === undefined ? undefined : images[index];
  if (image === undefined) return [];
  const alt = image.alt?.trim() ?? '';
  const caption = alt !== '' && countWords(alt) <= CAPTION_WORDS ? { caption: alt } : {};
  return [{ visual: { kind: 'picture', image: image.ref, ...caption }, fit: 2 }];
}

function sceneOf(beat: Beat, visual: Visual, index: number): Scene {
  return {
    id: sceneId(index),
    narration: beat.narration,
    visual,
    ...(beat.chapter === undefined ? {} : { chapter: beat.chapter }),
    lines: beat.lines.map((line) => line.id),
  };
}

/**
 * Turns a script into scenes of 2 to 8 s of speech, each with a picture made of what is said in it. The first scene shows
 * the title. The same input and seed give the same storyboard, and a scene's picture depends on its own lines: only
 * neighbours of the same kind and pictures that must find another place can change with it.
 */
export async function makeStoryboard(
  script: Script,
  research: Research,
  document: Document,
  seed: number,
): Promise<Storyboard> {
  const { title, language } = script;
  const beats = planBeats(script, speakersIn(research.facts));
  const matters = gatherMatter(beats, language, research, document, await wordTagger(language));
  const own = matters.map((matter) => proposeVisuals(matter, seed));
  const strengths = own.map((proposals) => proposals[0]?.fit ?? 0);
  const pictures = placePictures(beats, strengths, language, research, document);
  const opening: Proposal = { visual: { kind: 'title', title }, fit: 2 };
  const proposals = own.map((each, index) => [
    ...(index === 0 ? [opening] : pictureOf(document, pictures.get(index))),
    ...each,
  ]);
  const draws = beats.map(({ narration }) => fraction(seed, anchorOf(narration)));
  const visuals = chooseVisuals(proposals, draws);
  const scenes = beats.flatMap((beat, index) => {
    const visual = visuals[index];
    return visual === undefined ? [] : [sceneOf(beat, visual, index)];
  });
  return { version: 1, title, language, scenes };
}
