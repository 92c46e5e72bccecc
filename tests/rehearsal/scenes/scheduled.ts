import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';

const AT = '2026-11-23T05:00:00Z';

/** A schedule's time comes twice, as it may; there is one film, though a call fails and a function is killed. */
export const scheduled: Scene = {
  title: 'A schedule starts a film once, though one call is refused and one function is killed',
  async play(desk) {
    const { schedules, lambda } = desk.studio;
    const [name = ''] = schedules.names;
    const tenant = 'main';
    const illustrate = desk.function('scenes-illustrate');
    const segments = desk.function('render-segments');
    lambda.disturb(illustrate, { refuse: 'Lambda.TooManyRequestsException' });
    lambda.disturb(segments, { killAfterMs: 400 });
    const from = lambda.records.length;
    await schedules.fire(name, AT);
    await schedules.fire(name, AT);
    const run = await desk.whenEnded(tenant);
    const runs = (await desk.runs(tenant)).filter(({ request }) => request === run.request);
    insist(runs.length === 1, `The schedule has made ${runs.length} runs.`);
    const film = await desk.film(tenant, run);
    insist(film.verdict !== 'failed', `The film failed its check: ${film.reasons.join('; ')}`);
    const killed = lambda.records.slice(from).filter(({ error }) => error?.startsWith('Runtime.ExitError'));
    insist(killed.length === 1, `${killed.length} functions were killed.`);
    return [`${film.seconds.toFixed(1)} s of film from ${name}, asked for twice, made once`];
  },
};
