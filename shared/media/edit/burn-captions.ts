import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import { type FileCaption, readCaptions } from '#shared/media/edit/read-captions.ts';
import {
  needPictures,
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
} from '#shared/media/edit/render-edit.ts';
import { planFootage } from '#shared/media/plan-footage.ts';
import { refuseLinks } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { captionArea, type FrameSize } from '#shared/scenes/frame.ts';

/** A file of captions is text: of two hours some 200 kB. */
const MOST_BYTES = 4 * 1024 ** 2;
/** Letters against the shorter side of the frame. */
const LETTER_PART = 0.06;

/** Draws captions into the pictures of a film. */
export const burnCaptions = defineEditingTool({
  name: 'burn-captions',
  description: 'Draw the captions of an SRT or WebVTT file into a film.',
  input: z.strictObject({
    file: given('film'),
    captions: given('SRT or WebVTT file'),
    out: target('file to write'),
    size: z.number().min(0.5).max(2).default(1).describe('of the letters; 1 is usual'),
  }),
  output: EditResult.extend({ captions: z.int().positive() }),
  async work({ file, captions, out, size }, workshop) {
    const source = await openSource(workshop, file);
    const { width, height } = planFootage(needPictures(source));
    await refuseLinks(workshop.folder, [captions]);
    const { size: given } = await stat(path.join(workshop.folder, captions));
    if (given > MOST_BYTES) throw new AppError('MEDIA_INVALID', 'The file of captions is too large.');
    const bytes = await readFile(path.join(workshop.folder, captions));
    const read = readCaptions(bytes.toString('utf8'));
    const drawn = `${out}.ass`;
    await writeFile(path.join(workshop.folder, drawn), writeAss(read, { width, height }, size));
    const { format, audio, seconds } = source.facts;
    try {
      const { result, log } = await renderEdit(workshop, {
        ...{ target: out, pictures: 'encode', sound: audio !== undefined, source, wanted: { seconds } },
        inputs: [{ file, format }],
        chains: [pictureChain(source, 0, [`ass=filename=${drawn}`]), ...(audio ? [soundChain(0, [])] : [])],
        environment: { FONTCONFIG_FILE: workshop.fontsConf },
      });
      // Without fonts libass draws nothing and says nothing but this.
      if (read.some(({ from }) => from < seconds) && !log.includes('fontselect:')) {
        throw new AppError('TOOL_FAILED', 'The captions could not be drawn: no font was found.');
      }
      return { ...result, captions: read.length };
    } finally {
      await rm(path.join(workshop.folder, drawn), { force: true });
    }
  },
});

/** White letters with a dark rim, where captions stand in all our films. */
function writeAss(captions: readonly FileCaption[], frame: FrameSize, size: number): string {
  const letters = Math.max(8, Math.round(Math.min(frame.width, frame.height) * LETTER_PART * size * 1.25));
  const area = captionArea(frame);
  const below = Math.max(0, frame.height - area.y - area.height);
  const style = [
    ...['Caption', 'Inter', letters, '&H00FFFFFF', '&H00FFFFFF', '&H00101010', '&H80000000', '-1', '0', '1'],
    ...[(letters / 14).toFixed(2), (letters / 40).toFixed(2), '2', area.x, area.x, below, '-1'],
  ];
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${frame.width}`,
    `PlayResY: ${frame.height}`,
    'ScaledBorderAndShadow: yes',
    'WrapStyle: 0',
    'YCbCr Matrix: TV.709',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: ${style.join(',')}`,
    '',
    '[Events]',
    'Format: Start, End, Style, Text',
    ...captions.map(
      ({ from, to, lines }) =>
        `Dialogue: ${clock(from)},${clock(to)},Caption,${lines.map(literal).join('\\N')}`,
    ),
    '',
  ].join('\n');
}

/** Hours, minutes, seconds and hundredths. */
function clock(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${Math.floor(hundredths / 360_000)}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}

/** A joiner after each backslash, and a backslash before each brace: libass then draws them as they are. */
function literal(text: string): string {
  return text.replaceAll('\\', '\\\u2060').replace(/[{}]/g, '\\$&');
}
