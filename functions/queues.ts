/** One queue; what fails three times goes to the dead letters beside it. */
export interface QueueRow {
  /** `outbox`: messages of our own transactions, each once. `inbox`: a note for each file that is dropped in. */
  fedBy: 'outbox' | 'inbox';
}

/** Every queue there is. */
export const queues = {
  productions: { fedBy: 'outbox' },
  inbox: { fedBy: 'inbox' },
} as const satisfies Record<string, QueueRow>;

/** Name of a queue. */
export type QueueName = keyof typeof queues;
