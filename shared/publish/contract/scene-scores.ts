import { nameWords } from '#shared/agents/director/place-pictures.ts';
import { matchScore } from '#shared/agents/screen/match-score.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { SceneScore } from '#shared/domain/delivery-report.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Scene, Storyboard, Visual } from '#shared/domain/storyboard.ts';
import { coverage, keysOf } from '#shared/language/shared-words.ts';
import { countWords } from '#shared/language/words.ts';

/** A picture whose name is said, at least; the share of its words that are said is added. */
const NAMED = 0.6;
/** A picture that stands, in the source, in the section that the scene tells. */
const PLACED = 0.6;
/** So much of what is said is in that section. */
const TOLD = 0.5;
/** A picture without a name or a place cannot be judged. */
const UNKNOWN = 0.5;
/** A picture with a name or a place, and neither has to do with what is said. */
const ELSEWHERE = 0.1;

/**
 * How well each scene's picture fits what is said, measured anew from the storyboard and the source: words on the screen by the share
 * of them that is heard, photographs and footage by what they are called and where they stand in the source.
 */
export function sceneScores({ scenes, language }: Storyboard, document: Document): SceneScore[] {
  return scenes.map(({ id, visual, narration }) => {
    const pictures = picturesOf(visual);
    const match =
      pictures.length === 0
        ? matchScore(visual, narration, language)
        : Math.max(...pictures.map((ref) => pictureMatch(ref, visual, narration, language, document)));
    return { id, kind: visual.kind, match: Math.round(match * 100) / 100, words: countWords(narration) };
  });
}

function picturesOf(visual: Visual): AssetRef[] {
  switch (visual.kind) {
    case 'picture':
    case 'screenshot':
      return [visual.image];
    case 'collage':
      return visual.images.map(({ image }) => image);
    case 'clip':
      return [visual.footage];
    default:
      return [];
  }
}

function pictureMatch(
  { hash }: AssetRef,
  visual: Visual,
  narration: Scene['narration'],
  language: string,
  { images, sections }: Document,
): number {
  const image = images.find(({ ref }) => ref.hash === hash);
  const caption = 'caption' in visual ? visual.caption : 'title' in visual ? visual.title : undefined;
  const named = keysOf([caption, image?.alt, nameWords(image?.name ?? '')].join(' '), language);
  const said = keysOf(narration, language);
  const share = coverage(named, said);
  if (share > 0) return Math.min(1, NAMED + share);
  const section = sections.find(({ blocks }) =>
    blocks.some((block) => block.kind === 'image' && block.name === image?.name),
  );
  if (!section) return named.size === 0 ? UNKNOWN : ELSEWHERE;
  const told = section.blocks.flatMap((block) =>
    'sentences' in block ? block.sentences : 'items' in block ? block.items : [],
  );
  const around = keysOf([section.heading, ...told.map(({ text }) => text)].join(' '), language);
  return coverage(said, around) >= TOLD ? PLACED : ELSEWHERE;
}
