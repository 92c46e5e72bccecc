import { conclude, effectiveInput, fillIn, nextOf, numberField, scopeOf } from '#local/asl/data-flow.ts';
import type { StateOf } from '#local/asl/definition/schema.ts';
import { withinLimit } from '#local/asl/failure.ts';
import type { Move, Site } from '#local/asl/machinery.ts';
import { failureOf } from '#local/asl/states/finish-branches.ts';
import { taskEvent } from '#local/asl/tasks/events.ts';
import { parseResource, type Resource } from '#local/asl/tasks/resource.ts';

/** AWS: the time of a task that names none (three years). */
const LONGEST_TASK_SECONDS = 99_999_999;

/** Task: has the work done elsewhere. The call is made after this much is on disk. */
export async function task(site: Site<StateOf<'Task'>>): Promise<Move> {
  const { frame, execution, machinery, state } = site;
  if (frame.phase === 'answered' && frame.answer !== undefined) {
    if ('failure' in frame.answer) throw failureOf(frame.answer);
    return conclude(site, frame.answer.result, nextOf(state));
  }
  const resource = resourceOf(state);
  if (resource.pattern === 'token') frame.token = newToken(site);
  const input = effectiveInput(site);
  const template = site.jsonata ? state.Arguments : state.Parameters;
  const args =
    template === undefined
      ? input
      : await fillIn(site, template, scopeOf(site, input.value), site.jsonata ? 'Arguments' : 'Parameters');
  withinLimit(args, frame.state);
  const timeout = await numberField(site, 'TimeoutSeconds');
  const heartbeat = await numberField(site, 'HeartbeatSeconds');
  return {
    kind: 'hold',
    apply() {
      const now = machinery.clock.now();
      frame.phase = 'task';
      frame.args = args;
      frame.due = now + (timeout ?? LONGEST_TASK_SECONDS) * 1_000;
      if (heartbeat !== undefined && resource.pattern === 'token') {
        frame.heartbeat = { seconds: heartbeat, due: now + heartbeat * 1_000 };
      }
      taskEvent(site, resource, 'Scheduled', {
        parameters: args.text,
        region: 'local',
        ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
        ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
      });
      taskEvent(site, resource, 'Started', {});
      execution.changed(frame);
      machinery.launch(execution, frame);
    },
  };
}

const RESOURCES = new WeakMap<StateOf<'Task'>, Resource>();

/** The resource of a Task state, taken apart once; the definition was checked. */
export function resourceOf(state: StateOf<'Task'>): Resource {
  const known = RESOURCES.get(state);
  if (known !== undefined) return known;
  const resource = parseResource(state.Resource);
  if (resource === undefined) throw new Error(`no resource '${state.Resource}'`);
  RESOURCES.set(state, resource);
  return resource;
}

/**
 * The frame and the execution that it answers to, and 160 bits from the random port: a token is a bearer's right to answer,
 * so nobody may guess it.
 */
function newToken({ machinery, frame, execution }: Site): string {
  const digits = Array.from({ length: 40 }, () => Math.floor(machinery.functions.random() * 16).toString(16));
  return `${Buffer.from(execution.header.id).toString('base64url')}.${frame.id}.${digits.join('')}`;
}

/** The execution and frame that a token names; undefined for what is no token of this engine. */
export function readToken(token: string): { execution: string; frame: number } | undefined {
  const [, encoded = '', frame = ''] = /^([\w-]+)\.(\d{1,15})\.[0-9a-f]{40}$/.exec(token) ?? [];
  if (encoded === '') return undefined;
  return { execution: Buffer.from(encoded, 'base64url').toString('utf8'), frame: Number(frame) };
}
