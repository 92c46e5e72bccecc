import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FunctionRow } from '#functions/function-row.ts';
import { JOB_QUEUES, jobs } from '#functions/jobs.ts';
import { manifest } from '#functions/manifest.ts';
import { queues } from '#functions/queues.ts';
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
  return { path, text, definition, states: [...statesOf(definition.States)] };
});
const rows = Object.entries<FunctionRow>(manifest);
const named = (kind: string) =>
  machines.flatMap(({ text }) =>
    [...text.matchAll(new RegExp(`\\$\\{${kind}:([^}]+)\\}`, 'g'))].map(([, name]) => name),
  );
const called = named('function');

/** What makes the handler of each kind of trigger. */
const MAKERS: Record<FunctionRow['trigger']['kind'], string> = {
  task: 'taskHandler',
  route: 'routeHandler',
  live: 'liveHandler',
  authorizer: 'authorizerHandler',
  queue: 'queueHandler',
  schedule: 'scheduleHandler',
  event: 'eventHandler',
  stream: 'streamHandler',
};

test('every function that a state machine calls has a row in the manifest, and every task row is called', () => {
  const tasks = rows.filter(([, { trigger }]) => trigger.kind === 'task');
  expect(new Set(called)).toEqual(new Set(tasks.map(([name]) => name)));
});

test('no two states call the same function, so that swapping two is seen', () => {
  expect(called).toHaveLength(new Set(called).size);
});

test('state machines submit every job there is, to the machines that its row names', () => {
  expect(new Set(named('job'))).toEqual(new Set(Object.keys(jobs)));
  expect(new Set(named('job-queue'))).toEqual(new Set(Object.values(jobs).map(({ queue }) => queue)));
  expect(new Set(Object.values(jobs).map(({ queue }) => queue))).toEqual(new Set(JOB_QUEUES));
});

test('every queue has exactly one function that works on its messages', () => {
  const worked = rows.flatMap(([, { trigger }]) => (trigger.kind === 'queue' ? [trigger.queue] : []));
  expect(worked.sort()).toEqual(Object.keys(queues).sort());
});

test('no two functions answer the same request, event, schedule or connection', () => {
  const starts = rows.flatMap(([, { trigger }]) =>
    trigger.kind === 'task' ? [] : [JSON.stringify({ ...trigger, access: undefined })],
  );
  expect(starts).toHaveLength(new Set(starts).size);
});

test.each(rows)(
  '%s is a module whose handler is made for its trigger, under its own name',
  (name, { entry, trigger }) => {
    expect(existsSync(entry)).toBe(true);
    const text = readFileSync(entry, 'utf8');
    expect(text).toMatch(new RegExp(`export const handler = ${MAKERS[trigger.kind]}\\(\\s*'${name}'`));
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

test('a film passes at most 15 states on the top level of produce-video, when nobody is asked', () => {
  const top = machines.find(({ path }) => path.endsWith('produce-video.asl.json'))?.definition.States ?? {};
  const beside = ['Translate', 'AskApproval', 'IsApproved', 'Rejected', 'Expired'];
  expect(Object.keys(top)).toEqual(expect.arrayContaining(beside));
  expect(Object.keys(top).length - beside.length).toBeLessThanOrEqual(15);
});

test('every state says what it is for, and every call of a function retries as the table of errors says', () => {
  const states = machines.flatMap(({ path, states: all }) =>
    all.map(([name, state]) => ({ at: `${path} ${name}`, state })),
  );
  expect(states.filter(({ state }) => !state.Comment).map(({ at }) => at)).toEqual([]);
  // Jobs are tried again by their definitions.
  const tasks = states.filter(({ state }) => state.Resource?.includes(':lambda:invoke'));
  expect(tasks).toHaveLength(called.length);
  for (const { at, state } of tasks) expect(state.Retry, at).toEqual(TASK_RETRY);
});

test('every error code is explained in docs/reference/errors.md, and nothing else is', () => {
  const explained = [
    ...readFileSync('docs/reference/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm),
  ].map(([, code]) => code);
  expect(explained.sort()).toEqual(Object.keys(ERRORS).sort());
});

test('every route is described in docs/reference/api.md, and nothing else', () => {
  const described = [
    ...readFileSync('docs/reference/api.md', 'utf8').matchAll(/^## `((?:GET|POST) \/[^`]*)`$/gm),
  ].map(([, route]) => route);
  const routes = rows.flatMap(([, { trigger }]) =>
    trigger.kind === 'route' ? [`${trigger.method} ${trigger.path}`] : [],
  );
  expect(described.sort()).toEqual(routes.sort());
});
