import * as z from 'zod';

const Count = z.number().nonnegative();

/** What the invocations of one function used together. */
export const FunctionUse = z.strictObject({
  name: z.string(),
  architecture: z.enum(['x86_64', 'arm64']),
  memoryMiB: z.int().positive(),
  invocations: Count,
  /** Processor time of its processes and their children, start included, in ms of one core. */
  cpuMs: Count,
  /** Calls of AWS that it waited for. */
  calls: Count,
});
export type FunctionUse = z.infer<typeof FunctionUse>;

/** What the jobs of one machine size used together. */
export const JobUse = z.strictObject({
  machine: z.enum(['fargate', 'fargate-spot', 'gpu-spot']),
  vcpus: z.number().positive(),
  memoryMiB: z.int().positive(),
  jobs: Count,
  /** From the start of the machine until the job's end, in ms, of all jobs. */
  machineMs: Count,
});
export type JobUse = z.infer<typeof JobUse>;

/** Everything that AWS asks money for while a production is made, counted in the units that it is asked for. */
export const OperationCounts = z.strictObject({
  functions: z.array(FunctionUse),
  jobs: z.array(JobUse),
  stateTransitions: Count,
  /** Write request units: one for each KB of an item, two in a transaction. */
  tableWrites: Count,
  /** Read request units: one for each 4 KB, half of one where an older state may be read. */
  tableReads: Count,
  objectPuts: Count,
  objectGets: Count,
  /** Requests to standard queues and to FIFO queues, those of Lambda's pollers included. */
  queueRequests: Count,
  fifoQueueRequests: Count,
  httpRequests: Count,
  liveMessages: Count,
  schedules: Count,
  logBytes: Count,
  traces: Count,
  keyRequests: Count,
});
export type OperationCounts = z.infer<typeof OperationCounts>;

/** A production whose operations were counted. */
export const CountedProduction = z.strictObject({
  version: z.literal(1),
  /** What counted them, for whoever reads the figures. */
  countedBy: z.string().min(1),
  /** Day of the count, ISO 8601. */
  day: z.iso.date(),
  scenes: z.int().positive(),
  filmSeconds: z.number().positive(),
  counts: OperationCounts,
});
export type CountedProduction = z.infer<typeof CountedProduction>;
