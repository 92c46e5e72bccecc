import process from 'node:process';
import type { Runtime } from '#shared/ports/runtime.ts';

/** The Node that runs this program; a build without ICU has no version of it. */
export const nodeRuntime: Runtime = { icu: process.versions.icu ?? 'none' };
