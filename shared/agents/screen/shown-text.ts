import type { Visual } from '#shared/domain/storyboard.ts';

/** The words that a visual puts on the screen and that must belong to what is said; none for title and picture. */
export function shownText(visual: Visual): string {
  switch (visual.kind) {
    case 'title':
    case 'picture':
      return '';
    case 'statement':
    case 'quote':
      return visual.text;
    case 'number':
      return `${visual.display} ${visual.label}`;
    case 'list':
      return visual.items.join(' ');
    case 'chart':
      return [visual.title, ...visual.points.map(({ label }) => label)].join(' ');
    case 'terms':
      return [visual.centre, ...visual.terms].join(' ');
  }
}
