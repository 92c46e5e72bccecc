import type { Visual } from '#shared/domain/storyboard.ts';

const quoted = (text: string): string => `“${text}”`;
const from = (source: string | undefined): string => (source === undefined ? '' : `, source: ${source}`);

/** What a scene shows, in one sentence for people, without a full stop. */
export function describeVisual(visual: Visual): string {
  switch (visual.kind) {
    case 'title':
      return `the title ${quoted(visual.title)}${visual.subtitle === undefined ? '' : ` over ${quoted(visual.subtitle)}`}`;
    case 'chapter':
      return `the chapter title ${quoted(visual.title)}`;
    case 'end':
      return `the end card ${quoted(visual.title)}`;
    case 'comparison':
      return `a comparison of ${visual.sides.map(({ label }) => label).join(' and ')}`;
    case 'timeline':
      return `a timeline: ${visual.events.map(({ when, what }) => `${when} ${what}`).join('; ')}`;
    case 'code':
      return `code${visual.title === undefined ? '' : ` of ${visual.title}`}`;
    case 'collage':
      return `${visual.images.length} pictures`;
    case 'clip':
      return visual.caption === undefined ? 'footage' : `footage: ${visual.caption}`;
    case 'screenshot':
      return visual.title === undefined ? 'a screenshot' : `a screenshot: ${visual.title}`;
    case 'statement':
      return `the words ${quoted(visual.text)}`;
    case 'quote':
      return `the quotation ${quoted(visual.text)}${visual.source === undefined ? '' : ` by ${visual.source}`}`;
    case 'number':
      return `the figure ${visual.display} with the label ${quoted(visual.label)}`;
    case 'list':
      return `a list${visual.heading === undefined ? '' : ` headed ${quoted(visual.heading)}`}: ${visual.items.join('; ')}`;
    case 'chart': {
      const unit = visual.unit === undefined ? '' : ` ${visual.unit}`;
      const points = visual.points.map(({ label, value }) => `${label} ${value}${unit}`).join('; ');
      return `a ${visual.chart} chart ${quoted(visual.title)}: ${points}${from(visual.source)}`;
    }
    case 'picture':
      return visual.caption === undefined ? 'a picture' : `a picture: ${visual.caption}`;
    case 'terms':
      return `a map of ${visual.centre} with ${visual.terms.join(', ')}`;
  }
}
