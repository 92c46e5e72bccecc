import { type Background, drawBackground } from '#shared/render/compositor/background.ts';
import { type Box, joinBoxes, sharedBox, wholeFrame } from '#shared/render/compositor/box.ts';
import type { Arena } from '#shared/render/compositor/kernels.ts';
import { type Brush, layMoving, movedBox, takeBrush } from '#shared/render/compositor/moving-overlay.ts';
import { layOverlay, type Overlay } from '#shared/render/compositor/overlay.ts';
import { isAtRest, type OverlayPose, samePose, sameView, type View } from '#shared/render/compositor/pose.ts';
import type { Mixer } from '#shared/render/compositor/transition.ts';
import type { FrameSize } from '#shared/scenes/frame.ts';

/** An overlay and how it stands. */
export interface Standing {
  overlay: Overlay;
  pose: OverlayPose;
}

/** One scene at one frame. */
export interface ScenePicture {
  background: Background;
  view: View;
  overlays: readonly Standing[];
}

/** Two scenes on the way from the one to the other, of which the part `progress`, 0 to 1, is done. */
export interface Passage {
  leaving: ScenePicture;
  coming: ScenePicture;
  mixer: Mixer;
  progress: number;
}

/** Makes the frames of a segment. */
export interface Compositor {
  /**
   * The frame that shows a scene, or a passage, and `above` over it. The bytes are yuv420p; they stay until the second call
   * after this one, and a frame that looks like the one before is the same memory, not drawn again.
   */
  frame(picture: ScenePicture | Passage, above: readonly Standing[]): Uint8Array;
}

/** What a frame in memory shows, as far as it need not be drawn again. */
interface Drawn {
  background: { of: Background; content: number; view: View };
  overlays: { of: Overlay; content: number; pose: OverlayPose; box: Box }[];
}

/** Takes the memory for frames of `size`. Throws `RangeError` for sizes that are odd or under 32 pixels. */
export function createCompositor(arena: Arena, size: FrameSize): Compositor {
  const { width, height } = size;
  if (width % 2 || height % 2 || width < 32 || height < 32) {
    throw new RangeError(`Frames of ${width} × ${height} cannot be made.`);
  }
  const bytes = (width * height * 3) / 2;
  const brush = takeBrush(arena, size);
  const slots = [0, 1].map(() => ({ pointer: arena.take(bytes), drawn: undefined as Drawn | undefined }));
  const under = [arena.take(bytes), arena.take(bytes)] as const;
  const frame = wholeFrame(size);
  let last = 0;
  /** The background that lies alone in `under[0]`, while it stands still. */
  let base: Drawn['background'] | undefined;
  const views = slots.map(({ pointer }) => arena.view(pointer, bytes));

  const drawScene = (picture: Drawn, target: number) => {
    drawBackground(arena, picture.background.of, picture.background.view, target, size);
    for (const overlay of picture.overlays) layIn(frame, overlay, target);
  };
  const layIn = (box: Box, { of, pose, box: own }: Drawn['overlays'][number], target: number) => {
    const shared = sharedBox(box, own);
    if (shared) lay(arena, brush, { overlay: of, pose }, shared, target, size);
  };

  return {
    frame(picture, above) {
      const before = slots[last]?.drawn;
      const slot = slots[1 - last] as (typeof slots)[number];
      if ('mixer' in picture) {
        const { leaving, coming, mixer, progress } = picture;
        drawScene(drawnOf(leaving, [], frame), under[0]);
        drawScene(drawnOf(coming, [], frame), under[1]);
        mixer(under[0], under[1], slot.pointer, progress);
        for (const one of shownOf(above, frame)) layIn(frame, one, slot.pointer);
        slot.drawn = undefined;
        base = undefined;
      } else {
        const next = drawnOf(picture, above, frame);
        if (before && sameBackground(before.background, next.background)) {
          if (changes(before, next).length === 0) return views[last] as Uint8Array;
          if (!base || !sameBackground(base, next.background)) {
            drawBackground(arena, next.background.of, next.background.view, under[0], size);
            base = next.background;
          }
          const current = slot.drawn && sameBackground(slot.drawn.background, base) ? slot.drawn : undefined;
          for (const box of current ? joinBoxes(changes(current, next)) : [frame]) {
            copyBox(arena, under[0], slot.pointer, box, size);
            for (const overlay of next.overlays) layIn(box, overlay, slot.pointer);
          }
        } else {
          drawScene(next, slot.pointer);
        }
        slot.drawn = next;
      }
      last = 1 - last;
      return views[last] as Uint8Array;
    },
  };
}

function drawnOf(
  { background, view, overlays }: ScenePicture,
  above: readonly Standing[],
  frame: Box,
): Drawn {
  return {
    background: { of: background, content: background.content, view },
    overlays: shownOf([...overlays, ...above], frame),
  };
}

function shownOf(standing: readonly Standing[], frame: Box): Drawn['overlays'] {
  return standing.flatMap(({ overlay, pose }) => {
    const box = pose.opacity > 0 ? sharedBox(movedBox(overlay, pose), frame) : undefined;
    return box ? [{ of: overlay, content: overlay.content, pose, box }] : [];
  });
}

function sameBackground(a: Drawn['background'], b: Drawn['background']): boolean {
  return a.of === b.of && a.content === b.content && sameView(a.view, b.view);
}

/** Where two pictures of the same background differ. */
function changes(a: Drawn, b: Drawn): Box[] {
  const missing = (from: Drawn, other: Drawn) =>
    from.overlays.filter(
      ({ of, content, pose }) =>
        !other.overlays.some((one) => one.of === of && one.content === content && samePose(one.pose, pose)),
    );
  return [...missing(a, b), ...missing(b, a)].map(({ box }) => box);
}

function lay(
  arena: Arena,
  brush: Brush,
  { overlay, pose }: Standing,
  box: Box,
  target: number,
  size: FrameSize,
): void {
  if (isAtRest(pose)) layOverlay(arena, overlay, box, target, size);
  else layMoving(arena, brush, overlay, pose, box, target, size);
}

function copyBox({ kernels }: Arena, source: number, target: number, box: Box, size: FrameSize): void {
  let offset = 0;
  for (const part of [1, 2, 2]) {
    const stride = size.width / part;
    const at = offset + (box.top / part) * stride + box.left / part;
    const [columns, rows] = [(box.right - box.left) / part, (box.bottom - box.top) / part];
    kernels.copyBox(source + at, stride, target + at, stride, columns, rows);
    offset += (size.width * size.height) / part / part;
  }
}
