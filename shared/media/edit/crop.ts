import * as z from 'zod';
import { defineEditingTool, EditResult, given, target } from '#shared/media/edit/editing-tool.ts';
import {
  needPictures,
  openSource,
  pictureChain,
  renderEdit,
  soundChain,
} from '#shared/media/edit/render-edit.ts';
import { cropToSubject, findShots } from '#shared/media/footage/find-shots.ts';

const SHAPES = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1, '4:5': 4 / 5, '4:3': 4 / 3 } as const;

const even = (value: number): number => Math.max(2, 2 * Math.floor(value / 2));

/** An expression of time that takes each value from its moment on. */
function steps(values: readonly { from: number; value: number }[]): string {
  const [first, ...others] = values;
  let before = first?.value ?? 0;
  const rises = others.map(({ from, value }) => {
    const rise = `${value - before < 0 ? '-' : '+'}${Math.abs(value - before)}*gte(t,${from.toFixed(4)})`;
    before = value;
    return rise;
  });
  return `${first?.value ?? 0}${rises.join('')}`;
}

/** Crops a film to another shape around what is to be seen in it. */
export const crop = defineEditingTool({
  name: 'crop',
  description: 'Crop a film to another shape around its subject; the crop stands still within each shot.',
  input: z.strictObject({
    file: given('film'),
    out: target('file to write'),
    aspect: z.enum(Object.keys(SHAPES) as (keyof typeof SHAPES)[]).describe('shape, width to height'),
  }),
  output: EditResult.extend({
    shots: z.array(
      z.strictObject({ from: z.number(), x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
    ),
  }),
  async work({ file, out, aspect }, workshop) {
    const source = await openSource(workshop, file);
    const { width, height } = needPictures(source);
    const { format, seconds, audio } = source.facts;
    const found = await findShots({ ...workshop, file, format, width, height, seconds });
    const ratio = width / height;
    const box = {
      width: even(Math.min(width, height * SHAPES[aspect])),
      height: even(Math.min(height, width / SHAPES[aspect])),
    };
    const shots = found.map((shot) => {
      const { x, y } = cropToSubject(shot, ratio, SHAPES[aspect]);
      // Even corners, so that colours are not shifted against brightness.
      const place = (part: number, side: number, room: number) =>
        Math.max(0, Math.min(room, 2 * Math.round((part * side) / 2)));
      const corner = {
        x: place(x, width, even(width) - box.width),
        y: place(y, height, even(height) - box.height),
      };
      return { from: shot.from, ...corner, ...box };
    });
    const along = (side: 'x' | 'y') => steps(shots.map((shot) => ({ from: shot.from, value: shot[side] })));
    const filter = `crop=${box.width}:${box.height}:x='${along('x')}':y='${along('y')}'`;
    const { result } = await renderEdit(workshop, {
      ...{ target: out, pictures: 'encode', sound: audio !== undefined, source },
      wanted: { seconds, ...box },
      inputs: [{ file, format }],
      chains: [pictureChain(source, 0, [filter]), ...(audio ? [soundChain(0, [])] : [])],
    });
    return { ...result, shots };
  },
});
