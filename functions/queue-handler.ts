import * as z from 'zod';
import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';
import { toAppError } from '#shared/errors.ts';

/** What we need of a batch as SQS hands it to a function. */
const QueueEvent = z.object({
  Records: z.array(z.object({ messageId: z.string(), body: z.string() })).min(1),
});

/**
 * Makes the Lambda handler of a queue: every message of a batch is parsed and worked on by itself, side by side, and those
 * that failed are named in the answer, so that only they come again and at last end among the dead letters.
 */
export function queueHandler<N extends StartedBy<'queue'>, M extends z.ZodType>(
  name: N,
  schema: M,
  work: (message: z.infer<M>, call: Call<N>) => Promise<void>,
): LambdaHandler {
  return lambdaHandler(name, async (event, call) => {
    const { Records } = QueueEvent.parse(event);
    const results = await Promise.allSettled(
      Records.map(async ({ body }) => work(schema.parse(JSON.parse(body)), call)),
    );
    const failures = results.flatMap((result, at) =>
      result.status === 'rejected'
        ? [{ messageId: Records[at]?.messageId ?? '', error: toAppError(result.reason) }]
        : [],
    );
    for (const { messageId, error } of failures) {
      call.ports.log.error('message failed', { function: name, messageId, code: error.code, error });
    }
    return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}
