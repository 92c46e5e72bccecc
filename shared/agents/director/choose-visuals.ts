import type { Proposal } from '#shared/agents/director/visual-proposal.ts';
import { visualKey } from '#shared/agents/screen/visual-key.ts';
import type { Visual } from '#shared/domain/storyboard.ts';

/** At most so many scenes of one kind follow each other where one of them could be of another kind. */
const LONGEST_RUN = 2;
/** Kinds that tire sooner: each of them stands alone where another kind can stand beside it. */
const ALONE: ReadonlySet<Visual['kind']> = new Set(['number', 'terms', 'chart', 'timeline', 'comparison']);
/** What a run of two costs is worth so much of a proposal's fit. */
const ALONE_LOSS = 3;

/** What fits at least so well is placed for the film's sake and gives way to nothing: titles, pictures, code. */
const FIXED = 1;
/** A visual that two scenes could show stays with the first one unless it fits the other by more than the draw can add. */
const SWING = 0.12;
/** Changes a scene, on average, after which the choice stands: two kinds could take turns for ever. */
const MOST_CHANGES = 3;

/** The first proposal that no earlier scene shows; the best one when all are taken. */
function firstUnused(proposals: readonly Proposal[], used: ReadonlySet<string>): Proposal | undefined {
  return proposals.find(({ visual }) => !used.has(visualKey(visual))) ?? proposals[0];
}

/** The scene that each visual fits best, of equals the first. */
function bestScenes(scenes: readonly (readonly Proposal[])[]): Map<string, number> {
  const best = new Map<string, { at: number; fit: number }>();
  for (const [at, proposals] of scenes.entries()) {
    for (const { visual, fit } of proposals) {
      const key = visualKey(visual);
      if (fit > (best.get(key)?.fit ?? -1) + SWING) best.set(key, { at, fit });
    }
  }
  return new Map([...best].map(([key, { at }]) => [key, at]));
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
  chosen: readonly Proposal[],
  used: ReadonlySet<string>,
  draws: readonly number[],
): { at: number; proposal: Proposal; loss: number } | undefined {
  const options = run.flatMap((at) => {
    const kind = chosen[at]?.visual.kind ?? 'title';
    const other = otherKind(scenes[at] ?? [], kind, used);
    if (other === undefined || (chosen[at]?.fit ?? 0) >= FIXED) return [];
    const loss = Math.round(((scenes[at]?.[0]?.fit ?? 0) - other.fit) * 10);
    return [{ at, proposal: other, loss, draw: draws[at] ?? 0 }];
  });
  return options.sort((a, b) => a.loss - b.loss || a.draw - b.draw)[0];
}

/** The scenes of one kind that end at a place, where they are more than their kind bears. */
function runAt(at: number, chosen: readonly Proposal[]): number[] {
  const kind = chosen[at]?.visual.kind ?? 'title';
  const most = ALONE.has(kind) ? 1 : LONGEST_RUN;
  const run = Array.from({ length: most + 1 }, (_, offset) => at - most + offset);
  // Turns of a dialogue follow each other.
  const isTalk = run.every((index) => {
    const visual = chosen[index]?.visual;
    return visual?.kind === 'quote' && visual.source !== undefined;
  });
  return !isTalk && run.every((index) => chosen[index]?.visual.kind === kind) ? run : [];
}

/**
 * Picks one visual a scene from its proposals (best first): the best that no other scene shows, then, where more of one
 * kind follow each other than it bears, another kind for one of them if it has one. `draws` are one number a scene, 0 to
 * 1, that decide between equals.
 */
export function chooseVisuals(
  scenes: readonly (readonly Proposal[])[],
  draws: readonly number[],
): Proposal[] {
  const used = new Set<string>();
  const chosen: Proposal[] = [];
  const best = bestScenes(scenes);
  for (const [at, proposals] of scenes.entries()) {
    const own = proposals.filter(({ visual }) => best.get(visualKey(visual)) === at);
    const pick = firstUnused(own.length > 0 ? own : proposals, used);
    if (pick === undefined) continue;
    used.add(visualKey(pick.visual));
    chosen.push(pick);
  }
  let changes = 0;
  for (let at = 1; at < chosen.length && changes < MOST_CHANGES * chosen.length; at += 1) {
    const run = runAt(at, chosen);
    const change = run.length === 0 ? undefined : yielding(run, scenes, chosen, used, draws);
    if (change === undefined || (run.length === LONGEST_RUN && change.loss > ALONE_LOSS)) continue;
    used.add(visualKey(change.proposal.visual));
    chosen[change.at] = change.proposal;
    changes += 1;
    at = Math.max(1, change.at - LONGEST_RUN) - 1;
  }
  return chosen;
}
