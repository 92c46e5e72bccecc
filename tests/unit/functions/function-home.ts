import type { Context } from 'aws-lambda';
import type { LambdaHandler } from '#functions/lambda-handler.ts';
import { LocalLive } from '#local/live.ts';
import { bindPlatform } from '#local/platform.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Access } from '#shared/ports/access.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { Inbox } from '#shared/ports/inbox.ts';
import type { Links } from '#shared/ports/links.ts';
import type { Metrics } from '#shared/ports/metrics.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import type { WorkflowEngine } from '#shared/ports/workflow-engine.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

/** Two tenants that must not see each other. */
export const OURS = TenantId.parse('ours');
export const THEIRS = TenantId.parse('theirs');

/** What the workflow engine and the other side of connections were told, and files that were dropped in. */
export interface Told {
  started: { workflow: string; name: string; input: unknown }[];
  answered: { token: string; output: unknown }[];
  metrics: { name: string; value: number; dimensions: unknown }[];
  files: Map<string, Uint8Array>;
}

/** A home for functions: the real stores of this machine, and around them what only listens. */
export type FunctionHome = Ports & { told: Told };

/** Opens a home and binds it to this process, as a worker does; `change` replaces ports. */
export async function openFunctionHome(change: Partial<Ports> = {}, clock?: Clock): Promise<FunctionHome> {
  const local = await openLocalPorts(clock);
  const told: Told = { started: [], answered: [], metrics: [], files: new Map() };
  const home: FunctionHome = {
    ...local,
    access,
    links,
    live: new LocalLive(),
    metrics: listeningMetrics(told),
    inbox: memoryInbox(told),
    workflow: listeningWorkflow(told),
    secrets: {} as Secrets,
    fetch: { fetch: () => Promise.reject(new AppError('FETCH_FAILED', 'There is no network here.')) },
    tools: {} as Ports['tools'],
    speech: {} as Ports['speech'],
    ...change,
    told,
  };
  bindPlatform(home);
  return home;
}

/** Calls a function as Lambda does. */
export function call(handler: LambdaHandler, event: unknown): Promise<unknown> {
  return handler(event, { awsRequestId: 'invocation-1' } as Context);
}

const access: Access = {
  async verify(token) {
    if (!token.startsWith('token-of-')) throw new AppError('UNAUTHENTICATED', 'This token is not valid.');
    return { sub: 'ada', tenant: token.slice('token-of-'.length) };
  },
  member({ sub, tenant }) {
    const parsed = TenantId.safeParse(tenant);
    if (!parsed.success) throw new AppError('ACCESS_DENIED', 'This token names no tenant.');
    return { tenant: parsed.data, subject: String(sub) };
  },
};

const links: Links = {
  upload: async (tenant, { hash }) => ({
    url: `https://files.test/${tenant}/${hash}?signature=s`,
    method: 'PUT',
    headers: { 'content-type': 'text/plain' },
    expiresAt: 1_800_000_000_000,
  }),
  download: async (tenant, { hash }, { name }) => ({
    url: `https://files.test/${tenant}/${hash}/${name}?signature=s`,
    expiresAt: 1_800_000_000_000,
  }),
};

function listeningMetrics(told: Told): Metrics {
  return { put: (name, value, _unit, dimensions) => told.metrics.push({ name, value, dimensions }) };
}

function memoryInbox({ files }: Told): Inbox {
  return {
    async get(key) {
      const bytes = files.get(key);
      if (bytes) return bytes;
      throw new AppError('NOT_FOUND', `There is no file ${key}.`);
    },
  };
}

function listeningWorkflow(told: Told): WorkflowEngine {
  const never = () => Promise.reject(new Error('No function of these asks for that.'));
  return {
    async start(_tenant, start) {
      told.started.push(start);
      return `execution-of-${start.name}`;
    },
    async sendTaskSuccess(_tenant, token, output) {
      if (told.answered.some((answer) => answer.token === token))
        throw new AppError('NOT_FOUND', 'The token is used.');
      told.answered.push({ token, output });
    },
    describe: never,
    history: never,
    stop: never,
    redrive: never,
    sendTaskFailure: never,
    sendTaskHeartbeat: never,
  };
}
