import type { SKRSContext2D } from '@napi-rs/canvas';
import { paintGrain } from '#shared/scenes/background/grain.ts';
import type { Area, FrameSize } from '#shared/scenes/frame.ts';
import { cropTo } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { type InterestMap, interestOf } from '#shared/scenes/picture/interest.ts';
import { paintBlurred, paintCrop } from '#shared/scenes/picture/paint-blurred.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { fitText } from '#shared/scenes/text/fit-text.ts';
import { paintText } from '#shared/scenes/text/paint-text.ts';
import { isRightToLeft } from '#shared/scenes/text/scripts.ts';
import { around } from '#shared/scenes/visuals/blocks.ts';
import { rise } from '#shared/scenes/visuals/entrances.ts';
import type { Drawing, Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** A picture that would lose more than this part by being cropped is shown whole. */
const MAX_LOSS = 0.42;
/** A picture that is shown whole may lose this part if that makes it larger. */
const MAX_TRIM = 0.25;
/** A picture is enlarged at most so often. */
const MAX_ENLARGEMENT = 3;
/** Zoom of a picture that fills the frame, and of one that stands whole on a blurred copy. */
const FULL_ZOOM = 1.1;
const WHOLE_ZOOM = 1.04;

type Ground = NonNullable<Drawing['ground']>;

function full(picture: UserPicture, map: InterestMap, { frame, style }: Stage): Ground {
  const crop = cropTo(map, picture.width / picture.height, frame.width / frame.height);
  return {
    motion: { fromScale: 1, toScale: FULL_ZOOM, ...crop.focus },
    paint: (context, size) => {
      paintCrop(context, picture, crop, size);
      const shade = context.createLinearGradient(0, size.height * 0.5, 0, size.height);
      shade.addColorStop(0, withAlpha(style.scrim, 0));
      shade.addColorStop(0.6, withAlpha(style.scrim, 0.5));
      shade.addColorStop(1, withAlpha(style.scrim, 0.72));
      context.fillStyle = shade;
      context.fillRect(0, 0, size.width, size.height);
    },
  };
}

/** The picture's shape, brought nearer to the area's by cutting off at most {@link MAX_TRIM}. */
function trimmedShape(shape: number, areaShape: number, opaque: boolean): number {
  if (!opaque) return shape;
  const keep = 1 - MAX_TRIM;
  return shape > areaShape ? Math.max(areaShape, shape * keep) : Math.min(areaShape, shape / keep);
}

/** The largest box of a size's shape in an area, with room for the zoom, in the frame's pixels. */
function wholeBox({ width, height }: FrameSize, area: Area): Area {
  const scale = Math.min(area.width / WHOLE_ZOOM / width, area.height / WHOLE_ZOOM / height, MAX_ENLARGEMENT);
  const box = { width: width * scale, height: height * scale };
  return { x: area.x + (area.width - box.width) / 2, y: area.y + (area.height - box.height) / 2, ...box };
}

function whole(picture: UserPicture, map: InterestMap, stage: Stage, area: Area): Ground {
  const { frame, style, unit } = stage;
  const shape = picture.width / picture.height;
  const part = cropTo(map, shape, trimmedShape(shape, area.width / area.height, map.opaque));
  const size = { width: picture.width * part.width, height: picture.height * part.height };
  const box = wholeBox(size, area);
  const crop = cropTo(map, shape, frame.width / frame.height);
  const paint = (context: SKRSContext2D, size: FrameSize): void => {
    context.fillStyle = style.scrim;
    context.fillRect(0, 0, size.width, size.height);
    paintBlurred(context, picture, crop, size);
    context.fillStyle = withAlpha(style.scrim, 0.55);
    context.fillRect(0, 0, size.width, size.height);
    paintGrain(context, size, style.grain);
    context.save();
    context.scale(size.width / frame.width, size.height / frame.height);
    context.beginPath();
    context.roundRect(box.x, box.y, box.width, box.height, style.corner === 0 ? 0 : unit);
    context.shadowColor = 'rgba(0,0,0,0.45)';
    context.shadowBlur = unit * 4;
    context.shadowOffsetY = unit;
    // A drawing without a ground of its own stands on a card.
    context.fillStyle = map.opaque ? '#000000' : '#ffffff';
    context.fill();
    context.shadowColor = 'transparent';
    context.clip();
    context.translate(box.x, box.y);
    paintCrop(context, picture, part, box);
    context.restore();
  };
  const middle = { x: (box.x + box.width / 2) / frame.width, y: (box.y + box.height / 2) / frame.height };
  return { paint, motion: { fromScale: 1, toScale: WHOLE_ZOOM, ...middle } };
}

/** A strip with the caption at the lower edge of the area; undefined when there is nothing to say. */
function captionStrip(caption: string, { area, unit, style }: Stage): Overlay | undefined {
  if (caption === '') return undefined;
  const pad = unit * 1.8;
  const fitted = fitText(caption, style.body, {
    width: area.width - 2 * pad,
    height: area.height * 0.24,
    max: unit * 3.8,
    min: unit * 2.6,
    maxLines: 3,
  });
  const [width, height] = [fitted.width + 2 * pad, fitted.height + 1.3 * pad];
  const toLeft = isRightToLeft(caption);
  const box = {
    x: toLeft ? area.x + area.width - width : area.x,
    y: area.y + area.height - height,
    width,
    height,
  };
  return {
    area: around(box, 1),
    entrance: rise(0, 1, 300),
    paint: (context) => {
      context.fillStyle = withAlpha(style.scrim, 0.86);
      context.beginPath();
      context.roundRect(box.x, box.y, width, height, style.corner === 0 ? 0 : unit);
      context.fill();
      context.fillStyle = style.accent;
      context.fillRect(toLeft ? box.x + width - unit * 0.5 : box.x, box.y, unit * 0.5, height);
      const place = { x: box.x + pad, y: box.y + 0.65 * pad, width: fitted.width };
      paintText(context, fitted, { ...place, colour: style.onScrim });
    },
  };
}

/** A picture that a person gave: filling the frame about its most interesting part, or whole where the shapes differ. */
export const pictureVisual: VisualKind<'picture'> = {
  kind: 'picture',
  async draw(visual, stage) {
    const { area, frame, unit } = stage;
    const picture = await stage.picture(visual.image);
    const strip = captionStrip(visual.caption === undefined ? '' : stage.text(visual.caption), stage);
    const map = interestOf(picture);
    const [shape, frameShape] = [picture.width / picture.height, frame.width / frame.height];
    const loss = 1 - Math.min(shape / frameShape, frameShape / shape);
    const enlarged = Math.max(frame.width / picture.width, frame.height / picture.height);
    const fills = map.opaque && loss <= MAX_LOSS && enlarged <= MAX_ENLARGEMENT;
    const room = strip === undefined ? area.height : strip.area.y - area.y - unit * 2;
    return {
      ground: fills ? full(picture, map, stage) : whole(picture, map, stage, { ...area, height: room }),
      overlays: strip === undefined ? [] : [strip],
      description: visual.caption ?? '',
    };
  },
};
