import type { QueueName } from '#functions/queues.ts';
import type { Grants } from '#shared/ports/grants.ts';

/** What starts a function. */
export type Trigger =
  /** A state machine, as `${function:NAME}`. */
  | { kind: 'task' }
  /** A request; `member` needs a token, `public` none. A path may have `{parameters}`. */
  | { kind: 'route'; method: 'GET' | 'POST'; path: `/${string}`; access: 'member' | 'public' }
  /** The live connection (WebSocket): its opening, its end, and every message. */
  | { kind: 'live'; routes: readonly ('$connect' | '$disconnect' | '$default')[] }
  /** The opening of a live connection, to say who may. */
  | { kind: 'authorizer' }
  /** Messages of a queue, in batches of which single ones may fail. */
  | { kind: 'queue'; queue: QueueName }
  /** Each schedule of the installation, with the schedule's name and production as its input. */
  | { kind: 'schedule' }
  /** Events of the installation's own resources. */
  | { kind: 'event'; source: string; detailType: string }
  /** Changes of the table. Only where the store has no transaction with its queues; on one machine it has. */
  | { kind: 'stream' };

/** One function: where it is, what starts it, what it may reach, and how much it needs. */
export interface FunctionRow {
  /** The module whose `handler` is called, from the root of the project. */
  entry: `functions/${string}.ts`;
  trigger: Trigger;
  ports: Grants;
  /** Seconds; at most 900, the limit of Lambda. */
  timeoutSeconds: number;
  /** MiB; on AWS one vCPU comes with 1,769. */
  memoryMiB: number;
  /** MiB of files that it may have at a time; 512 without. */
  diskMiB?: number;
}
