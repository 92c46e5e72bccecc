import type * as z from 'zod';
import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';

/** Makes the Lambda handler that schedules call with their own input. */
export function scheduleHandler<N extends StartedBy<'schedule'>, I extends z.ZodType>(
  name: N,
  inputSchema: I,
  work: (input: z.infer<I>, call: Call<N>) => Promise<void>,
): LambdaHandler {
  return lambdaHandler(name, (event, call) => work(inputSchema.parse(event), call));
}
