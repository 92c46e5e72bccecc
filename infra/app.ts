/** What CDK's command runs; `infra/cli.ts` calls that command. The stage is its context `stage`. */
import { App } from 'aws-cdk-lib';
import { buildApp, CONTEXT } from '#infra/build-app.ts';
import { withBundles } from '#infra/bundling/bundle-all.ts';
import { readStage } from '#infra/config.ts';

await withBundles((bundles) => {
  const app = new App({ postCliContext: CONTEXT, analyticsReporting: false });
  buildApp(app, readStage(String(app.node.getContext('stage'))), bundles);
  app.synth();
});
