import type { Grants } from '#shared/ports/grants.ts';

/** One function: where it is, what starts it, what it may reach, and how much it needs. */
export interface FunctionRow {
  /** The module whose `handler` is called, from the root of the project. */
  entry: `functions/${string}.ts`;
  /** What starts it. Routes, queues, schedules and dropped files come with the issues that need them. */
  trigger: 'task';
  ports: Grants;
  /** Seconds; at most 900, the limit of Lambda. */
  timeoutSeconds: number;
  /** MiB; on AWS one vCPU comes with 1,769. */
  memoryMiB: number;
}

const steps = { assets: 'write', journal: 'write', ledger: 'write' } as const satisfies Grants;

/** Every function there is. Both homes are made from this table: Lambdas and their grants, or the worker pool's ports. */
export const manifest = {
  'brief-gather': {
    entry: 'functions/brief/gather.ts',
    trigger: 'task',
    ports: { ...steps, fetch: 'use' },
    timeoutSeconds: 120,
    memoryMiB: 512,
  },
  'agents-read': {
    entry: 'functions/agents/read.ts',
    trigger: 'task',
    ports: steps,
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-research': {
    entry: 'functions/agents/research.ts',
    trigger: 'task',
    ports: steps,
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-write': {
    entry: 'functions/agents/write.ts',
    trigger: 'task',
    ports: { ...steps, speech: 'use' },
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-moderate': {
    entry: 'functions/agents/moderate.ts',
    trigger: 'task',
    ports: steps,
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'agents-direct': {
    entry: 'functions/agents/direct.ts',
    trigger: 'task',
    ports: steps,
    timeoutSeconds: 120,
    memoryMiB: 1024,
  },
  'agents-narrate': {
    entry: 'functions/agents/narrate.ts',
    trigger: 'task',
    ports: { ...steps, speech: 'use' },
    timeoutSeconds: 600,
    memoryMiB: 1769,
  },
  'scenes-illustrate': {
    entry: 'functions/scenes/illustrate.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 600,
    memoryMiB: 1769,
  },
  'scenes-cut': {
    entry: 'functions/scenes/cut.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'render-plan': {
    entry: 'functions/render/plan.ts',
    trigger: 'task',
    ports: steps,
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'render-segments': {
    entry: 'functions/render/segments.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 900,
    memoryMiB: 3008,
  },
  'render-sound': {
    entry: 'functions/render/sound.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 900,
    memoryMiB: 1769,
  },
  'render-join': {
    entry: 'functions/render/join.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 600,
    memoryMiB: 1769,
  },
  'agents-review': {
    entry: 'functions/agents/review.ts',
    trigger: 'task',
    ports: steps,
    timeoutSeconds: 60,
    memoryMiB: 512,
  },
  'publish-check': {
    entry: 'functions/publish/check.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 900,
    memoryMiB: 1769,
  },
  'publish-package': {
    entry: 'functions/publish/package.ts',
    trigger: 'task',
    ports: { ...steps, tools: 'use' },
    timeoutSeconds: 120,
    memoryMiB: 1769,
  },
} as const satisfies Record<string, FunctionRow>;

/** One kind of job for Batch: heavy work that is longer or larger than a function may be. */
export interface JobRow {
  /** The module that its container starts, from the root of the project. */
  entry: `containers/${string}.ts`;
  /** Seconds. */
  timeoutSeconds: number;
}

/** Every job definition there is, by the name that state machines submit it under. */
export const jobs: Readonly<Record<string, JobRow>> = {};

/** Name of a function; state machines call it `${function:NAME}`. */
export type FunctionName = keyof typeof manifest;

/** The grants of one row. */
export type GrantsOf<N extends FunctionName> = (typeof manifest)[N]['ports'];
