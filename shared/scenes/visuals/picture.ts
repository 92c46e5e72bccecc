import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Area, FrameSize } from '#shared/scenes/frame.ts';
import { type Crop, cropTo, trimmedShape } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { followSubject, subjectAlong } from '#shared/scenes/picture/follow-subject.ts';
import { type InterestMap, interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop, paintSoft } from '#shared/scenes/picture/paint-blurred.ts';
import { paintShade } from '#shared/scenes/picture/paint-shade.ts';
import { withAlpha } from '#shared/scenes/styles/colour.ts';
import { captionStrip } from '#shared/scenes/visuals/caption-strip.ts';
import type { Drawing, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

/** A picture that would lose more than this part by being cropped is shown whole. */
const MAX_LOSS = 0.42;
/** A picture is enlarged at most so often. */
const MAX_ENLARGEMENT = 3;
/** Zoom of a picture that fills the frame, and of one that stands whole on a blurred copy. */
const FULL_ZOOM = 1.1;
const WHOLE_ZOOM = 1.04;

/** A picture whose sides are to each other so many times what the frame's are fills it and is panned over. */
const PAN_FROM = 2;
/** A pan has at most so many frames' lengths to move over. */
const MAX_REACH = 1.6;
/** How much of the scrim's colour lies on a picture that moves up or down. */
const PAN_SCRIM = 0.22;

type Ground = NonNullable<Drawing['ground']>;

/** Draws a part of a picture over the whole image, darker towards the bottom, where captions stand. */
function paintShaded(picture: UserPicture, crop: Crop, { style }: Stage): Ground['paint'] {
  return (context, size) => {
    paintCrop(context, picture, crop, size);
    paintShade(context, { x: 0, y: 0, ...size }, { top: size.height * 0.5, bottom: size.height }, style);
  };
}

function full(picture: UserPicture, map: InterestMap, stage: Stage): Ground {
  const { frame } = stage;
  const crop = cropTo(map, picture.width / picture.height, frame.width / frame.height);
  const motion = { fromScale: 1, toScale: FULL_ZOOM, ...crop.focus };
  return { motion, paint: paintShaded(picture, crop, stage) };
}

/** A picture much broader or higher than the frame covers it, and the view moves to its subject. */
function panned(picture: UserPicture, map: InterestMap, stage: Stage): Ground {
  const { frame } = stage;
  const shape = picture.width / picture.height;
  const stretch = (shape * frame.height) / frame.width;
  const broad = stretch > 1;
  const reach = Math.min(broad ? stretch : 1 / stretch, MAX_REACH);
  const extent = {
    width: Math.round(frame.width * (broad ? reach : 1)),
    height: Math.round(frame.height * (broad ? 1 : reach)),
  };
  const crop = cropTo(map, shape, extent.width / extent.height);
  const axis = broad ? 'x' : 'y';
  const along = broad ? { start: crop.x, long: crop.width } : { start: crop.y, long: crop.height };
  const motion = followSubject(subjectAlong(map, axis, along), reach, axis);
  const veiled: Ground['paint'] = (context, size) => {
    paintCrop(context, picture, crop, size);
    // A shade at the bottom would move with the picture; captions stand on every part of it.
    context.fillStyle = withAlpha(stage.style.scrim, PAN_SCRIM);
    context.fillRect(0, 0, size.width, size.height);
  };
  return { extent, motion, paint: broad ? paintShaded(picture, crop, stage) : veiled };
}

/** What fills the frame with a picture, where that shows enough of it and does not enlarge it too much. */
function fillingGround(picture: UserPicture, map: InterestMap, stage: Stage): Ground | undefined {
  const { frame } = stage;
  const enlarged = Math.max(frame.width / picture.width, frame.height / picture.height);
  if (!map.opaque || enlarged > MAX_ENLARGEMENT) return undefined;
  const stretch = (picture.width * frame.height) / (picture.height * frame.width);
  const ratio = Math.max(stretch, 1 / stretch);
  if (ratio > PAN_FROM) return panned(picture, map, stage);
  return 1 - 1 / ratio <= MAX_LOSS ? full(picture, map, stage) : undefined;
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
  // A drawing without a ground of its own is shown with all that it has.
  const trimmed = map.opaque ? trimmedShape(shape, area.width / area.height) : shape;
  const part = cropTo(map, shape, trimmed);
  const size = { width: picture.width * part.width, height: picture.height * part.height };
  const box = wholeBox(size, area);
  const crop = cropTo(map, shape, frame.width / frame.height);
  const paint = (context: SKRSContext2D, size: FrameSize): void => {
    paintSoft(context, picture, crop, size, style);
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

/** A picture that a person gave: filling the frame, panned over where the shapes differ much, or whole on a blurred copy. */
export const pictureVisual: VisualKind<'picture'> = {
  kind: 'picture',
  async draw(visual, stage) {
    const { area, unit } = stage;
    const picture = await stage.picture(visual.image);
    const strip = captionStrip(visual.caption, stage);
    const map = interestOf(picture, visual.focus);
    const room = strip === undefined ? area.height : strip.area.y - area.y - unit * 2;
    return {
      ground: fillingGround(picture, map, stage) ?? whole(picture, map, stage, { ...area, height: room }),
      overlays: strip === undefined ? [] : [strip],
      description: visual.caption ?? '',
    };
  },
};
