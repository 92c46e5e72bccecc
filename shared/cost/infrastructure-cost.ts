import type { FunctionUse, JobUse, OperationCounts } from '#shared/cost/count.ts';
import { PRICES, SPOT_SHARE } from '#shared/cost/prices.ts';

/** Memory that comes with one vCPU; https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html. */
export const MIB_PER_VCPU = 1769;
/**
 * What a function waits for one call of AWS, in ms: DynamoDB answers in 5 to 10 ms, S3 begins in 100 to 200 ms at worst
 * and mostly sooner; most of our calls are of the table.
 */
const CALL_MS = 15;
const HOUR_MS = 3_600_000;
const GIB = 1024;

/** Parts of a production's bill, in US dollars. */
export interface Bill {
  functions: number;
  jobs: number;
  workflow: number;
  table: number;
  objects: number;
  queues: number;
  entrances: number;
  watching: number;
  keys: number;
}

/** What the counted operations cost at the prices of `shared/cost/prices.ts`, by part. */
export function infrastructureCost(counts: OperationCounts): Bill {
  const sum = <T>(uses: readonly T[], usd: (use: T) => number) =>
    uses.reduce((total, use) => total + usd(use), 0);
  return {
    functions: sum(counts.functions, functionUsd),
    jobs: sum(counts.jobs, jobUsd),
    workflow: counts.stateTransitions * PRICES.stateTransition.usd,
    table: counts.tableWrites * PRICES.tableWrite.usd + counts.tableReads * PRICES.tableRead.usd,
    objects: counts.objectPuts * PRICES.objectPut.usd + counts.objectGets * PRICES.objectGet.usd,
    queues:
      counts.queueRequests * PRICES.queueRequest.usd + counts.fifoQueueRequests * PRICES.fifoQueueRequest.usd,
    entrances:
      counts.httpRequests * PRICES.httpRequest.usd +
      counts.liveMessages * PRICES.liveMessage.usd +
      counts.schedules * PRICES.schedule.usd,
    watching: (counts.logBytes / 1e9) * PRICES.logs.usd + counts.traces * PRICES.trace.usd,
    keys: counts.keyRequests * PRICES.keyRequest.usd,
  };
}

/** The whole bill, in US dollars. */
export function totalUsd(bill: Bill): number {
  return Object.values(bill).reduce((total, usd) => total + usd, 0);
}

/**
 * What Lambda bills for, in ms: processor time at the share of a core that the memory gives, and waiting. More than one
 * core is reckoned as one, for most of our work is done by one thread after the other.
 */
export function billedMs({ memoryMiB, cpuMs, calls }: FunctionUse): number {
  return cpuMs / Math.min(1, memoryMiB / MIB_PER_VCPU) + calls * CALL_MS;
}

function functionUsd(use: FunctionUse): number {
  const { usd } = use.architecture === 'arm64' ? PRICES.lambdaArm : PRICES.lambdaX86;
  const gbSeconds = (billedMs(use) / 1000) * (use.memoryMiB / GIB);
  return gbSeconds * usd + use.invocations * PRICES.lambdaRequest.usd;
}

/** US dollars of machines, each with a public address, for it is there only while it works. */
export function jobUsd({ machine, vcpus, memoryMiB, machineMs }: JobUse): number {
  const hours = machineMs / HOUR_MS;
  const onDemand = vcpus * PRICES.fargateVcpu.usd + (memoryMiB / GIB) * PRICES.fargateMemory.usd;
  const perHour = {
    fargate: onDemand,
    'fargate-spot': onDemand * SPOT_SHARE.fargate,
    'gpu-spot': PRICES.gpuMachine.usd * SPOT_SHARE.gpu,
  }[machine];
  return hours * (perHour + PRICES.publicAddress.usd);
}
