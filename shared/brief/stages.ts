import type { StoredEvent } from '#shared/domain/events.ts';

/** A stage of the work as a person sees it; several steps of the engine may belong to one. */
export interface Stage {
  name: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** Items done and in all, where the stage has many. */
  done: number;
  total: number;
  /** True when something in it is finished and all of that was there from an earlier run. */
  reused: boolean;
  /** Epoch ms of the first and the last event since the run was last started or gone on with. */
  startedAt: number;
  endedAt: number;
}

/** Steps by the stage that a person sees, in the order of the film's making. */
const STAGES: readonly { name: string; steps: readonly string[]; last: string }[] = [
  {
    name: 'Read',
    steps: [
      'gather-sources',
      'normalise-footage',
      'find-shots',
      'normalise-sound',
      'track-beats',
      'read-sources',
    ],
    last: 'read-sources',
  },
  { name: 'Research', steps: ['research'], last: 'research' },
  { name: 'Write', steps: ['write-script', 'moderate'], last: 'moderate' },
  { name: 'Direct', steps: ['direct', 'translate'], last: 'direct' },
  { name: 'Narrate', steps: ['narrate-scene'], last: '' },
  { name: 'Illustrate', steps: ['illustrate-scene'], last: '' },
  { name: 'Cut', steps: ['cut-timeline', 'brand-timeline', 'plan-render'], last: 'plan-render' },
  { name: 'Render', steps: ['render-segment'], last: '' },
  { name: 'Sound', steps: ['compose-music', 'fit-music', 'score-timeline', 'mix-audio'], last: 'mix-audio' },
  { name: 'Join', steps: ['join-film'], last: 'join-film' },
  { name: 'Check', steps: ['check-film'], last: 'check-film' },
  { name: 'Package', steps: ['write-captions', 'make-thumbnail', 'package-film'], last: 'package-film' },
];
const PROGRESS_STAGE = { narrate: 'Narrate', illustrate: 'Illustrate', render: 'Render' } as const;

/** The view of a run that people watch, derived from its journal event by event. */
export class StageView {
  readonly stages: Stage[] = STAGES.map(({ name }) => ({
    name,
    state: 'waiting',
    done: 0,
    total: 0,
    reused: false,
    startedAt: 0,
    endedAt: 0,
  }));
  readonly notices: string[] = [];
  readonly #items = new Map<string, Set<string>>();
  /** Stages in which something was computed or failed. */
  readonly #worked = new Set<Stage>();

  /** Takes the next event and gives the stage that it changed, if any. */
  apply({ event, at }: StoredEvent): Stage | undefined {
    if (event.type === 'notice') {
      if (!this.notices.includes(event.message)) this.notices.push(event.message);
      return undefined;
    }
    if (event.type === 'run.started' || event.type === 'run.resumed') this.#restartClocks();
    if (event.type === 'progress') return this.#progress(event, at);
    if (event.type !== 'step.started' && event.type !== 'step.finished' && event.type !== 'step.failed')
      return undefined;
    const index = STAGES.findIndex(({ steps }) => steps.includes(event.step));
    const stage = this.stages[index];
    if (!stage) return undefined;
    this.#begin(stage, at);
    // What the person stopped has not failed; it goes on at the next run.
    if (event.type === 'step.failed' && event.code !== 'CANCELLED') stage.state = 'failed';
    if (event.type === 'step.failed' || (event.type === 'step.finished' && !event.reused))
      this.#worked.add(stage);
    if (event.type !== 'step.started') stage.reused = !this.#worked.has(stage);
    if (event.type === 'step.finished' && event.step === STAGES[index]?.last) stage.state = 'done';
    return stage;
  }

  /** A pause between two commands is no work: stages that were not done count from their next event. */
  #restartClocks(): void {
    for (const stage of this.stages) if (stage.state !== 'done') stage.startedAt = 0;
  }

  #progress(
    event: { stage: keyof typeof PROGRESS_STAGE; item: string; total: number },
    at: number,
  ): Stage | undefined {
    const stage = this.stages.find(({ name }) => name === PROGRESS_STAGE[event.stage]);
    if (!stage) return undefined;
    this.#begin(stage, at);
    const items = this.#items.get(stage.name) ?? new Set();
    this.#items.set(stage.name, items.add(event.item));
    stage.done = items.size;
    stage.total = event.total;
    stage.state = stage.done >= stage.total ? 'done' : 'running';
    return stage;
  }

  #begin(stage: Stage, at: number): void {
    if (stage.state !== 'done') stage.state = 'running';
    stage.startedAt ||= at;
    stage.endedAt = at;
  }
}

/** Stages, notices and how much of the work is done (0 to 1, every stage the same) of a whole journal. */
export function readStages(
  events: readonly StoredEvent[],
): Pick<StageView, 'stages' | 'notices'> & { fraction: number } {
  const view = new StageView();
  for (const event of events) view.apply(event);
  const { stages, notices } = view;
  const done = stages.map((stage) => {
    if (stage.state === 'done') return 1;
    return stage.total === 0 ? 0 : stage.done / stage.total;
  });
  return { stages, notices, fraction: done.reduce((sum, part) => sum + part, 0) / stages.length };
}
