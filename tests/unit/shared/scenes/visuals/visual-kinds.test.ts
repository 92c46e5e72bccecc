import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Visual } from '#shared/domain/storyboard.ts';
import { VISUAL_KINDS } from '#shared/scenes/visuals/visual-kinds.ts';
import { EXAMPLES } from '#tests/unit/shared/scenes/example-visuals.ts';

const inSchema = Visual.options.map(({ shape }) => shape.kind.value).sort();
const guide = readFileSync('docs/guides/add-a-visual-kind.md', 'utf8');

it('each kind of the storyboard is registered under its own name', () => {
  expect(Object.keys(VISUAL_KINDS).sort()).toEqual(inSchema);
  for (const [name, { kind }] of Object.entries(VISUAL_KINDS)) expect(kind).toBe(name);
});

it.each(inSchema)('%s is explained in the guide, with its file', (kind) => {
  expect(guide).toMatch(new RegExp(`^\\| \`${kind}\` \\|`, 'm'));
});

/** Kinds made of pictures, which have tests of their own: `picture.test.ts` and `pictured-visuals.test.ts`. */
const PICTURED = ['clip', 'collage', 'picture', 'screenshot'];

it.each(inSchema.filter((kind) => !PICTURED.includes(kind)))(
  '%s has examples that the layout is tested with',
  (kind) => {
    expect(Object.values(EXAMPLES).map((visual) => visual.kind)).toContain(kind);
  },
);
