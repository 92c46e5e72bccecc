/** How a queue's messages are handed to a function: which invocations run at once, and how fast they become more. */
export interface PollerRamp {
  /** Invocations at once in the first moment. */
  first: number;
  /** How many more there may be after each second. */
  perSecond: number;
  /** The most at once. */
  most: number;
}

/**
 * The pollers that Lambda gives a queue without being asked: five batches at once, 300 more each minute
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
 */
export function usualPollers(maximumConcurrency: number): PollerRamp {
  return { first: Math.min(5, maximumConcurrency), perSecond: 300 / 60, most: maximumConcurrency };
}

/**
 * Pollers that are kept ready: ten invocations at once each, 1,000 more each minute
 * (https://aws.amazon.com/blogs/aws/aws-lambda-enhances-sqs-processing-with-new-provisioned-mode-3x-faster-scaling-16x-higher-capacity).
 */
export function provisionedPollers(minimum: number, maximum: number): PollerRamp {
  return { first: minimum * 10, perSecond: 1000 / 60, most: maximum * 10 };
}

/**
 * How long each message of a burst waits until a function has it, in seconds, shortest first: `messages` come at once,
 * each invocation takes `batch` of them and `seconds` for each of these.
 */
export function waitsOfBurst(
  { first, perSecond, most }: PollerRamp,
  { messages, batch, seconds }: { messages: number; batch: number; seconds: number },
): number[] {
  /** When each lane that there is by now is free again; lanes come into being as the ramp allows. */
  const free: number[] = [];
  const waits: number[] = [];
  for (let taken = 0; taken < messages; taken += batch) {
    const opens = free.length < first ? 0 : (free.length + 1 - first) / perSecond;
    const soonest = free.reduce((best, at, lane) => (at < (free[best] ?? Infinity) ? lane : best), 0);
    const isNew = free.length < most && opens <= (free[soonest] ?? Infinity);
    const lane = isNew ? free.length : soonest;
    const start = isNew ? opens : (free[soonest] as number);
    const size = Math.min(batch, messages - taken);
    for (let at = 0; at < size; at++) waits.push(start + at * seconds);
    free[lane] = start + size * seconds;
  }
  return waits.sort((a, b) => a - b);
}
