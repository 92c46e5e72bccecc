import * as z from 'zod';
import { type Call, type LambdaHandler, lambdaHandler, type StartedBy } from '#functions/lambda-handler.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { AppError } from '#shared/errors.ts';

/** What a task's work gets beside its input. */
export interface Invocation<N extends StartedBy<'task'>> extends Call<N> {
  tenant: TenantId;
  run: RunId;
}

/**
 * Makes the Lambda handler of a task: parses `{ tenant, run, input }`, hands over the ports that the function's row in the
 * manifest grants, and lets errors leave under their code, which is the name that state machines match on.
 */
export function taskHandler<N extends StartedBy<'task'>, I extends z.ZodType>(
  name: N,
  inputSchema: I,
  work: (input: z.infer<I>, invocation: Invocation<N>) => Promise<unknown>,
): LambdaHandler {
  const eventSchema = z.strictObject({ tenant: TenantId, run: RunId, input: inputSchema });
  return lambdaHandler(
    name,
    async (event, call) => {
      const parsed = eventSchema.safeParse(event);
      if (!parsed.success) {
        throw new AppError('STEP_INPUT_INVALID', `The function ${name} was called with a wrong event.`, {
          cause: parsed.error,
        });
      }
      const { tenant, run, input } = parsed.data as { tenant: TenantId; run: RunId; input: z.infer<I> };
      const answer = await work(input, { tenant, run, ...call });
      faultPoint('handler.before-answer', name);
      return answer;
    },
    withHint,
  );
}

/** A state machine carries name and message on, nothing else: what to do goes into the message. */
function withHint(error: AppError): never {
  const { code, message, hint, afterMs } = error;
  if (hint === undefined) throw error;
  throw new AppError(code, `${message} ${hint}`, {
    ...(afterMs === undefined ? {} : { afterMs }),
    cause: error,
  });
}
