import type { Host } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { functionsStartedBy } from '#local/triggers/started-by.ts';
import { tryAgain } from '#local/triggers/try-again.ts';
import type { RunId } from '#shared/domain/identity.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import type { ExecutionDescription } from '#shared/ports/workflow-engine.ts';

const SOURCE = 'aws.states';
const DETAIL_TYPE = 'Step Functions Execution Status Change';
const PAGE = 100;

/** What telling works with. */
export interface EndTeller {
  host: Pick<Host, 'changes' | 'whenEnded' | 'invoke'> & { ports: Pick<Ports, 'runs' | 'clock' | 'log'> };
  /** What is done with an execution that has ended before anybody is told; done again when the process dies on the way. */
  handOver: (run: RunRecord, ended: ExecutionDescription) => Promise<void>;
  /** Told, in a sentence, of what failed for good. */
  giveUp: (message: string) => void;
}

/**
 * Tells the functions that wait for such events of every execution that ends, from now on; and of those that have ended while
 * nobody told, which are those whose run is not final. The returned function ends it; the next start tells the rest.
 */
export async function tellEnds({ host, handOver, giveUp }: EndTeller): Promise<() => void> {
  const { ports, changes, whenEnded, invoke } = host;
  const { runs, clock, log } = ports;
  const told = functionsStartedBy('event').filter(
    ({ trigger }) => trigger.source === SOURCE && trigger.detailType === DETAIL_TYPE,
  );
  const followed = new Set<string>();
  const ending = new AbortController();

  async function tell(execution: string): Promise<void> {
    const ended = await whenEnded(LOCAL_TENANT, execution);
    const run = await runs.get(LOCAL_TENANT, nameOf(execution) as RunId);
    if (run) {
      await handOver(run, ended).catch((error) => log.error('hand-over.failed', { run: run.id, error }));
    }
    const event = toStatusChange(ended, clock.now());
    for (const { name } of told) {
      const done = await tryAgain((signal) => invoke(name, event, signal), {
        clock,
        signal: ending.signal,
        failed: (error, attempt) => log.error('event.failed', { function: name, execution, attempt, error }),
      });
      if (!done && !ending.signal.aborted) {
        giveUp(
          `The end of ${run?.title ?? execution} could not be written down; the next start tries again.`,
        );
      }
    }
  }

  const follow = (execution: string) => {
    if (followed.has(execution)) return;
    followed.add(execution);
    // A home that closes leaves it to the next start.
    tell(execution)
      .catch((error) => log.info('event.untold', { execution, error }))
      .finally(() => followed.delete(execution));
  };
  changes.onStarted((_, execution) => follow(execution));
  for await (const run of allRuns(runs)) {
    if (run.status === 'running' && run.execution !== '') follow(run.execution);
  }
  return () => ending.abort();
}

/** Every run of this machine, newest first. */
export async function* allRuns(runs: Pick<Ports['runs'], 'list'>): AsyncGenerator<RunRecord> {
  let before: RunId | undefined;
  for (;;) {
    const page = await runs.list(LOCAL_TENANT, { limit: PAGE, ...(before ? { before } : {}) });
    yield* page;
    before = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

/**
 * The event that Step Functions gives to the bus
 * (docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html).
 */
function toStatusChange(
  { id, workflow, status, input, output, error, cause }: ExecutionDescription,
  now: number,
): object {
  return {
    version: '0',
    id: `${nameOf(id)}-${status}`,
    'detail-type': DETAIL_TYPE,
    source: SOURCE,
    account: '000000000000',
    time: new Date(now).toISOString(),
    region: 'local',
    resources: [id],
    detail: {
      executionArn: id,
      stateMachineArn: workflow,
      name: nameOf(id),
      status,
      stopDate: now,
      input: JSON.stringify(input),
      inputDetails: { included: true },
      output: output === undefined ? null : JSON.stringify(output),
      outputDetails: output === undefined ? null : { included: true },
      error: error ?? null,
      cause: cause ?? null,
    },
  };
}

/** An execution's own name is the last part of its ARN; a production's is the id of its run. */
function nameOf(execution: string): string {
  return execution.split(':').at(-1) ?? '';
}
