import { App } from 'aws-cdk-lib';
import { buildApp, CONTEXT } from '#infra/build-app.ts';
import { withBundles } from '#infra/bundling/bundle-all.ts';
import { readStage } from '#infra/config.ts';

/**
 * Synthesizes a stage into a folder, without CDK's command, Docker, credentials or a network, and gives the folder. Throws
 * when a template does not pass the checks.
 */
export async function synthesize(stage: string, folder: string): Promise<string> {
  const config = readStage(stage);
  return withBundles((bundles) => {
    const app = new App({ outdir: folder, context: CONTEXT, analyticsReporting: false });
    buildApp(app, config, bundles);
    return app.synth().directory;
  });
}
