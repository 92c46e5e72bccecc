import { makeAtHome, type StepEvent } from '#tests/rehearsal/scenes/make-at-home.ts';
import { insist, type Scene } from '#tests/rehearsal/scenes/scene.ts';
import { markdownBrief, TEXTS } from '#tests/rehearsal/scenes/texts.ts';

const TENANT = 'dropped';

/** A file in the inbox becomes the very film that one machine makes of it. */
export const droppedFile: Scene = {
  title: 'A file is dropped into the bucket, and the film is the one that one machine makes of it',
  async play(desk) {
    const brief = markdownBrief('Why the sea is salt', TEXTS.salt);
    await desk.drop(TENANT, 'salt.md', brief);
    const run = await desk.whenEnded(TENANT);
    const film = await desk.film(TENANT, run);
    insist(film.verdict !== 'failed', `The film failed its check: ${film.reasons.join('; ')}`);
    const there = stepKeys((await desk.events(TENANT, run.id)).map(({ event }) => event));
    const home = await makeAtHome('salt.md', brief);
    const here = stepKeys(home.events);
    const missing = here.filter((key) => !there.includes(key));
    insist(missing.length === 0, `Steps have other keys than at home: ${missing.join(', ')}.`);
    insist(there.length === here.length, `There were ${there.length} steps and at home ${here.length}.`);
    const file = film.files.find(({ name }) => name === 'film.mp4')?.ref.hash;
    insist(file === home.filmHash, `The film is ${file} and at home ${home.filmHash}.`);
    return [
      `${film.seconds.toFixed(1)} s of film, made in the same ${there.length} steps and with the same bytes (SHA-256 ${file?.slice(0, 12)}…) as by npm run make`,
    ];
  },
};

/** `STEP KEY` of each step that was finished, sorted. */
function stepKeys(events: readonly StepEvent[]): string[] {
  const keys = events.flatMap(({ type, step, key }) => (type === 'step.finished' ? [`${step} ${key}`] : []));
  return [...new Set(keys)].sort();
}
