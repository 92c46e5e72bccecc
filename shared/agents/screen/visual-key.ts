import type { Visual } from '#shared/domain/storyboard.ts';

const squeeze = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What makes two visuals the same to a viewer: the picture, the figure, the words, the data. */
export function visualKey(visual: Visual): string {
  switch (visual.kind) {
    case 'title':
      return `text ${squeeze(visual.title)}`;
    case 'statement':
    case 'quote':
      return `text ${squeeze(visual.text)}`;
    case 'number':
      return `number ${squeeze(visual.display)}`;
    case 'list':
      return `list ${squeeze(visual.items.join(' '))}`;
    case 'chart':
      return `chart ${squeeze(visual.points.map(({ label, value }) => `${label} ${value}`).join(' '))}`;
    case 'picture':
      return `picture ${visual.image.hash}`;
    case 'terms':
      return `terms ${squeeze([visual.centre, ...visual.terms].join(' '))}`;
  }
}
