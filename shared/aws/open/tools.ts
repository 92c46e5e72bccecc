import { tmpdir } from 'node:os';
import type { AwsContext } from '#shared/aws/context.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';

/** Opens the port `tools`: the programs and fonts of the media layer. */
export const open = ({ config }: AwsContext) =>
  createMediaTools({ cacheFolder: tmpdir(), mediaFolder: config.media });
