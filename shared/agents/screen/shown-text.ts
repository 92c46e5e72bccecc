import type { Visual } from '#shared/domain/storyboard.ts';

/** The words that a visual puts on the screen and that must belong to what is said; none for titles and pictures. */
export function shownText(visual: Visual): string {
  switch (visual.kind) {
    case 'title':
    case 'chapter':
    case 'end':
    case 'picture':
    case 'collage':
    case 'clip':
    case 'code':
    case 'screenshot':
      return '';
    case 'statement':
    case 'quote':
      return visual.text;
    case 'number':
      return `${visual.display} ${visual.label}`;
    case 'list':
      return visual.items.join(' ');
    case 'comparison':
      return visual.sides
        .map(({ label, display = '', points }) => [label, display, ...points].join(' '))
        .join(' ');
    case 'timeline':
      return visual.events.map(({ when, what }) => `${when} ${what}`).join(' ');
    case 'chart':
      return [visual.title, ...visual.points.map(({ label }) => label)].join(' ');
    case 'terms':
      return [visual.centre, ...visual.terms].join(' ');
  }
}
