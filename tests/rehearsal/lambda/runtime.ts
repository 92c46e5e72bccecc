import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReportedError } from '#tests/rehearsal/lambda/lambda-failure.ts';
import type { FromRuntime, Invoke } from '#tests/rehearsal/lambda/messages.ts';
import { redirectToGateway } from '#tests/rehearsal/lambda/redirect-to-gateway.ts';

// One environment of a function: loads its bundle as Node's runtime of Lambda does, then handles one event after another.

type Handler = (event: unknown, context: object) => unknown;

const started = performance.now();
const { LAMBDA_TASK_ROOT = '', _HANDLER = '' } = process.env;
let current: Invoke | undefined;
let handler: Handler | undefined;

const send = (message: FromRuntime) => process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.on('unhandledRejection', (reason) => {
  answer({ error: { ...reported(reason), errorType: 'Runtime.UnhandledPromiseRejection' } });
  process.exit(128);
});
process.on('message', (message: Invoke) => void invoke(message));

redirectToGateway(process.env.AWS_ENDPOINT_URL ?? '');
try {
  const [module = '', name = ''] = _HANDLER.split('.');
  handler = await load(join(LAMBDA_TASK_ROOT, module), name);
  send({ type: 'ready', initMs: performance.now() - started });
} catch (error) {
  send({ type: 'init-failed', error: reported(error) });
}

async function load(path: string, name: string): Promise<Handler> {
  for (const extension of ['.mjs', '.js', '.cjs']) {
    const url = pathToFileURL(path + extension).href;
    const loaded = await import(url).catch((error) => {
      // A module that the bundle itself asks for may be missing too; that is another error.
      const missing = String(error.message).startsWith(`Cannot find module '${path}${extension}'`);
      if (missing) return undefined;
      throw Object.assign(error, { name: 'Runtime.ImportModuleError' });
    });
    if (loaded === undefined) continue;
    if (typeof loaded[name] === 'function') return loaded[name] as Handler;
    throw Object.assign(new Error(`${_HANDLER} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  throw Object.assign(new Error(`Cannot find module '${path}'`), { name: 'Runtime.ImportModuleError' });
}

async function invoke(message: Invoke): Promise<void> {
  current = message;
  process.env._X_AMZN_TRACE_ID = message.trace;
  try {
    const value = await handler?.(JSON.parse(message.event), contextOf(message));
    answer({ result: JSON.stringify(value) ?? 'null' });
  } catch (error) {
    answer({ error: reported(error) });
  }
}

function answer(outcome: { result: string } | { error: ReportedError }): void {
  if (current === undefined) return;
  send({ type: 'answer', requestId: current.requestId, ...outcome });
  current = undefined;
}

function contextOf({ requestId, arn, timeoutMs }: Invoke): object {
  const deadline = Date.now() + timeoutMs;
  const { env } = process;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: arn,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: requestId,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function reported(error: unknown): ReportedError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}
