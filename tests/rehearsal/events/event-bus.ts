import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { hasPattern } from '#tests/rehearsal/events/event-pattern.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';
import type { Queues } from '#tests/rehearsal/stores/queues.ts';

interface RuleProperties {
  EventPattern?: unknown;
  EventBusName?: string;
  State?: string;
  Targets?: {
    Arn: string;
    DeadLetterConfig?: { Arn: string };
    RetryPolicy?: { MaximumRetryAttempts?: number };
  }[];
}

const EVENTS = { kind: 'service', service: 'events.amazonaws.com' } as const;

/** The account's bus: hands each event to the targets of the template's rules. */
export class EventBus {
  readonly #rules;
  readonly #parts: { lambda: LambdaHost; queues: Queues; authority: Authority; onError(error: Error): void };
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    deployment: Deployment,
    parts: { lambda: LambdaHost; queues: Queues; authority: Authority; onError(error: Error): void },
  ) {
    this.#parts = parts;
    this.#rules = deployment
      .resources<RuleProperties>('AWS::Events::Rule')
      .filter(({ properties }) => properties.State !== 'DISABLED' && properties.EventPattern !== undefined);
  }

  /** Takes an event in; what its targets do goes on beside. */
  put(event: object): void {
    for (const { attributes, properties } of this.#rules) {
      if (!hasPattern(properties.EventPattern, event)) continue;
      for (const { Arn, DeadLetterConfig, RetryPolicy } of properties.Targets ?? []) {
        const retries = Math.min(2, RetryPolicy?.MaximumRetryAttempts ?? 2);
        const rule = attributes.Arn ?? '';
        const work = this.#deliver(rule, Arn, event, retries, DeadLetterConfig?.Arn).catch(
          this.#parts.onError,
        );
        this.#underWay.add(work);
        void work.finally(() => this.#underWay.delete(work));
      }
    }
  }

  /** Resolves when every event that was put has been handed over. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #deliver(rule: string, target: string, event: object, retries: number, dead?: string): Promise<void> {
    const { lambda, queues, authority, onError } = this.#parts;
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      try {
        await lambda.invoke(EVENTS, target, event, { sourceArn: rule });
        return;
      } catch (error) {
        onError(error as Error);
      }
    }
    if (dead === undefined) return;
    const context = { 'aws:SourceArn': rule };
    authority.require(EVENTS, 'sqs:SendMessage', dead, { context });
    await queues.send(dead, event);
  }
}
