import type { Visual } from '#shared/domain/storyboard.ts';
import type { Area } from '#shared/scenes/frame.ts';
import { cropTo } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop } from '#shared/scenes/picture/paint-blurred.ts';
import { paintShade } from '#shared/scenes/picture/paint-shade.ts';
import { captionStrip } from '#shared/scenes/visuals/caption-strip.ts';
import { placeTiles } from '#shared/scenes/visuals/collage/place-tiles.ts';
import { fade, rise } from '#shared/scenes/visuals/entrances.ts';
import type { Drawing, Overlay, Stage, VisualKind } from '#shared/scenes/visuals/visual-kind.ts';

type Collage = Extract<Visual, { kind: 'collage' }>;

/** Gap between pictures and room between a caption and the edges of its picture, in units. */
const GAP = 0.9;
const INSET = 1.6;

/** The part of a tile in which its caption may stand: inside the area of text. */
function captionArea(tile: Area, { area, unit }: Stage): Area {
  const x = Math.max(tile.x + INSET * unit, area.x);
  const y = Math.max(tile.y + INSET * unit, area.y);
  const right = Math.min(tile.x + tile.width - INSET * unit, area.x + area.width);
  const bottom = Math.min(tile.y + tile.height - INSET * unit, area.y + area.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** One picture in its tile; what of it lies behind captions is darker. */
function tileOverlay(
  picture: UserPicture,
  { focus }: Collage['images'][number],
  tile: Area,
  stage: Stage,
  place: { index: number; count: number },
): Overlay {
  const { style, area, frame } = stage;
  const map = interestOf(picture, focus);
  const crop = cropTo(map, picture.width / picture.height, tile.width / tile.height);
  const bottom = area.y + area.height;
  return {
    area: tile,
    entrance: fade(place.index, place.count),
    item: place.index,
    opaque: true,
    paint: (context) => {
      context.fillStyle = '#ffffff';
      context.fillRect(tile.x, tile.y, tile.width, tile.height);
      context.save();
      context.translate(tile.x, tile.y);
      paintCrop(context, picture, crop, tile);
      context.restore();
      paintShade(context, tile, { top: bottom - frame.height * 0.12, bottom: frame.height }, style);
    },
  };
}

/** Several pictures in a grid that fills the frame, one after the other, each with its caption. */
export const collageVisual: VisualKind<'collage'> = {
  kind: 'collage',
  async draw({ images }, stage): Promise<Drawing> {
    const { frame, unit } = stage;
    const tiles = placeTiles(images.length, frame, Math.max(2, Math.round(unit * GAP)));
    const overlays: Overlay[] = [];
    for (const [index, one] of images.entries()) {
      const tile = tiles[index];
      if (tile === undefined) continue;
      const picture = await stage.picture(one.image);
      overlays.push(tileOverlay(picture, one, tile, stage, { index, count: images.length }));
      const room = captionArea(tile, stage);
      const strip =
        room.width > unit * 14 && room.height > unit * 8
          ? captionStrip(one.caption, { ...stage, area: room })
          : undefined;
      if (strip) overlays.push({ ...strip, entrance: rise(index, images.length, 260), item: index });
    }
    return { overlays, description: images.flatMap(({ caption }) => caption ?? []).join('; ') };
  },
};
