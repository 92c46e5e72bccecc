import type { CaptionStyle } from '#shared/domain/render-plan.ts';
import { LINE_HEIGHT } from '#shared/render/captions/caption-format.ts';
import { captionArea, type FrameSize } from '#shared/scenes/frame.ts';

/** What the words of `block` keep free around them on their panel, in em. */
const PANEL_PADDING = 0.22;

/**
 * The parts of an ASS file before its events: whose pixels it speaks of, and two styles. `Spoken` has the colour of a heard word as its first
 * colour and that of the others as its second one, as `\k` wants it; `Caption` has but one.
 */
export function assHead(style: CaptionStyle, size: FrameSize): string[] {
  const columns = columnsOf(style, size);
  const row = (name: string, primary: string) =>
    `Style: ${columns.map(([column, value]) => ({ Name: name, PrimaryColour: assColour(primary) })[column] ?? value).join(',')}`;
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${size.width}`,
    `PlayResY: ${size.height}`,
    'ScaledBorderAndShadow: yes',
    // Lines break where we say, and nowhere else.
    'WrapStyle: 2',
    'YCbCr Matrix: TV.709',
    '',
    '[V4+ Styles]',
    `Format: ${columns.map(([name]) => name).join(', ')}`,
    row('Caption', style.fill),
    row('Spoken', style.highlight),
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
  ];
}

function columnsOf(style: CaptionStyle, size: FrameSize): (readonly [string, string | number])[] {
  const { kind, fontFamily, fontSize, fill, outline, outlineWidth, shadow, panel } = style;
  const area = captionArea(size);
  const block = kind === 'block';
  const around = block ? PANEL_PADDING * fontSize : outlineWidth;
  return [
    ['Name', ''],
    ['Fontname', fontFamily],
    // libass takes the size of a font as the height of its line, not as that of its em square.
    ['Fontsize', (fontSize * LINE_HEIGHT).toFixed(2)],
    ['PrimaryColour', ''],
    ['SecondaryColour', assColour(fill)],
    ['OutlineColour', assColour(block ? (panel ?? outline) : outline)],
    ['BackColour', assColour(outline)],
    ...['Bold', 'Italic', 'Underline', 'StrikeOut'].map((name) => [name, 0] as const),
    ...[['ScaleX', 100] as const, ['ScaleY', 100] as const, ['Spacing', 0] as const, ['Angle', 0] as const],
    // 1 is an outline, 3 a box behind each line, in the colour and as wide as the outline.
    ['BorderStyle', block ? 3 : 1],
    ['Outline', around.toFixed(2)],
    ['Shadow', block ? 0 : shadow],
    // Bottom centre.
    ['Alignment', 2],
    ['MarginL', area.x],
    ['MarginR', size.width - area.x - area.width],
    ['MarginV', Math.round(size.height - area.y - area.height + around)],
    // The direction of a line follows from its first strong letter.
    ['Encoding', -1],
  ];
}

function assColour(colour: string): string {
  const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)];
  return `&H00${blue}${green}${red}`.toUpperCase();
}
