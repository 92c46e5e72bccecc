import { type App, Tags, Validations } from 'aws-cdk-lib';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Bundles } from '#infra/bundling/bundle-all.ts';
import type { Stage } from '#infra/config.ts';
import { ApiStack } from '#infra/stacks/api-stack.ts';
import { DataStack } from '#infra/stacks/data-stack.ts';
import { FirewallStack } from '#infra/stacks/firewall-stack.ts';
import { PipelineStack } from '#infra/stacks/pipeline-stack.ts';
import { WatchStack } from '#infra/stacks/watch-stack.ts';
import { WebStack } from '#infra/stacks/web-stack.ts';

/** Settings of CDK that the app wants wherever it is synthesized: how CDK would begin a new app, and faults as errors. */
export const CONTEXT = {
  ...recommended,
  // Exports and imports, which refuse to take away what another stack needs.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:validateAgainstDefaultRules': true,
  'aws:cdk:disable-version-reporting': true,
};

/** Name of a stack of a stage. */
export function stackName(stage: string, part: string): string {
  return `Reelwright-${stage}-${part}`;
}

/** The stacks that can be taken down and brought up again at any time: all but that of the data. */
export const TRANSIENT = ['Pipeline', 'Firewall', 'Web', 'Api', 'Watch'] as const;

/** All stacks of a stage, and the checks that its templates must pass. */
export function buildApp(app: App, stage: Stage, bundles: Bundles): void {
  const name = (part: string) => stackName(stage.stage, part);
  const data = new DataStack(app, name('Data'), stage);
  const pipeline = new PipelineStack(app, name('Pipeline'), { stage, bundles, data });
  const firewall = stage.features.waf ? new FirewallStack(app, name('Firewall'), stage) : undefined;
  const web = new WebStack(app, name('Web'), { stage, data, firewall });
  const api = new ApiStack(app, name('Api'), { stage, bundles, data, pipeline, web });
  new WatchStack(app, name('Watch'), { stage, data, pipeline, api });
  Tags.of(app).add('reelwright:stage', stage.stage);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
