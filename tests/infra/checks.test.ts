import { App, Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { CONTEXT } from '#infra/build-app.ts';
import { temporaryFolder } from '#tests/local-ports.ts';

test('a template that breaks a rule of cdk-nag is not synthesized, by the settings that all stages have', async () => {
  const app = new App({ outdir: await temporaryFolder(), context: CONTEXT, analyticsReporting: false });
  new Bucket(new Stack(app, 'Open', { env: { region: 'eu-central-1' } }), 'Open');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
});
