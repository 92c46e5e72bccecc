import { tmpdir } from 'node:os';
import { createMediaTools } from '#shared/node/media-tools.ts';

/** Opens the port `tools`. */
export const open = () => createMediaTools({ cacheFolder: tmpdir() });
