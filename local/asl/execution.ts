import type { Definition } from '#local/asl/definition/definition.ts';
import type { State } from '#local/asl/definition/schema.ts';
import { type Frame, release } from '#local/asl/frame.ts';
import type { Json } from '#local/asl/json.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import type { ExecutionStatus } from '#shared/ports/workflow-engine.ts';

/** AWS ends an execution at this many events; the last one says so. */
const MAX_EVENTS = 25_000;

/** An event of the history as it is stored; `at` is epoch ms, `kind` the name of the details object. */
export interface StoredEvent {
  id: number;
  previous: number;
  at: number;
  type: string;
  kind?: string;
  value?: Record<string, unknown>;
}

/** What became of one iteration or branch. */
interface BranchResult {
  frame: number;
  index: number;
  /** Null for an item whose failure was borne. */
  result: Json | null;
}

/** What changed since the last commit. */
export interface Changes {
  /** Whether the row of the execution itself has to be written. */
  header: boolean;
  events: StoredEvent[];
  frames: Frame[];
  removed: number[];
  results: BranchResult[];
  forgotten: BranchResult[];
}

/** What an execution is started or loaded with. */
interface ExecutionHeader {
  readonly id: string;
  readonly tenant: TenantId;
  readonly name: string;
  readonly definition: Definition;
  readonly input: Json;
  /** Epoch ms. */
  readonly startedAt: number;
}

/**
 * One execution in memory. Between any two turns of the event loop it is in a state from which it can go on after a
 * restart, so a commit may take whatever has changed at that moment.
 */
export class Execution {
  readonly header: ExecutionHeader;
  /** The row of the store; 0 until it is written. */
  key = 0;
  readonly frames = new Map<number, Frame>();
  status: ExecutionStatus = 'RUNNING';
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** Epoch ms. */
  stoppedAt: number | undefined;
  /** How often it was redriven, and when last (epoch ms). */
  redrives = 0;
  redrivenAt: number | undefined;
  /** Epoch ms at which `TimeoutSeconds` of the machine ends. */
  due: number | undefined;
  cancelTimer: (() => void) | undefined;
  nextEvent = 1;
  /** Set when the history is full. */
  overflowed = false;
  /** The commit that will take the changes made from now on. */
  pendingCommit: Promise<void> | undefined;
  #nextFrame = 1;
  #changes: Changes = noChanges();
  readonly #dirty = new Set<Frame>();

  constructor(header: ExecutionHeader) {
    this.header = header;
  }

  /** Why this copy in memory may no longer act: its changes could not be written, or the engine was closed. */
  fault: unknown;

  get running(): boolean {
    return this.status === 'RUNNING' && this.fault === undefined;
  }

  /** Whether the frame may still move. */
  live(frame: Frame): boolean {
    return this.running && !frame.stopped && this.frames.get(frame.id) === frame;
  }

  stateOf(frame: Frame): State {
    const state = frame.machine.States[frame.state];
    if (state === undefined)
      throw new Error(`no state '${frame.state}' in ${this.header.definition.workflow}`);
    return state;
  }

  /**
   * Adds an event of a frame (or of the execution itself) after `previous` and gives its id. Beyond {@link MAX_EVENTS} it
   * is dropped and {@link overflowed} set; frames of a distributed map are silent, as their history is not this one.
   */
  append(
    by: Frame | undefined,
    at: number,
    previous: number,
    type: string,
    details?: [kind: string, value: object],
  ): number {
    if (by?.silent) return previous;
    if (this.nextEvent >= MAX_EVENTS && !type.startsWith('Execution')) {
      this.overflowed = true;
      return previous;
    }
    const id = this.nextEvent++;
    const [kind, value] = details ?? [];
    this.#changes.events.push({
      id,
      previous,
      at,
      type,
      ...(kind === undefined ? {} : { kind, value: value as Record<string, unknown> }),
    });
    return id;
  }

  nextFrameId(): number {
    return this.#nextFrame++;
  }

  /** Puts a frame in place that was made just now (`fresh`) or loaded. */
  add(frame: Frame, fresh = true): void {
    this.frames.set(frame.id, frame);
    this.#nextFrame = Math.max(this.#nextFrame, frame.id + 1);
    if (fresh) this.changed(frame);
  }

  changed(frame: Frame): void {
    this.#dirty.add(frame);
  }

  changedHeader(): void {
    this.#changes.header = true;
  }

  /** Removes a frame together with everything that runs within it. */
  remove(frame: Frame): void {
    this.removeBranches(frame);
    release(frame);
    frame.stopped = true;
    this.frames.delete(frame.id);
    this.#dirty.delete(frame);
    this.#changes.removed.push(frame.id);
  }

  /** Removes what runs within a frame, results included. */
  removeBranches(frame: Frame): void {
    for (const child of this.childrenOf(frame)) this.remove(child);
    if (frame.branches === undefined) return;
    frame.branches = undefined;
    this.#changes.removed.push(-frame.id);
    this.#changes.results = this.#changes.results.filter((kept) => kept.frame !== frame.id);
  }

  childrenOf(frame: Frame): Frame[] {
    if (frame.branches === undefined) return [];
    return [...this.frames.values()].filter((candidate) => candidate.parent === frame.id);
  }

  addResult(frame: Frame, index: number, result: Json | null): void {
    frame.branches?.results.set(index, result);
    this.#changes.results.push({ frame: frame.id, index, result });
  }

  /** Forgets that an item failed, so that it runs again. */
  forgetResult(frame: Frame, index: number): void {
    frame.branches?.results.delete(index);
    this.#changes.forgotten.push({ frame: frame.id, index, result: null });
  }

  /** Hands over what changed since the last time. A negative id in `removed` means the results of that frame. */
  takeChanges(): Changes {
    const taken = { ...this.#changes, frames: [...this.#dirty] };
    this.#dirty.clear();
    this.#changes = noChanges();
    return taken;
  }
}

function noChanges(): Changes {
  return { header: false, events: [], frames: [], removed: [], results: [], forgotten: [] };
}
