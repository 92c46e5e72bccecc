import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';
import { StreamBatch, type TableChange, tableChange } from '#shared/aws/dynamodb/stream-records.ts';
import { toAppError } from '#shared/errors.ts';

/** What Lambda is told of a batch: from this record on it is to be given again. */
export interface StreamAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Makes the Lambda handler of a function that the table's stream starts: each change in the order of the stream. At the
 * first one whose work throws it stops, so that nothing is passed over: that one and all behind it come again.
 */
export function streamHandler<N extends StartedBy<'stream'>>(
  name: N,
  makeWork: (call: Call<N>) => (change: TableChange) => Promise<void>,
): LambdaHandler {
  return lambdaHandler(name, async (batch, call): Promise<StreamAnswer> => {
    const { Records } = StreamBatch.parse(batch);
    const work = makeWork(call);
    for (const record of Records) {
      try {
        call.signal.throwIfAborted();
        const change = tableChange(record);
        if (change) await work(change);
      } catch (error) {
        const { SequenceNumber } = record.dynamodb;
        const { code, message } = toAppError(error);
        call.ports.log.error('stream.failed', { sequence: SequenceNumber, code, message });
        return { batchItemFailures: [{ itemIdentifier: SequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  });
}
