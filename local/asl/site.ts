import { languageOf } from '#local/asl/definition/languages.ts';
import type { Execution } from '#local/asl/execution.ts';
import type { Frame } from '#local/asl/frame.ts';
import type { Machinery, Site } from '#local/asl/machinery.ts';

/** The frame with the state that it is in. */
export function siteOf(machinery: Machinery, execution: Execution, frame: Frame): Site {
  const state = execution.stateOf(frame);
  const jsonata = languageOf(execution.header.definition.machine, state) === 'JSONata';
  return { machinery, execution, frame, state, jsonata };
}
