import { AppError } from '#shared/errors.ts';
import type { WorkflowEngine } from '#shared/ports/workflow-engine.ts';

/** Opens the port `workflow`. */
export function open(): WorkflowEngine {
  throw new AppError('INTERNAL', 'The port workflow has no adapter yet.');
}
