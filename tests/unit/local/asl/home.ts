import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';
import { type AslEngine, createAslEngine } from '#local/asl/engine.ts';
import type { Integrations } from '#local/asl/integrations.ts';
import { ASL_SCHEMA } from '#local/asl/store/schema.ts';
import { Database } from '#local/sqlite/database.ts';
import { TenantId } from '#shared/domain/identity.ts';
import type { Log } from '#shared/ports/log.ts';
import type { HistoryEvent } from '#shared/ports/workflow-engine.ts';
import { VirtualClock } from '#tests/unit/local/asl/virtual-clock.ts';

export const TENANT = TenantId.parse('local');

const refused = () => Promise.reject(new Error('this test has no such integration'));

/** A log that keeps what it is told. */
export function keepingLog(lines: string[] = []): Log & { lines: string[] } {
  const tell = (event: string, fields?: object) => {
    lines.push(`${event} ${String((fields as { error?: Error })?.error?.stack ?? '')}`);
  };
  const log: Log & { lines: string[] } = {
    lines,
    debug: tell,
    info: tell,
    warn: tell,
    error: tell,
    with: () => log,
  };
  return log;
}

/** A repeatable stream of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed = 1) {
  let state = seed;
  return {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** An engine on a store of its own and a clock that stands still, for one test. */
export class AslHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'asl-'));
  readonly clock: VirtualClock;
  readonly log = keepingLog();
  readonly definitions = new Map<string, Definition>();
  readonly integrations: Integrations;
  readonly #databases: Database[] = [];
  database: Database;
  engine: AslEngine;

  constructor(integrations: Partial<Integrations> = {}, clock = new VirtualClock()) {
    this.clock = clock;
    this.integrations = {
      invoke: refused,
      submitJob: refused,
      sendMessage: refused,
      putEvents: refused,
      ...integrations,
    };
    this.database = this.open();
    this.engine = this.newEngine(this.database);
  }

  define(workflow: string, machine: unknown, substitutions: Record<string, string> = {}): this {
    this.definitions.set(workflow, loadDefinition(workflow, JSON.stringify(machine), substitutions));
    return this;
  }

  open(): Database {
    const database = new Database(join(this.folder, 'store.sqlite'), ASL_SCHEMA);
    this.#databases.push(database);
    return database;
  }

  newEngine(database: Database, seed = 1): AslEngine {
    return createAslEngine({
      database,
      clock: this.clock,
      random: seededRandom(seed),
      log: this.log,
      integrations: this.integrations,
      definitions: this.definitions,
    });
  }

  /** Ends the engine without its having a say, and starts another one on the same store. */
  async restart(): Promise<number> {
    await this.engine.close();
    this.database = this.open();
    this.engine = this.newEngine(this.database, 2);
    return this.engine.recover();
  }

  /** Starts a workflow and gives the description at its end. */
  async run(workflow: string, input: unknown = {}, name = 'run-1') {
    const id = await this.engine.start(TENANT, { workflow, name, input });
    const ended = await this.clock.until(this.engine.whenEnded(TENANT, id));
    return { ...ended, history: await this.engine.history(TENANT, id) };
  }

  async types(id: string): Promise<string[]> {
    return (await this.engine.history(TENANT, id)).map((event: HistoryEvent) => event.type);
  }

  async close(): Promise<void> {
    await this.engine.close();
    for (const database of this.#databases) database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
