import process from 'node:process';
import type { RenderLane, Runtime } from '#shared/ports/runtime.ts';

/** The Node that runs this program, the lanes that its home has, and its budget; a build without ICU has no version of it. */
export function nodeRuntime(renderLanes: readonly RenderLane[] = ['functions'], dailyUsd?: number): Runtime {
  const icu = process.versions.icu ?? 'none';
  return { icu, renderLanes, ...(dailyUsd === undefined ? {} : { dailyUsd }) };
}
