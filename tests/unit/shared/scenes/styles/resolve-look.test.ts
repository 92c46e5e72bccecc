import { expect, it } from 'vitest';
import { STYLES } from '#shared/domain/brief.ts';
import { BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import { contrastFindings } from '#shared/scenes/styles/contrast-problems.ts';
import { Look } from '#shared/scenes/styles/look.ts';
import { resolveLook } from '#shared/scenes/styles/resolve-look.ts';
import { ownFamily } from '#shared/scenes/styles/style-sheet.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';

const font = { hash: 'ab'.repeat(32), mediaType: 'font/sfnt', bytes: 9 };
const logo = { hash: 'cd'.repeat(32), mediaType: 'image/png', bytes: 9 };
const kit = (given: object): BrandKit => BrandKit.parse({ name: 'Harbour Museum', ...given });

it.each(STYLES.flatMap((name) => [`${name} #0b2545`, `${name} #fbf5e6`, `${name} #b3003c`]))(
  'on %s everything can be read, whatever the style was made for',
  (pair) => {
    const [name, ground] = pair.split(' ') as [(typeof STYLES)[number], string];
    const look = resolveLook(STYLE_SHEETS[name], kit({ colours: { ground } }));
    expect(contrastFindings(look)).toEqual([]);
    expect(look.grounds[0]?.from).toBe(ground);
    expect(Look.parse(look)).toEqual(look);
  },
);

it('an accent that the brand names is kept, and what stands on it is moved until it can be read', () => {
  const look = resolveLook(STYLE_SHEETS.midnight, kit({ colours: { accent: '#ffd98a', ink: '#ffffff' } }));
  expect(look).toMatchObject({ accent: '#ffd98a', ink: '#ffffff', captions: { highlight: '#ffd98a' } });
  expect(contrastFindings(look)).toEqual([]);
});

it('a colour of the brand that cannot be read is refused with what would do, not changed', () => {
  expect(() => resolveLook(STYLE_SHEETS.paper, kit({ colours: { accent: '#ffd166' } }))).toThrow(
    /The brand kit Harbour Museum: accent #ffd166 on .* would do/,
  );
});

it('own fonts stand in the roles for which they are given', () => {
  const look = resolveLook(STYLE_SHEETS.noir, kit({ fonts: { display: font, label: font } }));
  expect(look.fonts).toEqual([{ family: ownFamily(font), file: font }]);
  expect([look.display.family, look.label.family]).toEqual([ownFamily(font), ownFamily(font)]);
  expect(look.body.family).toBe(STYLE_SHEETS.noir.body.family);
});

it('a font under the family of another file is refused, so that no font stands in for that of another person', () => {
  const look = resolveLook(STYLE_SHEETS.noir, kit({ fonts: { display: font } }));
  const other = { ...font, hash: 'cd'.repeat(32) };
  const stolen = { ...look, fonts: [{ family: ownFamily(font), file: other }] };
  expect(Look.safeParse(stolen).error?.issues[0]?.message).toBe('the family must be that of the file');
});

it('what the brand adds to the film comes with the look', () => {
  const look = resolveLook(
    STYLE_SHEETS.gallery,
    kit({ logo, watermark: {}, intro: { line: 'Presents' }, lowerThird: { name: 'Ada' } }),
  );
  expect(look.brand).toMatchObject({
    logo,
    watermark: { corner: 'top-right', opacity: 0.7, size: 0.06 },
    intro: { line: 'Presents', seconds: 2.5 },
    lowerThird: { name: 'Ada' },
  });
});

it('a watermark without a logo is refused', () => {
  expect(BrandKit.safeParse({ name: 'x', watermark: {} }).error?.issues[0]?.message).toBe(
    'a watermark needs a logo',
  );
});
