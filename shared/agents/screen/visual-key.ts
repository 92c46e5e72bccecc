import type { Visual } from '#shared/domain/storyboard.ts';

const squeeze = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What makes two visuals the same to a viewer: the picture, the figure, the words, the data. */
export function visualKey(visual: Visual): string {
  switch (visual.kind) {
    case 'end':
      return `end ${squeeze(visual.title)}`;
    case 'title':
    case 'chapter':
      return `text ${squeeze(visual.title)}`;
    case 'statement':
    case 'quote':
      return `text ${squeeze(visual.text)}`;
    case 'number':
      return `number ${squeeze(visual.display)}`;
    case 'list':
      return `list ${squeeze(visual.items.join(' '))}`;
    case 'comparison':
      return `comparison ${squeeze(visual.sides.map(({ label, display = '', points }) => [label, display, ...points].join(' ')).join(' '))}`;
    case 'timeline':
      return `timeline ${squeeze(visual.events.map(({ when, what }) => `${when} ${what}`).join(' '))}`;
    case 'code':
      return `code ${visual.code}`;
    case 'collage':
      return `collage ${visual.images.map(({ image }) => image.hash).join(' ')}`;
    case 'clip':
      return `clip ${visual.footage.hash} ${visual.fromMs}`;
    case 'screenshot':
    case 'picture':
      return `picture ${visual.image.hash}`;
    case 'chart':
      return `chart ${squeeze(visual.points.map(({ label, value }) => `${label} ${value}`).join(' '))}`;
    case 'terms':
      return `terms ${squeeze([visual.centre, ...visual.terms].join(' '))}`;
  }
}
