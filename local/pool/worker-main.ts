import type { Context } from 'aws-lambda';
import type { LambdaHandler } from '#functions/lambda-handler.ts';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import type { WorkerSettings } from '#local/config.ts';
import { openWorkerPorts } from '#local/host/worker-ports.ts';
import { bindPlatform } from '#local/platform.ts';
import { createHostCalls } from '#local/pool/host-calls.ts';
import { type ToHost, type ToWorker, toWire } from '#local/pool/messages.ts';
import { AppError } from '#shared/errors.ts';

const send = (message: ToHost) => process.send?.(message, () => undefined);
const hostCalls = createHostCalls(send);
let running: AbortController | undefined;
let invocation: Promise<void> | undefined;

// The host is gone, perhaps by kill -9: nobody wants the result. Leaving kills what was started here.
process.on('disconnect', () => process.exit(1));
if (!process.connected) process.exit(1);

process.on('message', (message: ToWorker) => {
  if (message.type === 'invoke') invocation = invoke(message);
  else if (message.type === 'abort') running?.abort(new AppError('CANCELLED', 'The run was cancelled.'));
  else if (message.type === 'exit') void exit();
  else hostCalls.settle(message);
});

bindPlatform(openWorkerPorts(JSON.parse(process.argv[2] ?? '{}') as WorkerSettings, hostCalls.ports));
send({ type: 'ready' });

/** Lets the invocation put its things away first; the host uses force when that takes too long. */
async function exit(): Promise<void> {
  running?.abort(new AppError('CANCELLED', 'The run was stopped.'));
  await invocation;
  process.exit(0);
}

async function invoke({ name, payload, deadlineMs }: ToWorker & { type: 'invoke' }): Promise<void> {
  running = new AbortController();
  try {
    const { entry } = manifest[name as FunctionName];
    const { handler } = (await import(new URL(`../../${entry}`, import.meta.url).href)) as {
      handler: LambdaHandler;
    };
    send({ type: 'done', value: await handler(payload, lambdaContext(name, deadlineMs, running.signal)) });
  } catch (error) {
    send({ type: 'done', error: toWire(error) });
  }
}

function lambdaContext(
  name: string,
  deadlineMs: number,
  signal: AbortSignal,
): Context & { signal: AbortSignal } {
  const deadline = performance.now() + deadlineMs;
  return {
    signal,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name}`,
    memoryLimitInMB: String(manifest[name as FunctionName].memoryMiB),
    awsRequestId: `${process.pid}`,
    logGroupName: name,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
