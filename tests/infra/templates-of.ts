import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type * as z from 'zod';
import { buildApp, CONTEXT } from '#infra/build-app.ts';
import { type Stage, StageConfig } from '#infra/config.ts';
import { deploymentOf } from '#tests/infra/assembly.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { readAssembly } from '#tests/rehearsal/assembly/read-assembly.ts';
import type { AssemblyStack } from '#tests/rehearsal/assembly/template.ts';

/** A stage's stacks, and what they would make. */
export interface Templates {
  stacks: AssemblyStack[];
  deployment: Deployment;
}

/** A stage of this configuration, without schedules. */
export function stageOf(config: Omit<z.input<typeof StageConfig>, 'schedules'>): Stage {
  return { ...StageConfig.parse(config), schedules: [] };
}

/** Synthesizes a stage with all checks, but with empty bundles: they take longest, and templates hold only their hashes. */
export function templatesOf(stage: Stage): Templates {
  const folder = mkdtempSync(join(tmpdir(), 'reelwright-templates-'));
  const bundle = (name: string) => {
    const path = join(folder, 'bundles', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'handler.mjs'), `// ${name}\n`);
    return path;
  };
  try {
    const app = new App({ outdir: join(folder, 'assembly'), context: CONTEXT, analyticsReporting: false });
    buildApp(app, stage, { functionFolder: bundle, mediaFolder: bundle('media-layer') });
    const stacks = readAssembly(app.synth().directory);
    return { stacks, deployment: deploymentOf(stacks) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
