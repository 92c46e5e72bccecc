import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildApp, CONTEXT } from '#infra/build-app.ts';
import { readStage } from '#infra/config.ts';
import { deploymentOf } from '#tests/infra/assembly.ts';
import { readAssembly } from '#tests/rehearsal/assembly/read-assembly.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelwright-stages-'));
  mkdirSync(join(folder, 'bundle'));
  writeFileSync(join(folder, 'bundle/handler.mjs'), 'export const handler = () => {};');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a stage of this text with bundles that do nothing, checks and all. */
function build(text: string) {
  writeFileSync(join(folder, 'test.yaml'), `stage: test\nregion: eu-west-1\n${text}`);
  const app = new App({ outdir: join(folder, 'out'), context: CONTEXT, analyticsReporting: false });
  const bundle = join(folder, 'bundle');
  buildApp(app, readStage('test', folder), { functionFolder: () => bundle, mediaFolder: bundle });
  return deploymentOf(readAssembly(app.synth().directory));
}

test('the smallest stage passes the checks; without GPUs, all jobs go to the usual machines', () => {
  const deployment = build('');
  expect(deployment.resources('AWS::Batch::JobQueue')).toHaveLength(1);
  expect(deployment.resources('AWS::EC2::LaunchTemplate')).toEqual([]);
  const [machine] = deployment.resources<{ DefinitionString: string }>('AWS::StepFunctions::StateMachine');
  expect(machine?.properties.DefinitionString).toMatch(/job-queue\/reelwright-test-render'/);
  const [plan] = deployment
    .resources<{ Environment: { Variables: Record<string, string> } }>('AWS::Lambda::Function')
    .filter(({ ref }) => ref === 'reelwright-test-render-plan');
  expect(plan?.properties.Environment.Variables).toMatchObject({
    REELWRIGHT_RENDER_LANES: 'functions,jobs',
    REELWRIGHT_TENANT: 'main',
  });
}, 60_000);

test('pollers that are kept ready, a second region and an image of a registry are built as asked', () => {
  const deployment = build(
    [
      'scale: { productions: { minimumPollers: 2, maximumPollers: 200 } }',
      "rendererImage: 'registry.example.com/renderer:1'",
      "features: { replica: { region: eu-north-1, keyArn: 'arn:aws:kms:eu-north-1:123456789012:key/a' } }",
    ].join('\n'),
  );
  const polled = deployment
    .resources<{ ProvisionedPollerConfig?: unknown; ScalingConfig?: unknown }>(
      'AWS::Lambda::EventSourceMapping',
    )
    .filter(({ properties }) => properties.ProvisionedPollerConfig !== undefined);
  expect(polled.map(({ properties }) => properties)).toMatchObject([
    { ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 200 } },
  ]);
  expect(polled[0]?.properties).not.toHaveProperty('ScalingConfig');
  const [table] = deployment.resources<{ Replicas: { Region: string }[] }>('AWS::DynamoDB::GlobalTable');
  expect(table?.properties.Replicas.map(({ Region }) => Region).sort()).toEqual(['eu-north-1', 'eu-west-1']);
  const images = deployment
    .resources<{ ContainerProperties: { Image: string } }>('AWS::Batch::JobDefinition')
    .map(({ properties }) => properties.ContainerProperties.Image);
  expect(new Set(images)).toEqual(new Set(['registry.example.com/renderer:1']));
}, 60_000);
