import * as z from 'zod';
import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';
import { manifest } from '#functions/manifest.ts';

/** Makes the Lambda handler of events of the bus: refuses what its row does not name, and parses the event's detail. */
export function eventHandler<N extends StartedBy<'event'>, D extends z.ZodType>(
  name: N,
  detailSchema: D,
  work: (detail: z.infer<D>, call: Call<N>) => Promise<void>,
): LambdaHandler {
  const { source, detailType } = manifest[name].trigger;
  // The bus may add fields to an event at any time.
  const schema = z.object({
    source: z.literal(source),
    'detail-type': z.literal(detailType),
    detail: detailSchema,
  });
  return lambdaHandler(name, async (event, call) => {
    const { detail } = schema.parse(event) as { detail: z.infer<D> };
    await work(detail, call);
  });
}
