import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '#infra/synth.ts';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { readAssembly } from '#tests/rehearsal/assembly/read-assembly.ts';
import type { AssemblyStack } from '#tests/rehearsal/assembly/template.ts';

/** A stage as it is synthesized, in a folder that `remove` removes. */
export interface Synthesized {
  stacks: AssemblyStack[];
  deployment: Deployment;
  remove(): void;
}

/** Synthesizes a stage, which also runs the checks of cdk-nag and CDK. */
export async function synthesizeStage(stage: string): Promise<Synthesized> {
  const folder = mkdtempSync(join(tmpdir(), 'reelwright-assembly-'));
  const stacks = readAssembly(await synthesize(stage, folder));
  return {
    stacks,
    deployment: deploymentOf(stacks),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What the stacks would make, with every reference resolved. */
export function deploymentOf(stacks: readonly AssemblyStack[]): Deployment {
  return new Deployment(stacks, {
    addresses: {
      gateway: 'https://sqs.eu-central-1.amazonaws.com',
      api: (id) => `https://${id}.execute-api.eu-central-1.amazonaws.com`,
    },
  });
}
