/** How much longer or shorter the silence behind a voice may get, in frames: felt as pace, not as a hole or a rush. */
const LONGER = { scene: 14, last: 36 } as const;
const SHORTER = { scene: 3, last: 20 } as const;

/**
 * Frames to add behind the voice of each of `scenes` scenes so that a film which lacks `missing` frames has the wanted
 * length; negative where it is too long. Spread evenly, more behind the last voice; as much as can be borne and no more:
 * of four scenes about 2.6 s, and 1 s less.
 */
export function stretchBreaths(scenes: number, missing: number): number[] {
  const room = missing >= 0 ? LONGER : SHORTER;
  const capacity = room.scene * (scenes - 1) + room.last;
  const wanted = Math.sign(missing) * Math.min(Math.abs(missing), capacity);
  let given = 0;
  let spent = 0;
  return Array.from({ length: scenes }, (_, index) => {
    spent += index === scenes - 1 ? room.last : room.scene;
    const frames = Math.round((wanted * spent) / capacity) - given;
    given += frames;
    return frames;
  });
}
