import { tmpdir } from 'node:os';
import { FolderScratch } from '#shared/node/scratch.ts';

/** Opens the port `scratch`: `/tmp`, the one folder that a function or job may write to. */
export const open = () => new FolderScratch(tmpdir());
