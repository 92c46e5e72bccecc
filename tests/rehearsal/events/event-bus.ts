import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import { hasPattern } from '#tests/rehearsal/events/event-pattern.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import type { AsyncInvocations } from '#tests/rehearsal/lambda/async-invocations.ts';
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

interface BusParts {
  invocations: AsyncInvocations;
  queues: Queues;
  authority: Authority;
  onError(error: Error): void;
}

const EVENTS = { kind: 'service', service: 'events.amazonaws.com' } as const;

/** The account's bus: hands each event to the targets of the template's rules. */
export class EventBus {
  readonly #rules;
  readonly #parts: BusParts;

  constructor(deployment: Deployment, parts: BusParts) {
    this.#parts = parts;
    this.#rules = deployment
      .resources<RuleProperties>('AWS::Events::Rule')
      .filter(({ properties }) => properties.State !== 'DISABLED' && properties.EventPattern !== undefined);
  }

  /** Takes an event in; what its targets do goes on beside. */
  put(event: object): void {
    for (const { attributes, properties } of this.#rules) {
      if (!hasPattern(properties.EventPattern, event)) continue;
      for (const { Arn, DeadLetterConfig } of properties.Targets ?? []) {
        this.#deliver(attributes.Arn ?? '', Arn, event, DeadLetterConfig?.Arn).catch(this.#parts.onError);
      }
    }
  }

  /** Hands an event over. What cannot be handed over (the bus tries for hours, here once more) goes to the dead letters. */
  async #deliver(rule: string, target: string, event: object, dead: string | undefined): Promise<void> {
    const { invocations, queues, authority, onError } = this.#parts;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        return invocations.invoke(EVENTS, target, event, { sourceArn: rule });
      } catch (error) {
        onError(error as Error);
      }
    }
    if (dead === undefined) return;
    authority.require(EVENTS, 'sqs:SendMessage', dead, { context: { 'aws:SourceArn': rule } });
    await queues.send(dead, event);
  }
}
