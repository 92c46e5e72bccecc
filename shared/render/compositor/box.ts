import type { FrameSize } from '#shared/scenes/frame.ts';

/** A rectangle of the frame, from its first column and row to before its last ones; all even. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The whole frame. */
export function wholeFrame({ width, height }: FrameSize): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

/** What two boxes share; undefined when that is nothing. */
export function sharedBox(a: Box, b: Box): Box | undefined {
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  const right = Math.min(a.right, b.right);
  const bottom = Math.min(a.bottom, b.bottom);
  return left < right && top < bottom ? { left, top, right, bottom } : undefined;
}

/** The smallest box of even edges around the given ones. */
export function evenBox({ left, top, right, bottom }: Box): Box {
  return {
    left: 2 * Math.floor(left / 2),
    top: 2 * Math.floor(top / 2),
    right: 2 * Math.ceil(right / 2),
    bottom: 2 * Math.ceil(bottom / 2),
  };
}

/** Puts boxes that meet together, so that no place is in two of them. */
export function joinBoxes(boxes: readonly Box[]): Box[] {
  const joined: Box[] = [];
  for (const box of boxes) {
    let grown = box;
    for (let i = 0; i < joined.length; ) {
      const other = joined[i] as Box;
      if (sharedBox(grown, other)) {
        grown = {
          left: Math.min(grown.left, other.left),
          top: Math.min(grown.top, other.top),
          right: Math.max(grown.right, other.right),
          bottom: Math.max(grown.bottom, other.bottom),
        };
        joined.splice(i, 1);
        i = 0;
      } else {
        i++;
      }
    }
    joined.push(grown);
  }
  return joined;
}
