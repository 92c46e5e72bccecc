import * as z from 'zod';
import { eventHandler } from '#functions/event-handler.ts';
import { endProduction } from '#shared/brief/end-production.ts';

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('This is not JSON.');
    return z.NEVER;
  }
});

/** The detail of `Step Functions Execution Status Change`; input and output are null when they are too large for an event. */
const Change = z.object({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
  input: Json.nullish(),
  output: Json.nullish(),
  error: z.string().nullish(),
  cause: z.string().nullish(),
});

/** Writes down how a production ended. */
export const handler = eventHandler('brief-finish', Change, async (change, { ports }) => {
  const { executionArn, stateMachineArn, status, input, output, error, cause } = change;
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return;
  await endProduction(ports, {
    id: executionArn,
    workflow: stateMachineArn,
    status,
    input,
    ...(output == null ? {} : { output }),
    ...(error == null ? {} : { error }),
    ...(cause == null ? {} : { cause }),
  });
});
