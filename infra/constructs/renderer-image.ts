import { IgnoreMode } from 'aws-cdk-lib';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { ROOT } from '#infra/bundling/bundle-function.ts';
import type { Stage } from '#infra/config.ts';

/** The renderer's image: one that the stage names, or one that the deploying machine builds; synthesis builds nothing. */
export function rendererImage(scope: Construct, { rendererImage: given }: Stage): ContainerImage {
  if (given !== undefined) return ContainerImage.fromRegistry(given);
  return ContainerImage.fromDockerImageAsset(
    new DockerImageAsset(scope, 'RendererImage', {
      directory: ROOT,
      file: 'containers/renderer/Dockerfile',
      // The same programs as in the media layer, which there are for x86 only.
      platform: Platform.LINUX_AMD64,
      ignoreMode: IgnoreMode.DOCKER,
    }),
  );
}
