import type { Proposal } from '#shared/agents/director/visual-proposal.ts';
import { visualKey } from '#shared/agents/screen/visual-key.ts';
import type { Visual } from '#shared/domain/storyboard.ts';

/** At most so many scenes of one kind follow each other where one of them could be of another kind. */
const LONGEST_RUN = 2;

/** The first proposal that no earlier scene shows; the best one when all are taken. */
function firstUnused(proposals: readonly Proposal[], used: ReadonlySet<string>): Proposal | undefined {
  return proposals.find(({ visual }) => !used.has(visualKey(visual))) ?? proposals[0];
}

/** The best proposal of another kind than `kind` that no other scene shows. */
function otherKind(
  proposals: readonly Proposal[],
  kind: string,
  used: ReadonlySet<string>,
): Proposal | undefined {
  return proposals.find(({ visual }) => visual.kind !== kind && !used.has(visualKey(visual)));
}

/**
 * Which scene of three of one kind gives way: the one that loses least by its second choice; of two equals the one
 * with the lower draw. Nothing else counts, so that a change elsewhere in the film moves nothing here.
 */
function yielding(
  run: readonly number[],
  scenes: readonly (readonly Proposal[])[],
  chosen: readonly Visual[],
  used: ReadonlySet<string>,
  draws: readonly number[],
): { at: number; visual: Visual } | undefined {
  const options = run.flatMap((at) => {
    const kind = chosen[at]?.kind ?? '';
    const other = otherKind(scenes[at] ?? [], kind, used);
    if (other === undefined || kind === 'picture' || kind === 'title') return [];
    const loss = Math.round(((scenes[at]?.[0]?.fit ?? 0) - other.fit) * 10);
    return [{ at, visual: other.visual, loss, draw: draws[at] ?? 0 }];
  });
  return options.sort((a, b) => a.loss - b.loss || a.draw - b.draw)[0];
}

/**
 * Picks one visual a scene from its proposals (best first): the best that no other scene shows, then, where more than two
 * of one kind follow each other, another kind for one of them if it has one. `draws` are one number a scene, 0 to 1, that
 * decide between equals.
 */
export function chooseVisuals(scenes: readonly (readonly Proposal[])[], draws: readonly number[]): Visual[] {
  const used = new Set<string>();
  const chosen: Visual[] = [];
  for (const proposals of scenes) {
    const pick = firstUnused(proposals, used);
    if (pick === undefined) continue;
    used.add(visualKey(pick.visual));
    chosen.push(pick.visual);
  }
  for (let at = LONGEST_RUN; at < chosen.length; at += 1) {
    const run = Array.from({ length: LONGEST_RUN + 1 }, (_, offset) => at - LONGEST_RUN + offset);
    if (run.some((index) => chosen[index]?.kind !== chosen[at]?.kind)) continue;
    const change = yielding(run, scenes, chosen, used, draws);
    if (change === undefined) continue;
    used.add(visualKey(change.visual));
    chosen[change.at] = change.visual;
    at = Math.max(LONGEST_RUN, change.at - LONGEST_RUN) - 1;
  }
  return chosen;
}
