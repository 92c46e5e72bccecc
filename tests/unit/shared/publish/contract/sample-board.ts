import { Document } from '#shared/domain/document.ts';
import { Storyboard, type Visual } from '#shared/domain/storyboard.ts';
import { image } from '#tests/unit/shared/publish/contract/sample-film.ts';

/** What the scenes of the sample film show, in three kinds. */
const VISUALS: readonly Visual[] = [
  { kind: 'title', title: 'Deep water' },
  { kind: 'number', display: '10,935 m', label: 'deep water' },
  { kind: 'statement', text: 'Deep water.', emphasis: [] },
];

/** A storyboard of the sample film; scene after scene shows the visuals, three where none are given. */
export function sampleBoard(visuals: readonly Visual[] = VISUALS): Storyboard {
  return Storyboard.parse({
    version: 1,
    title: 'Sample',
    language: 'en',
    scenes: visuals.map((visual, at) => ({
      id: `scene-00${at + 1}`,
      narration: visual.kind === 'number' ? 'Deep water, 10,935 m.' : 'Deep water.',
      visual,
      lines: ['l1'],
    })),
  });
}

/** The source of the sample film. */
export function sampleDocument(text = 'Deep water is 10,935 metres deep.'): Document {
  return Document.parse({
    version: 1,
    title: 'Sample',
    language: 'en',
    sections: [
      {
        heading: 'Water',
        blocks: [{ kind: 'paragraph', sentences: [{ id: 's0', text }] }],
      },
      { heading: 'Trees', blocks: [{ kind: 'image', name: 'oak.jpg' }] },
    ],
    images: [{ name: 'oak.jpg', ref: image('oak') }],
    origins: ['sample.md'],
    words: 6,
  });
}
