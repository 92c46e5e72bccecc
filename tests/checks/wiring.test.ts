import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifest } from '#functions/manifest.ts';
import { TASK_RETRY } from '#shared/engine/retry-policy.ts';
import { ERRORS } from '#shared/errors.ts';
import { projectFiles } from '#tests/checks/sources.ts';

interface State {
  Type: string;
  Comment?: string;
  Resource?: string;
  Arguments?: { FunctionName?: string };
  Retry?: unknown;
  ItemProcessor?: { States: Record<string, State> };
  Branches?: { States: Record<string, State> }[];
}

function* statesOf(states: Record<string, State>): Generator<[string, State]> {
  for (const [name, state] of Object.entries(states)) {
    yield [name, state];
    if (state.ItemProcessor) yield* statesOf(state.ItemProcessor.States);
    for (const branch of state.Branches ?? []) yield* statesOf(branch.States);
  }
}

const machines = projectFiles(['statemachines'], ['.asl.json']).map(({ path, text }) => {
  const definition = JSON.parse(text) as { States: Record<string, State> };
  return { path, definition, states: [...statesOf(definition.States)] };
});
const called = machines.flatMap(({ states }) =>
  states.flatMap(([, { Arguments }]) => Arguments?.FunctionName?.match(/^\$\{function:(.+)\}$/)?.[1] ?? []),
);

test('every function that a state machine calls has a row in the manifest, and every task row is called', () => {
  const tasks = Object.entries(manifest).filter(([, { trigger }]) => trigger === 'task');
  expect(new Set(called)).toEqual(new Set(tasks.map(([name]) => name)));
});

test('no two states call the same function, so that swapping two is seen', () => {
  expect(called).toHaveLength(new Set(called).size);
});

test.each(Object.entries(manifest))(
  '%s is a module that exports its handler under its own name',
  (name, { entry }) => {
    expect(existsSync(entry)).toBe(true);
    const text = readFileSync(entry, 'utf8');
    expect(text).toMatch(new RegExp(`export const handler = taskHandler\\(\\s*'${name}'`));
  },
);

test('every handler file has a row in the manifest', () => {
  const entries = new Set<string>(Object.values(manifest).map(({ entry }) => entry));
  const handlers = projectFiles(['functions'], ['.ts']).filter(({ text }) =>
    /export const handler\b/.test(text),
  );
  expect(handlers.map(({ path }) => path).filter((path) => !entries.has(path))).toEqual([]);
});

test('handlers are thin: at most 60 lines each', () => {
  const handlers = projectFiles(['functions'], ['.ts']).filter(({ text }) =>
    /export const handler\b/.test(text),
  );
  expect(handlers.filter(({ lines }) => lines > 60).map(({ path }) => path)).toEqual([]);
});

test('produce-video has at most 15 states on its top level', () => {
  const top = machines.find(({ path }) => path.endsWith('produce-video.asl.json'))?.definition.States ?? {};
  expect(Object.keys(top).length).toBeGreaterThan(0);
  expect(Object.keys(top).length).toBeLessThanOrEqual(15);
});

test('every state says what it is for, and every task retries as the table of errors says', () => {
  const states = machines.flatMap(({ path, states: all }) =>
    all.map(([name, state]) => ({ at: `${path} ${name}`, state })),
  );
  expect(states.filter(({ state }) => !state.Comment).map(({ at }) => at)).toEqual([]);
  const tasks = states.filter(({ state }) => state.Type === 'Task');
  for (const { at, state } of tasks) expect(state.Retry, at).toEqual(TASK_RETRY);
});

test('every error code is explained in docs/reference/errors.md, and nothing else is', () => {
  const explained = [
    ...readFileSync('docs/reference/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm),
  ].map(([, code]) => code);
  expect(explained.sort()).toEqual(Object.keys(ERRORS).sort());
});
