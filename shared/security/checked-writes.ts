import { RunEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { NewEvent } from '#shared/ports/journal.ts';
import type { OutgoingMessage } from '#shared/ports/queue.ts';
import type { StepRecord } from '#shared/ports/step-ledger.ts';
import { checkQueueName, checkRun, checkWriterId } from '#shared/security/checked-names.ts';

/** The limit of the port: what SQS takes. */
const MAX_BODY_BYTES = 256 * 1024;
/** The limit of the port: one eighth of what a state of Step Functions may hold. */
const MAX_OUTPUT_BYTES = 32 * 1024;

/** Refuses names that are none and events that do not fit their schema; throws `OPTION_INVALID`. */
export function checkEvents(tenant: TenantId, run: RunId, events: readonly NewEvent[]): void {
  checkRun(tenant, run);
  for (const { id, event } of events) {
    checkWriterId(id);
    const { error } = RunEvent.safeParse(event);
    if (error) throw new AppError('OPTION_INVALID', 'An event does not fit its schema.', { cause: error });
  }
}

/** Refuses messages that break a limit of the port; throws `OPTION_INVALID`. */
export function checkMessages(tenant: TenantId, messages: readonly OutgoingMessage[]): void {
  for (const { queue, id, body } of messages) {
    checkQueueName(tenant, queue);
    checkWriterId(id);
    const json = JSON.stringify(body);
    if (json === undefined || Buffer.byteLength(json) > MAX_BODY_BYTES) {
      throw new AppError('OPTION_INVALID', 'The body of a message must be JSON of at most 256 KiB.');
    }
  }
}

/** Refuses the result of a step whose output is too large; throws `STEP_OUTPUT_INVALID`. */
export function checkOutput({ step, output }: StepRecord): void {
  if (Buffer.byteLength(JSON.stringify(output) ?? '') <= MAX_OUTPUT_BYTES) return;
  throw new AppError('STEP_OUTPUT_INVALID', `The output of ${step} is larger than 32 KiB.`);
}

/** Refuses an amount of money that is no whole number of millionths, or below zero; throws `OPTION_INVALID`. */
export function checkAmount(amount: number): void {
  if (Number.isSafeInteger(amount) && amount >= 0) return;
  throw new AppError('OPTION_INVALID', 'An amount must be a whole number of millionths of a US dollar.');
}
