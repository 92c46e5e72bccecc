import type { Area } from '#shared/scenes/frame.ts';
import { type Crop, cropTo } from '#shared/scenes/picture/crop.ts';
import type { UserPicture } from '#shared/scenes/picture/decode-picture.ts';
import { interestOf } from '#shared/scenes/picture/interest.ts';
import { paintCrop } from '#shared/scenes/picture/paint-blurred.ts';
import { captionStrip } from '#shared/scenes/visuals/caption-strip.ts';
import type { VisualKind } from '#shared/scenes/visuals/visual-kind.ts';
import { paintWindow, traceWindow, WINDOW_BAR } from '#shared/scenes/visuals/window.ts';

/** How far the view comes nearer to what is spoken of. */
const PUSH = 1.1;
/** The least part of a picture's length that is shown: of a page the beginning, of a telephone's screen about half. */
const LEAST_SHOWN = { page: 0.15, screen: 0.5 };

/** The part of the picture that is shown in a window of that shape: about the point that is spoken of, or its beginning. */
function shownPart(picture: UserPicture, shape: number, focus: { x: number; y: number } | undefined): Crop {
  const own = picture.width / picture.height;
  if (focus) return cropTo(interestOf(picture, focus), own, shape);
  const size = { width: Math.min(1, shape / own), height: Math.min(1, own / shape) };
  return { x: (1 - size.width) / 2, y: 0, ...size, focus: { x: 0.5, y: 0.4 } };
}

/** The largest box of that shape under a bar, in the middle of the area, with room for the push. */
function windowBox(shape: number, area: Area, bar: number): Area {
  const most = { width: area.width / PUSH, height: area.height / PUSH - bar };
  const width = Math.min(most.width, most.height * shape);
  const height = width / shape + bar;
  return { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
}

/** The picture of a page or program in a window, towards which the view slowly moves. */
export const screenshotVisual: VisualKind<'screenshot'> = {
  kind: 'screenshot',
  async draw(visual, stage) {
    const { area, unit, frame } = stage;
    const picture = await stage.picture(visual.image);
    const strip = captionStrip(visual.title, stage);
    const room = { ...area, height: strip === undefined ? area.height : strip.area.y - area.y - unit * 2 };
    const bar = WINDOW_BAR * unit;
    const own = picture.width / picture.height;
    const least = visual.address === undefined ? LEAST_SHOWN.screen : LEAST_SHOWN.page;
    const widest = room.width / (room.height - bar * PUSH);
    const shape = own >= widest ? own : Math.min(widest, own / least);
    const box = windowBox(shape, room, bar);
    const crop = shownPart(picture, shape, visual.focus);
    const content = { x: box.x, y: box.y + bar, width: box.width, height: box.height - bar };
    return {
      ground: {
        motion: {
          fromScale: 1,
          toScale: PUSH,
          x: (content.x + crop.focus.x * content.width) / frame.width,
          y: (content.y + crop.focus.y * content.height) / frame.height,
        },
        paint: (context, size) => {
          stage.paintGround(context, size);
          context.save();
          context.scale(size.width / frame.width, size.height / frame.height);
          context.save();
          context.shadowColor = 'rgba(0,0,0,0.4)';
          context.shadowBlur = unit * 5;
          context.shadowOffsetY = unit * 1.2;
          traceWindow(context, box, stage);
          context.fillStyle = stage.style.panel;
          context.fill();
          context.restore();
          paintWindow(context, box, stage.text(visual.address ?? ''), stage);
          traceWindow(context, box, stage);
          context.clip();
          context.fillStyle = '#ffffff';
          context.fillRect(content.x, content.y, content.width, content.height);
          context.translate(content.x, content.y);
          paintCrop(context, picture, crop, content);
          context.restore();
        },
      },
      overlays: strip === undefined ? [] : [strip],
      description: visual.title ?? visual.address ?? '',
    };
  },
};
