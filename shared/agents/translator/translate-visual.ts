import type { Proposal } from '#shared/agents/director/visual-proposal.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Visual } from '#shared/domain/storyboard.ts';

/** What is known of a scene in the other language. */
export interface Translated {
  title: string;
  /** Title of the chapter that begins with the scene. */
  chapter?: string | undefined;
  /** What the scene could show for its words in the other language, best first. */
  proposals: readonly Proposal[];
  /** Alternative texts of pictures in the other language, by the hash of the picture. */
  captions: ReadonlyMap<string, string>;
  research: Research;
}

function captioned<T extends { caption?: string | undefined }>(shown: T, caption: string | undefined): T {
  const { caption: _, ...rest } = shown;
  return { ...rest, ...(caption === undefined ? {} : { caption }) } as T;
}

/** The chart with labels and title of the series of the other text that has the same values. */
function translateChart(visual: Extract<Visual, { kind: 'chart' }>, { facts }: Research): Visual | undefined {
  const values = visual.points.map(({ value }) => value).join(' ');
  const twin = facts.find(
    (fact) => fact.kind === 'series' && fact.points.map(({ value }) => value).join(' ') === values,
  );
  if (twin?.kind !== 'series') return undefined;
  const { unit: _, ...rest } = visual;
  return {
    ...rest,
    title: twin.title,
    points: twin.points,
    ...(twin.unit === undefined ? {} : { unit: twin.unit }),
  };
}

/**
 * What a scene shows in another language: pictures, footage and code as they are, titles and chapters by those of the
 * other text, everything with words of the sentence made anew from its translation, in the same kind where the words allow
 * it and else in the one that fits best. Nothing keeps words of the first language but code.
 */
export function translateVisual(visual: Visual, known: Translated): Visual {
  const { title, chapter, proposals, captions, research } = known;
  const own = proposals.find((proposal) => proposal.visual.kind === visual.kind)?.visual;
  const best = own ?? proposals[0]?.visual ?? { kind: 'title', title };
  switch (visual.kind) {
    case 'title':
      return { kind: 'title', title };
    case 'end': {
      const line = proposals.flatMap(({ visual: each }) => (each.kind === 'statement' ? [each.text] : []))[0];
      return { kind: 'end', title, ...(visual.line === undefined || line === undefined ? {} : { line }) };
    }
    case 'chapter':
      return chapter !== undefined && own === undefined ? { ...visual, title: chapter } : best;
    case 'picture':
    case 'clip': {
      const hash = visual.kind === 'picture' ? visual.image.hash : visual.footage.hash;
      return captioned(visual, captions.get(hash));
    }
    case 'collage': {
      const images = visual.images.map((each) => captioned(each, captions.get(each.image.hash)));
      return { ...visual, images };
    }
    case 'screenshot': {
      const { title: _, ...rest } = visual;
      const caption = captions.get(visual.image.hash);
      return { ...rest, ...(caption === undefined ? {} : { title: caption }) };
    }
    case 'code': {
      const { title: _, ...rest } = visual;
      return rest;
    }
    case 'chart':
      return translateChart(visual, research) ?? best;
    default:
      return best;
  }
}
