import type { Desk } from '#tests/rehearsal/scenes/desk.ts';
import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';
import { markdownBrief, TEXTS } from '#tests/rehearsal/scenes/texts.ts';

const LANES = 'REELWRIGHT_RENDER_LANES';

/** A film is rendered by a job whose first machine is taken back; the functions behind it find everything done. */
export const batchFilm: Scene = {
  title: 'A film is rendered on Batch, though its Spot machine is taken back once',
  play: (desk) =>
    onLane(desk, 'jobs', async () => {
      const { jobs } = desk.studio;
      jobs.interrupt(1);
      await desk.drop('batch', 'honey.md', markdownBrief('Honey', TEXTS.honey));
      const run = await desk.whenEnded('batch');
      const film = await desk.film('batch', run);
      insist(film.verdict !== 'failed', `The film failed its check: ${film.reasons.join('; ')}`);
      const [first, second] = jobs.records;
      insist(
        first?.statusReason.startsWith('Your Spot Task was interrupted'),
        `The first attempt ended with ${first?.statusReason}.`,
      );
      insist(second?.exitCode === 0, `The second attempt ended with ${second?.exitCode}.`);
      const rendered = (await desk.events('batch', run.id)).filter(
        ({ event }) => event.type === 'step.finished' && event.step === 'render-segment',
      );
      insist(rendered.length > 0, 'No segment was rendered.');
      const late = rendered.filter(({ at }) => at > second.endedAt);
      insist(late.length === 0, `The functions have rendered ${late.length} segments after the job.`);
      return [
        `${film.seconds.toFixed(1)} s of film; the job's attempts took ${jobs.records.map(({ ms }) => `${(ms / 1_000).toFixed(1)} s`).join(', then ')}`,
      ];
    }),
};

/** A job's program is killed, which is not tried again: the functions behind it render what it has left. */
export const failedJob: Scene = {
  title: 'A job fails for good, and functions render what it has left',
  play: (desk) =>
    onLane(desk, 'jobs', async () => {
      const { jobs } = desk.studio;
      jobs.fail(1);
      await desk.drop('left', 'clouds.md', markdownBrief('Clouds', TEXTS.clouds));
      const run = await desk.whenEnded('left');
      const film = await desk.film('left', run);
      insist(film.verdict !== 'failed', `The film failed its check: ${film.reasons.join('; ')}`);
      const record = jobs.records.at(-1);
      insist(record?.exitCode === 137, `The job ended with ${record?.exitCode}.`);
      const events = await desk.events('left', run.id);
      const late = events.filter(
        ({ event, at }) =>
          event.type === 'step.finished' && event.step === 'render-segment' && at > record.endedAt,
      );
      insist(late.length > 0, 'The functions have rendered nothing.');
      const notices = events.flatMap(({ event }) => (event.type === 'notice' ? [event] : []));
      const told = notices.filter(({ code }) => code === 'RENDER_JOBS_FAILED');
      insist(told.length === 1, `That a job has failed was told ${told.length} times.`);
      return [`${film.seconds.toFixed(1)} s of film; ${told[0]?.message}`];
    }),
};

/** An operator stops an execution while its job is running: the job ends, and the run is cancelled. */
export const stopped: Scene = {
  title: 'An operator stops a film while its job is running',
  play: (desk) =>
    onLane(desk, 'jobs', async () => {
      const { jobs } = desk.studio;
      await desk.drop(
        'stopped',
        'bridges.md',
        markdownBrief('Bridges', TEXTS.bridges, { quality: 'standard' }),
      );
      await desk.until('a job is running', () => (jobs.running > 0 ? true : undefined));
      const [run] = await desk.runs('stopped');
      insist(run !== undefined, 'There is no run to be stopped.');
      await desk.stop(run.execution);
      const ended = await desk.whenEnded('stopped');
      insist(ended.status === 'cancelled', `The run is ${ended.status}.`);
      await desk.until('the job has ended', () => (jobs.running === 0 ? true : undefined));
      return [`the run is cancelled; why its job ended: ${jobs.records.at(-1)?.statusReason}`];
    }),
};

/** On a machine without a GPU the job for it fails, and so does the run, for functions cannot do its work. */
export const noGpu: Scene = {
  title: 'A job for a GPU says that there is none',
  play: (desk) =>
    onLane(desk, 'gpu-jobs', async () => {
      await desk.drop('gpu', 'owls.md', markdownBrief('Owls', TEXTS.owls));
      const run = await desk.whenEnded('gpu');
      const record = desk.studio.jobs.records.at(-1);
      insist(record?.queue.includes('gpu'), `The job went to ${record?.queue}.`);
      insist(
        run.status === 'failed' && record.exitCode === 1,
        `The run is ${run.status}, the job ended with ${record.exitCode}.`,
      );
      const why = (await desk.events('gpu', run.id)).flatMap(({ event }) =>
        event.type === 'run.failed' ? [event.message] : [],
      );
      insist(why[0]?.includes('GPU'), `The run says that it failed because: ${why.join()}`);
      return ['submitted to the queue with GPUs; what a GPU would do is not rehearsed'];
    }),
};

/** Sets the stage: only this lane is there while the work is done. */
async function onLane<T>(desk: Desk, lane: string, work: () => Promise<T>): Promise<T> {
  const { lambda } = desk.studio;
  const plan = desk.function('render-plan');
  const before = lambda.spec(plan).environment[LANES] ?? '';
  lambda.overrideVariable(plan, LANES, lane);
  try {
    return await work();
  } finally {
    lambda.overrideVariable(plan, LANES, before);
  }
}
