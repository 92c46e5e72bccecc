import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import { FPS, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import type { FilmMeasures, Stretch } from '#shared/publish/contract/measure-film.ts';

/** Time around the change of two scenes in which nothing may have moved yet, in seconds. */
const AROUND_CUT = 0.5;
/** A scene that promises movement may stand still for this part of it. */
const STILL_PART = 0.9;
/** A zoom below 1 % counts as none: nobody would see it. */
const LEAST_ZOOM = 0.01;

/** Black and frozen pictures, scenes without a picture, and pictures that come twice. */
export function checkPictures(
  { black, frozen }: Pick<FilmMeasures, 'black' | 'frozen'>,
  timeline: Timeline,
): DeliveryCheck[] {
  return [
    check('no-black', 'no black frame', black[0], ({ start, end }) => ({
      measured: `nothing but black from ${start.toFixed(2)} s to ${end.toFixed(2)} s`,
      seconds: start,
    })),
    check('no-freeze', 'every scene moves', frozenScene(frozen, timeline), ({ scene, seconds }) => ({
      measured: `the picture stands still in ${scene.id}`,
      seconds,
    })),
    check('pictures-everywhere', 'a picture in every scene', sceneWithoutPicture(timeline), (scene) => ({
      measured: `${scene.id} does not fill the frame`,
      seconds: scene.startFrame / FPS,
    })),
    check('pictures-differ', 'no picture twice', repeatedPicture(timeline), ([first, second]) => ({
      measured: `${second.id} shows the picture of ${first.id}`,
      seconds: second.startFrame / FPS,
    })),
  ];
}

function check<T>(
  promise: DeliveryCheck['promise'],
  wanted: string,
  fault: T | undefined,
  describe: (fault: T) => { measured: string; seconds: number },
): DeliveryCheck {
  if (fault === undefined) return { promise, wanted, measured: wanted, ok: true };
  const { measured, seconds } = describe(fault);
  return { promise, wanted, measured, ok: false, atMs: Math.round(seconds * 1000) };
}

/** The first scene whose picture did not come (nothing changes around its beginning) or does not move as it should. */
function frozenScene(
  frozen: readonly Stretch[],
  { scenes, captions }: Timeline,
): { scene: TimelineScene; seconds: number } | undefined {
  for (const { start, end } of frozen) {
    for (const [at, scene] of scenes.entries()) {
      const begins = scene.startFrame / FPS;
      const ends = begins + scene.frames / FPS;
      const shown = begins + scene.transition.frames / FPS;
      const unchanged = at > 0 && start < begins - AROUND_CUT && end > shown + AROUND_CUT;
      const overlap = Math.min(end, ends) - Math.max(start, begins);
      const still = overlap >= STILL_PART * (ends - begins) && moves(scene, captions);
      if (unchanged || still) return { scene, seconds: Math.max(start, begins) };
    }
  }
  return undefined;
}

function moves({ layers, narration }: TimelineScene, captions: Timeline['captions']): boolean {
  const zooms = layers.some(
    ({ motion }) => motion && Math.abs(motion.toScale - motion.fromScale) >= LEAST_ZOOM,
  );
  return zooms || (captions === 'burned' && narration.words.length > 1);
}

function sceneWithoutPicture({ scenes, width, height }: Timeline): TimelineScene | undefined {
  return scenes.find(({ layers: [ground] }) => {
    if (!ground) return true;
    return (
      ground.x > 0 || ground.y > 0 || ground.x + ground.width < width || ground.y + ground.height < height
    );
  });
}

/**
 * Two scenes show the same when everything above the ground is the same, or the same grounds stand alone. Grounds
 * themselves may come again under something else.
 */
function repeatedPicture({ scenes }: Timeline): [TimelineScene, TimelineScene] | undefined {
  const seen = new Map<string, TimelineScene>();
  for (const scene of scenes) {
    const shown = scene.layers.length > 1 ? scene.layers.slice(1) : scene.layers;
    const key = shown.map(({ image }) => image.hash).join(' ');
    const first = seen.get(key);
    if (first) return [first, scene];
    seen.set(key, scene);
  }
  return undefined;
}
