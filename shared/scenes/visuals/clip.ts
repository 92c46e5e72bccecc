import type { Area, FrameSize } from '#shared/scenes/frame.ts';
import { type Crop, cropTo, trimmedShape } from '#shared/scenes/picture/crop.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop, paintSoft } from '#shared/scenes/picture/paint-blurred.ts';
import { captionStrip } from '#shared/scenes/visuals/caption-strip.ts';
import { fade } from '#shared/scenes/visuals/entrances.ts';
import type { Drawing, Footage, Overlay, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** Footage that would lose more than this part by being cropped is shown in a frame of its own. */
const MAX_LOSS = 0.42;
/** Footage moves by itself. */
const STILL = { fromScale: 1, toScale: 1, x: 0.5, y: 0.5 };

/** A part of a picture as footage is cropped. */
function partOf({ focus: _, ...crop }: Crop): Footage['crop'] {
  const rounded = (value: number): number => Number(value.toFixed(5));
  return {
    x: rounded(crop.x),
    y: rounded(crop.y),
    width: rounded(crop.width),
    height: rounded(crop.height),
  };
}

/** A box with even sides and edges, as its colours have half the resolution. */
function evenBox({ x, y, width, height }: Area): Area {
  const even = (value: number): number => 2 * Math.round(value / 2);
  return { x: even(x), y: even(y), width: even(width), height: even(height) };
}

/** The largest box of a shape across the frame, in the middle of the part that captions leave. */
function frameBox(shape: number, frame: FrameSize, area: Area): Area {
  const width = Math.min(frame.width, area.height * shape);
  const height = width / shape;
  const middle = area.y + area.height / 2;
  return evenBox({ x: (frame.width - width) / 2, y: middle - height / 2, width, height });
}

/** Own footage: filling the frame, or whole before a blurred still of itself where the shapes differ much. */
export const clipVisual: VisualKind<'clip'> = {
  kind: 'clip',
  async draw(visual, stage): Promise<Drawing> {
    const { frame, area, unit, style } = stage;
    const still = await stage.still(visual.footage, visual.fromMs + visual.durationMs / 2);
    const first = await stage.still(visual.footage, visual.fromMs);
    const map = interestOf(still, visual.focus);
    const shape = still.width / still.height;
    const strip = captionStrip(visual.caption, stage);
    const overlays = strip === undefined ? [] : [strip];
    const description = visual.caption ?? '';
    const footage = (crop: Crop): Footage => ({
      video: visual.footage,
      fromMs: visual.fromMs,
      speed: 1,
      crop: partOf(crop),
    });
    const full = cropTo(map, shape, frame.width / frame.height);
    if (1 - full.width * full.height <= MAX_LOSS) {
      const paint: NonNullable<Drawing['ground']>['paint'] = (context, size) =>
        paintCrop(context, first, full, size);
      return { ground: { paint, motion: STILL, footage: footage(full) }, overlays, description };
    }
    const room = strip === undefined ? area.height : strip.area.y - area.y - unit * 2;
    const inner = { ...area, height: room };
    const part = cropTo(map, shape, trimmedShape(shape, frame.width / room));
    const box = frameBox((shape * part.width) / part.height, frame, inner);
    const framed: Overlay = {
      area: box,
      entrance: fade(),
      opaque: true,
      footage: footage(part),
      paint: (context) => {
        context.translate(box.x, box.y);
        paintCrop(context, first, part, box);
      },
    };
    return {
      ground: {
        paint: (context, size) => paintSoft(context, still, full, size, style),
        motion: { ...STILL, toScale: 1.04 },
      },
      overlays: [framed, ...overlays],
      description,
    };
  },
};
