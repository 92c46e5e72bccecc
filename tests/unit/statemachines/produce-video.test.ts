import { expect, test } from 'vitest';
import { manifest } from '#functions/manifest.ts';
import { AppError } from '#shared/errors.ts';
import { RUN, TENANT } from '#tests/ids.ts';
import { answers, ref, startProduction } from '#tests/unit/statemachines/production.ts';

async function produce(scenes: number, change: Record<string, unknown> = {}) {
  const { engine, id, asked } = await startProduction({ ...answers(scenes), ...change });
  const ended = await engine.whenEnded(TENANT, id);
  return { ended, history: await engine.history(TENANT, id), asked };
}

const tasks = Object.entries(manifest).filter(([, { trigger }]) => trigger.kind === 'task');

test('every function is called, in an order in which each has what it needs, and the package comes out', async () => {
  const { ended, asked } = await produce(3);
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { package: ref } });
  const unasked = tasks.filter(([name]) => !asked.some((call) => call.name === name));
  expect(unasked.map(([name]) => name)).toEqual(['agents-translate', 'brief-ask']);
  for (const { payload } of asked) expect(payload).toMatchObject({ tenant: TENANT, run: RUN, input: {} });
});

test('the words of a translation go into what is spoken, drawn and handed over', async () => {
  const spanish = { ...ref, hash: 'e'.repeat(64) };
  const { asked } = await produce(3, {
    'agents-direct': { ...(answers(3)['agents-direct'] as object), translated: true },
    'agents-translate': {
      document: spanish,
      research: spanish,
      script: spanish,
      storyboard: spanish,
      language: 'es',
      voice: 'auto',
      batches: [{ first: 0, count: 1 }],
    },
  });
  const inputs = (name: string) =>
    asked.filter((call) => call.name === name).map(({ payload }) => (payload as { input: object }).input);
  expect(inputs('agents-narrate')).toMatchObject([{ storyboard: spanish, language: 'es', voice: 'auto' }]);
  expect(inputs('publish-package')).toMatchObject([
    { document: spanish, research: spanish, script: spanish, storyboard: spanish },
  ]);
});

test.each([10, 200, 1000])(
  'with %d scenes there are at most 15 + 4 transitions a scene, 1,000 events, and 32 KiB in a state',
  async (scenes) => {
    const { ended, history } = await produce(scenes);
    expect(ended.status).toBe('SUCCEEDED');
    expect(history.filter(({ type }) => type.endsWith('StateEntered')).length).toBeLessThanOrEqual(
      15 + 4 * scenes,
    );
    expect(history.length).toBeLessThanOrEqual(1_000);
    const sizes = history.map(({ details }) => Buffer.byteLength(JSON.stringify(details?.value ?? {})));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(32 * 1024);
  },
);

test('a script that is blocked ends the run before any scene is made, with the reason', async () => {
  const { ended, asked } = await produce(3, {
    'agents-moderate': () => {
      throw new AppError('MODERATION_BLOCKED', 'The script asks for violence.');
    },
  });
  expect(ended).toMatchObject({ status: 'FAILED', error: 'MODERATION_BLOCKED' });
  expect(ended.cause).toMatch(/violence/);
  expect(asked.map(({ name }) => name)).not.toContain('agents-direct');
});
