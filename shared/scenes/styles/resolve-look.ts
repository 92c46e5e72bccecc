import { AppError } from '#shared/errors.ts';
import type { BrandKit } from '#shared/scenes/styles/brand-kit.ts';
import { type Colour, contrast, hexOf, mixed, rgbOf } from '#shared/scenes/styles/colour.ts';
import { type ContrastFinding, contrastFindings } from '#shared/scenes/styles/contrast-problems.ts';
import type { Look } from '#shared/scenes/styles/look.ts';
import { ownFamily, type StyleSheet } from '#shared/scenes/styles/style-sheet.ts';

/** Text on a ground of a brand that names no ink: nearly white or nearly black. */
const LIGHT_INK = '#f8f8f6';
const DARK_INK = '#121212';
/** Charts on a dark ground and on a light one, after the accent. */
const LIGHT_SERIES = ['#9db8ff', '#f7d37e', '#7fdcc8', '#f3a6c0', '#c9b3ff'];
const DARK_SERIES = ['#1f4e8c', '#7a5200', '#00665c', '#8c2f52', '#5b4a9e'];
/** A colour that is mended may be too near to another then; three rounds settle all that can be. */
const ROUNDS = 3;

const blend = (one: Colour, other: Colour, part: number): Colour =>
  hexOf(mixed(rgbOf(one), rgbOf(other), part));

/** Nearly white or nearly black, whichever is read better on a colour. */
function inkOn(colour: Colour): Colour {
  const [light, dark] = [LIGHT_INK, DARK_INK].map((ink) => contrast(rgbOf(colour), rgbOf(ink)));
  return (light ?? 0) > (dark ?? 0) ? LIGHT_INK : DARK_INK;
}

/** The colours that follow from a brand's ground, for those that it does not name. */
function coloursOn(ground: Colour, sheet: StyleSheet, given: BrandKit['colours']): Partial<StyleSheet> {
  const light = inkOn(ground) === LIGHT_INK;
  const ink = given.ink ?? inkOn(ground);
  const accent = given.accent ?? sheet.accent;
  return {
    grounds: [
      {
        from: ground,
        to: blend(ground, accent, 0.05),
        tints: [
          { colour: accent, alpha: 0.08 },
          { colour: ink, alpha: 0.05 },
        ],
      },
    ],
    ink,
    muted: blend(ink, ground, 0.22),
    series: [accent, ...(light ? LIGHT_SERIES : DARK_SERIES)],
    panel: blend(ground, ink, 0.07),
    scrim: ground,
    onScrim: ink,
    vignette: Math.min(sheet.vignette, 0.2),
    captions: { ...sheet.captions, fill: ink, outline: ground, panel: ground },
  };
}

function withFonts(sheet: StyleSheet, fonts: BrandKit['fonts']): StyleSheet {
  const given = Object.values(fonts).filter((file) => file !== undefined);
  const files = new Map(given.map((file) => [ownFamily(file), file]));
  const set = { ...sheet };
  for (const role of ['display', 'heading', 'body', 'label'] as const) {
    const file = fonts[role];
    // The size was that of the style's own face.
    if (file) set[role] = { ...set[role], family: ownFamily(file), scale: 1 };
  }
  return files.size === 0 ? set : { ...set, fonts: [...files].map(([family, file]) => ({ family, file })) };
}

/** The sheet with another colour at a path such as `accent`, `series[2]` or `captions.fill`. */
function recoloured(sheet: StyleSheet, field: string, colour: Colour): StyleSheet {
  const place = /^series\[(\d)\]$/.exec(field)?.[1];
  if (place !== undefined) return { ...sheet, series: sheet.series.with(Number(place), colour) };
  const caption = /^captions\.(.+)$/.exec(field)?.[1];
  if (caption !== undefined) return { ...sheet, captions: { ...sheet.captions, [caption]: colour } };
  return { ...sheet, [field]: colour };
}

/**
 * A style with a brand's colours and fonts, and what else the brand adds. Colours that the brand does not name are moved to the
 * nearest that can be read; for one that it names and that cannot, this throws `STYLE_INVALID` with what would do.
 */
export function resolveLook(sheet: StyleSheet, kit: BrandKit): Look {
  const { colours, fonts, name, logo, intro, outro, lowerThird, watermark } = kit;
  const { ground, ...named } = colours;
  const own = Object.fromEntries(Object.entries(named).filter(([, colour]) => colour !== undefined));
  let look: StyleSheet = { ...sheet, ...(ground ? coloursOn(ground, sheet, colours) : {}), ...own };
  if (colours.accent) {
    const captions = { ...look.captions, highlight: colours.accent };
    look = { ...look, captions, onAccent: colours.onAccent ?? inkOn(colours.accent) };
  }
  const isOwn = ({ field }: ContrastFinding): boolean =>
    (field.replace(/\[.*/, '') as keyof typeof own) in own;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const finding of contrastFindings(look)) {
      if (finding.better && !isOwn(finding)) look = recoloured(look, finding.field, finding.better);
    }
  }
  const [worst, ...more] = contrastFindings(look);
  if (worst) {
    throw new AppError('STYLE_INVALID', `The brand kit ${name}: ${worst.problem}.`, {
      hint:
        more.length > 0 ? `And ${more.length} more; npm run styles -- check --brand <file> tells all.` : '',
    });
  }
  return { ...withFonts(look, fonts), brand: { name, logo, intro, outro, lowerThird, watermark } };
}
