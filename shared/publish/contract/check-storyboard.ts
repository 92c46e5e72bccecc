import type { DeliveryCheck, SceneScore } from '#shared/domain/delivery-report.ts';
import type { Storyboard, Visual } from '#shared/domain/storyboard.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';

/** Scenes of one look in a row, at most. */
const LONGEST_RUN = 2;
/** A film of so many scenes shows at least so many kinds. */
const VARIED = { scenes: 6, kinds: 3 };
/** Kinds that show what a person gave; a film of nothing else is as they want it. */
const GIVEN: ReadonlySet<Visual['kind']> = new Set(['picture', 'collage', 'clip', 'screenshot']);
/**
 * Below this, what is shown has nothing to do with what is said. Of 51 scenes of the director's test films none scores below 0.5; of
 * the same visuals beside the words of other scenes 85 % score below 0.3, which a test holds.
 */
export const LEAST_MATCH = 0.3;

/** Kinds of pictures vary, and each scene's picture belongs to its words. */
export function checkStoryboard(
  storyboard: Storyboard,
  scores: readonly SceneScore[],
  timeline: Timeline,
): DeliveryCheck[] {
  return [kindsVary(storyboard, timeline), scenesMatch(scores, timeline)];
}

/** What a scene looks like at first sight: its kind, and of a statement where its words stand. */
function lookOf(visual: Visual): string {
  return visual.kind === 'statement' && visual.layout ? `${visual.layout} statement` : visual.kind;
}

function kindsVary({ scenes }: Storyboard, timeline: Timeline): DeliveryCheck {
  const kinds = new Set(scenes.map(({ visual }) => visual.kind));
  const wanted = `no look more than ${LONGEST_RUN} times in a row; ${VARIED.kinds} kinds in ${VARIED.scenes} scenes`;
  const given = scenes.slice(1).every(({ visual }) => GIVEN.has(visual.kind) || visual.kind === 'end');
  const run = scenes.findIndex(({ visual }, at) => {
    const before = scenes.slice(Math.max(0, at - LONGEST_RUN), at);
    return before.length === LONGEST_RUN && before.every((scene) => lookOf(scene.visual) === lookOf(visual));
  });
  const third = scenes[run];
  if (!given && third) {
    const measured = `${third.id} is the third ${lookOf(third.visual)} in a row`;
    return { promise: 'kinds-vary', wanted, measured, ok: false, ...startOf(third.id, timeline) };
  }
  const measured = `${kinds.size} ${kinds.size === 1 ? 'kind' : 'kinds'} in ${scenes.length} scenes`;
  const ok = given || scenes.length < VARIED.scenes || kinds.size >= VARIED.kinds;
  return { promise: 'kinds-vary', wanted, measured, ok };
}

function scenesMatch(scores: readonly SceneScore[], timeline: Timeline): DeliveryCheck {
  const wanted = `a match of ${LEAST_MATCH} or more in every scene`;
  const [worst] = scores.filter(({ words }) => words > 0).toSorted((one, other) => one.match - other.match);
  if (!worst) return { promise: 'scenes-match', wanted, measured: 'nobody speaks', ok: true };
  const ok = worst.match >= LEAST_MATCH;
  const measured = `the ${worst.kind} of ${worst.id} has ${worst.match}`;
  return { promise: 'scenes-match', wanted, measured, ok, ...(ok ? {} : startOf(worst.id, timeline)) };
}

function startOf(id: string, { scenes }: Timeline): { atMs?: number } {
  const scene = scenes.find((each) => each.id === id);
  return scene ? { atMs: Math.round((scene.startFrame * 1000) / FPS) } : {};
}
