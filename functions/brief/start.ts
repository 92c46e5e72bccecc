import { queueHandler } from '#functions/queue-handler.ts';
import { launchProduction } from '#shared/brief/launch-production.ts';
import { envelope, ProductionMessage } from '#shared/domain/production-message.ts';

/** Starts the workflow of productions that were accepted, when there is money for them. */
export const handler = queueHandler(
  'brief-start',
  envelope(ProductionMessage),
  ({ tenant, body }, { ports }) => launchProduction(ports, tenant, body),
);
