import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord, Runs } from '#shared/ports/runs.ts';
import type { StepLedger } from '#shared/ports/step-ledger.ts';
import type { WorkflowEngine } from '#shared/ports/workflow-engine.ts';

type Listener = () => void;

/**
 * Tells who listens in this process what has been written: the one-machine twin of the table's stream. It tells after the
 * write and loses what nobody listened to, so who listens reads first what there is.
 */
export class HomeChanges {
  readonly #runs = new Map<string, Set<Listener>>();
  readonly #created = new Set<(tenant: TenantId, run: RunRecord) => void>();
  readonly #started = new Set<(tenant: TenantId, execution: string) => void>();

  /** Calls the listener whenever the run's journal has grown, until the returned function is called. */
  onJournal(tenant: TenantId, run: RunId, listener: Listener): () => void {
    const key = `${tenant}/${run}`;
    const listeners = this.#runs.get(key) ?? new Set();
    this.#runs.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#runs.get(key) === listeners) this.#runs.delete(key);
    };
  }

  /** Calls the listener with every new run. */
  onCreated(listener: (tenant: TenantId, run: RunRecord) => void): void {
    this.#created.add(listener);
  }

  /** Calls the listener with every execution that is started, more than once when it was there already. */
  onStarted(listener: (tenant: TenantId, execution: string) => void): void {
    this.#started.add(listener);
  }

  /** The stores, telling of every write from now on. */
  announce<P extends Pick<Ports, 'journal' | 'ledger' | 'runs'>>(
    ports: P,
  ): Omit<P, 'journal' | 'ledger' | 'runs'> & Pick<Ports, 'journal' | 'ledger' | 'runs'> {
    const { journal, ledger, runs } = ports;
    const grown = (tenant: TenantId, run: RunId) => {
      for (const listener of [...(this.#runs.get(`${tenant}/${run}`) ?? [])]) listener();
    };
    return {
      ...ports,
      journal: overlay<Journal>(journal, {
        append: async (tenant, run, ...rest) => {
          const version = await journal.append(tenant, run, ...rest);
          grown(tenant, run);
          return version;
        },
      }),
      ledger: overlay<StepLedger>(ledger, {
        commit: async (tenant, key, fence, commit) => {
          await ledger.commit(tenant, key, fence, commit);
          grown(tenant, commit.run);
        },
      }),
      runs: overlay<Runs>(runs, {
        create: async (tenant, run, ...rest) => {
          await runs.create(tenant, run, ...rest);
          for (const listener of this.#created) listener(tenant, run);
          grown(tenant, run.id);
        },
      }),
    };
  }

  /** The engine, telling of every start from now on. */
  announceStarts(workflow: WorkflowEngine): WorkflowEngine {
    return overlay<WorkflowEngine>(workflow, {
      start: async (tenant, start) => {
        const execution = await workflow.start(tenant, start);
        for (const listener of this.#started) listener(tenant, execution);
        return execution;
      },
    });
  }
}

/** The port with some methods in the place of its own; the others stay bound to it, private fields and all. */
function overlay<T extends object>(port: T, methods: Partial<T>): T {
  return new Proxy(port, {
    get(target, name) {
      if (Object.hasOwn(methods, name)) return methods[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
