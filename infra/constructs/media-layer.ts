import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { resourceName } from '#infra/constructs/names.ts';

/** ffmpeg, the native canvas and all fonts, for the functions that have media tools. */
export class MediaLayer extends Construct {
  readonly version: LayerVersion;

  /** `folder` is what `infra/bundling/media-layer.ts` has filled. */
  constructor(scope: Construct, id: string, { stage, folder }: { stage: string; folder: string }) {
    super(scope, id);
    this.version = new LayerVersion(this, 'Version', {
      layerVersionName: resourceName(stage, 'media'),
      code: Code.fromAsset(folder),
      compatibleArchitectures: [Architecture.X86_64],
      compatibleRuntimes: [Runtime.NODEJS_24_X],
    });
  }
}
