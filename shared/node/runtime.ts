import process from 'node:process';
import type { RenderLane, Runtime } from '#shared/ports/runtime.ts';

/** The Node that runs this program, and the lanes that its home has; a build without ICU has no version of it. */
export function nodeRuntime(renderLanes: readonly RenderLane[] = ['functions']): Runtime {
  return { icu: process.versions.icu ?? 'none', renderLanes };
}
