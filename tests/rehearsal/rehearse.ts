import type { CountedProduction } from '#shared/cost/count.ts';
import type { AssemblyStack } from '#tests/rehearsal/assembly/template.ts';
import { countProduction, TEN_SCENES } from '#tests/rehearsal/counting/count-production.ts';
import type { AccessDenied } from '#tests/rehearsal/iam/access-denied.ts';
import type { UnusedGrant } from '#tests/rehearsal/iam/authority.ts';
import { ON_PURPOSE } from '#tests/rehearsal/lambda/lambda-host.ts';
import { excused, rehearsable } from '#tests/rehearsal/not-rehearsed.ts';
import { Desk } from '#tests/rehearsal/scenes/desk.ts';
import { SCENES } from '#tests/rehearsal/scenes/play.ts';
import type { Scene } from '#tests/rehearsal/scenes/scene.ts';
import { openStudio } from '#tests/rehearsal/studio.ts';

/** How one scene went. */
export interface Played {
  title: string;
  seconds: number;
  /** What is worth telling of it. */
  told: string[];
  /** Why it failed. */
  failure?: string;
}

/** What a rehearsal has shown. */
export interface Rehearsed {
  scenes: Played[];
  /** How many calls were held against policies, and of how many roles. */
  calls: number;
  roles: number;
  /** Calls that no policy allows: grants that are missing. */
  denied: AccessDenied[];
  /** Grants that no call has used. */
  unused: UnusedGrant[];
  /** Grants that no scene can use, with the reason. */
  excused: (UnusedGrant & { why: string })[];
  /** What went wrong without a scene having asked for it. */
  errors: Error[];
  coldStarts: { name: string; ms: number }[];
  counted?: CountedProduction;
}

/** What is rehearsed, and who is told of it while it goes on. */
export interface RehearsalOptions {
  scenes?: readonly Scene[];
  /** Whether the operations of a film of ten scenes are counted, which takes some minutes. */
  count?: boolean;
  onScene?(played: Played): void;
}

/** Plays the scenes on an installation that is made from the stacks of a cloud assembly. */
export async function rehearse(
  stacks: readonly AssemblyStack[],
  options: RehearsalOptions = {},
): Promise<Rehearsed> {
  const studio = await openStudio(stacks);
  try {
    const desk = new Desk(studio);
    const scenes: Played[] = [];
    for (const scene of options.scenes ?? SCENES) {
      const played = await play(scene, desk);
      scenes.push(played);
      options.onScene?.(played);
    }
    const counted = options.count
      ? await countProduction(desk, TEN_SCENES.title, TEN_SCENES.text)
      : undefined;
    await studio.invocations.settled();
    const unused = studio.authority.unused();
    return {
      scenes,
      calls: studio.authority.decided,
      roles: studio.authority.roles,
      denied: studio.authority.denied,
      unused: rehearsable(unused),
      excused: excused(unused),
      errors: studio.errors.filter(({ message }) => !message.includes(ON_PURPOSE)),
      coldStarts: studio.lambda.records.flatMap(({ function: name, initMs }) =>
        initMs === undefined ? [] : [{ name, ms: initMs }],
      ),
      ...(counted === undefined ? {} : { counted }),
    };
  } finally {
    await studio.close();
  }
}

async function play(scene: Scene, desk: Desk): Promise<Played> {
  const before = performance.now();
  const seconds = () => (performance.now() - before) / 1_000;
  try {
    return { title: scene.title, told: await scene.play(desk), seconds: seconds() };
  } catch (error) {
    return { title: scene.title, told: [], seconds: seconds(), failure: (error as Error).message };
  }
}
