import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamo } from '#tests/emulators/dynamodb.ts';
import type { Authorise } from '#tests/emulators/wire.ts';
import { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { AssemblyStack } from '#tests/rehearsal/assembly/template.ts';
import { HttpApi } from '#tests/rehearsal/entrances/http-api.ts';
import { LiveApi } from '#tests/rehearsal/entrances/live-api.ts';
import { Tokens } from '#tests/rehearsal/entrances/tokens.ts';
import { BatchJobs } from '#tests/rehearsal/events/batch-jobs.ts';
import { EventBus } from '#tests/rehearsal/events/event-bus.ts';
import { Schedules } from '#tests/rehearsal/events/schedules.ts';
import { startMappings } from '#tests/rehearsal/events/start-mappings.ts';
import { runWorkflows, type Workflows } from '#tests/rehearsal/events/workflows.ts';
import type { JsonClient } from '#tests/rehearsal/gateway/call-json.ts';
import { DynamoDbService } from '#tests/rehearsal/gateway/dynamodb.ts';
import { Gateway } from '#tests/rehearsal/gateway/gateway.ts';
import { SqsService } from '#tests/rehearsal/gateway/sqs.ts';
import { Tally } from '#tests/rehearsal/gateway/tally.ts';
import { Authority } from '#tests/rehearsal/iam/authority.ts';
import { Principals } from '#tests/rehearsal/iam/principals.ts';
import { learnResourcePolicies } from '#tests/rehearsal/iam/resource-policies.ts';
import { AsyncInvocations } from '#tests/rehearsal/lambda/async-invocations.ts';
import { functionSpecs } from '#tests/rehearsal/lambda/function-spec.ts';
import { LambdaHost } from '#tests/rehearsal/lambda/lambda-host.ts';
import { type ObjectStore, openObjects } from '#tests/rehearsal/stores/objects.ts';
import { makeQueues, type Queues } from '#tests/rehearsal/stores/queues.ts';
import { makeTables } from '#tests/rehearsal/stores/tables.ts';

/** An installation that runs on this machine, made from a cloud assembly and nothing else. */
export interface Studio {
  deployment: Deployment;
  authority: Authority;
  principals: Principals;
  lambda: LambdaHost;
  jobs: BatchJobs;
  workflows: Workflows;
  schedules: Schedules;
  objects: ObjectStore;
  queues: Queues;
  http: HttpApi;
  live: LiveApi;
  tokens: Tokens;
  bus: EventBus;
  invocations: AsyncInvocations;
  tally: Tally;
  /** Address at which services are called, and the installation's region. */
  gateway: string;
  region: string;
  /** What went wrong beside what a scene asked for, and what functions and jobs logged. */
  errors: Error[];
  logs: { from: string; text: string }[];
  close(): Promise<void>;
}

/** Most environments of one function at a time: this machine has few cores. */
const MOST_ENVIRONMENTS = 4;

/** Makes everything that the stacks of an assembly describe and sets it running. */
export async function openStudio(stacks: readonly AssemblyStack[]): Promise<Studio> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const tally = new Tally();
  const errors: Error[] = [];
  const logs: Studio['logs'] = [];
  const onError = (error: Error) => void errors.push(error);
  const ending = new AbortController();

  const authority = new Authority();
  const gateway: Gateway = new Gateway({
    session: (accessKeyId) => principals.byAccessKey(accessKeyId),
    onCall: ({ session, service }) => tally.add(`calls ${session} ${service}`),
  });
  await gateway.listen();
  const http = new HttpApi();
  const live = new LiveApi();
  await Promise.all([http.listen(), live.listen()]);
  const addresses = {
    gateway: gateway.url,
    api: (id: string, protocol: string) => (protocol === 'WEBSOCKET' ? live.url : http.url) || id,
  };
  const region = stacks[0]?.region ?? '';
  const deployment = new Deployment(stacks, { addresses });
  learnResourcePolicies(deployment, authority);
  const principals: Principals = new Principals(deployment, authority);

  const dynamo = await startDynamo('extenddb');
  const behind: Omit<JsonClient, 'target'> = {
    endpoint: dynamo.endpoint,
    region: 'us-east-1',
    service: 'dynamodb',
    credentials: {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      sessionToken: '',
    },
  };
  const tables = await makeTables(deployment, behind);
  const queues = await makeQueues(deployment, region);
  const objects = openObjects({ deployment, authority, principals, queues, region, tally, onError });
  const dynamodb = new DynamoDbService({ tables, behind, authority, tally });
  const sqs = new SqsService({ queues: queues.all, endpoint: queues.endpoint, authority, tally });
  gateway.add('dynamodb', { protocol: 'json', handle: (call) => dynamodb.handle(call) });
  gateway.add('sqs', { protocol: 'json', handle: (call) => sqs.handle(call) });
  gateway.add('s3', { protocol: 's3', verifies: true, serve: objects.handle });

  const tokens = await Tokens.open();
  const log = (from: string, text: string) => void logs.push({ from, text });
  const lambda = new LambdaHost({
    deployment,
    specs: functionSpecs(deployment),
    authority,
    principals,
    gateway: gateway.url,
    region,
    folder,
    most: MOST_ENVIRONMENTS,
    onLog: log,
  });
  const invocations = new AsyncInvocations({
    ...{ deployment, lambda, principals, queues, region, onError },
    gateway: gateway.url,
  });
  const bus = new EventBus(deployment, { invocations, queues, authority, onError });
  const authorise: Authorise = ({ principal, action, resource }) => {
    const session = principals.byAccessKey(principal);
    if (session !== undefined) authority.require(session.caller, action, resource);
    tally.add(action);
  };
  const jobs = new BatchJobs({
    ...{ deployment, authority, principals, authorise, region, folder },
    gateway: gateway.url,
    media: mediaOf(deployment),
    onEvent: (event) => bus.put(event),
    onLog: (text) => log('jobs', text),
  });
  gateway.add('batch', { protocol: 'rest-json', verifies: false, serve: jobs.handle });
  const workflows = runWorkflows({
    ...{ deployment, authority, principals, authorise, lambda, region, folder },
    gateway: gateway.url,
    onStatusChange: (event) => bus.put(event),
    onError,
  });
  gateway.add('states', { protocol: 'json', verifies: false, serve: workflows.handle });
  http.serve({ deployment, lambda, tokens, tally, onError });
  live.serve({ deployment, lambda, authority, tally, onError });
  gateway.add('execute-api', { protocol: 'rest-json', handle: (call) => live.manage(call) });
  for (const host of tokens.hostsOf(deployment))
    gateway.addHost(host, (request, response) => tokens.serve(request, response));
  const mappings = startMappings({
    deployment,
    principals,
    lambda,
    queues,
    gateway: gateway.url,
    region,
    signal: ending.signal,
    onError,
  });

  return {
    ...{
      deployment,
      authority,
      principals,
      lambda,
      jobs,
      workflows,
      queues,
      http,
      live,
      tokens,
      bus,
      invocations,
      tally,
    },
    schedules: new Schedules(deployment, {
      tally,
      principals,
      invocations,
      queues,
      region,
      gateway: gateway.url,
    }),
    ...{ objects, errors, logs, region },
    gateway: gateway.url,
    async close() {
      ending.abort();
      await workflows.close();
      await jobs.close();
      await Promise.all([http.close(), live.close()]);
      await mappings;
      await invocations.settled();
      lambda.close();
      await gateway.close();
      await Promise.all([queues.close(), dynamo.close()]);
      objects.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The media layer's folder: the image of jobs is filled with the same programs and fonts. */
function mediaOf(deployment: Deployment): string {
  const [layer] = deployment.resources<{ Content: { S3Key: string } }>('AWS::Lambda::LayerVersion');
  if (layer === undefined) throw new Error('The template has no layer with programs and fonts.');
  return join(deployment.asset(layer.properties.Content.S3Key), 'media');
}
