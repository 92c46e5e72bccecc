import { type FunctionName, manifest } from '#functions/manifest.ts';
import { CountedProduction, type FunctionUse, type OperationCounts } from '#shared/cost/count.ts';
import { ENGINE_TENANT } from '#tests/rehearsal/events/workflows.ts';
import type { Desk } from '#tests/rehearsal/scenes/desk.ts';
import { insist } from '#tests/rehearsal/scenes/scene.ts';

const TENANT = 'counted';
const TASKS = (Object.keys(manifest) as FunctionName[]).filter(
  (name) => manifest[name].trigger.kind === 'task',
);

/** START, END and REPORT, which Lambda writes of every invocation, in bytes. */
const PLATFORM_LOG_BYTES = 330;
/** A line of an API's access log, in bytes. */
const ACCESS_LOG_BYTES = 400;

/** Makes the film of a text over HTTP, at full size, and counts everything that AWS would ask money for. */
export async function countProduction(desk: Desk, title: string, text: string): Promise<CountedProduction> {
  const { studio } = desk;
  await studio.invocations.settled();
  const before = {
    tally: studio.tally.copy(),
    records: studio.lambda.records.length,
    logs: studio.logs.length,
  };
  const jobsBefore = studio.jobs.records.length;
  const request = { title, text, format: 'markdown', options: { duration: 60 } };
  const answer = await desk.ask(TENANT, 'POST', '/v1/productions', request);
  insist(answer.status === 202, `The request answers ${answer.status}: ${await answer.text()}`);
  const run = await desk.whenEnded(TENANT);
  insist(
    studio.jobs.records.length === jobsBefore,
    'A film of a minute was rendered by jobs, which are not counted.',
  );
  // Somebody looks at it once and takes the film.
  await desk.ask(TENANT, 'GET', `/v1/productions/${run.id}`);
  await desk.ask(TENANT, 'GET', `/v1/productions/${run.id}/files/film.mp4`);
  await studio.invocations.settled();
  const tally = studio.tally.since(before.tally);
  const records = studio.lambda.records.slice(before.records);
  const history = await studio.workflows.engine.history(
    ENGINE_TENANT,
    studio.workflows.engineId(run.execution),
  );
  const film = await desk.film(TENANT, run);
  const calls = (name: string) => tally.sum(`calls ${studio.lambda.spec(name).session} `);
  const names = [...new Set(records.map((record) => record.function))].sort();
  const logged = studio.logs
    .slice(before.logs)
    .reduce((sum, { text: line }) => sum + Buffer.byteLength(line), 0);
  const http = tally.get('http-requests');
  const tasks = new Set(TASKS.map((name) => studio.lambda.nameOf(name)));
  const counts: OperationCounts = {
    functions: names.map((name): FunctionUse => {
      const own = records.filter((record) => record.function === name);
      const { architecture, memoryMiB } = studio.lambda.spec(name);
      return {
        name,
        architecture: architecture as FunctionUse['architecture'],
        memoryMiB,
        invocations: own.length,
        cpuMs: own.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
        calls: calls(name),
      };
    }),
    jobs: [],
    stateTransitions: history.filter(({ type }) => /StateEntered$/.test(type)).length + retries(history),
    tableWrites: tally.get('dynamodb-write-units'),
    tableReads: tally.get('dynamodb-read-units'),
    objectPuts:
      tally.get('s3:PutObject') + tally.get('s3:CreateMultipartUpload') + tally.get('s3:UploadPart'),
    objectGets: tally.get('s3:GetObject') + tally.get('s3:HeadObject'),
    queueRequests: tally.sum('sqs:'),
    fifoQueueRequests: tally.sum('sqs-fifo:'),
    httpRequests: http,
    liveMessages: tally.get('live-messages'),
    schedules: tally.get('schedules'),
    logBytes:
      logged +
      records.length * PLATFORM_LOG_BYTES +
      http * ACCESS_LOG_BYTES +
      // Every event of the workflow is logged, without its data.
      history.reduce((sum, { details: _, ...event }) => sum + JSON.stringify(event).length, 0),
    traces: 1 + sampledTraces(records.filter((record) => !tasks.has(record.function))),
    // The table's key is kept for five minutes for each that calls.
    keyRequests: tally.entries().filter(([name]) => name.startsWith('kms ')).length,
  };
  return CountedProduction.parse({
    version: 1,
    countedBy: 'the rehearsal: npm run rehearse -- --count',
    day: new Date().toISOString().slice(0, 10),
    scenes: film.scenes,
    filmSeconds: film.seconds,
    counts,
  });
}

/**
 * Traces that begin with a function: of each, the first of a second and one in twenty of the others, as X-Ray's own rule
 * says: https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html. What the workflow calls is in its trace.
 */
function sampledTraces(records: readonly { function: string; startedAt: number }[]): number {
  const seconds = new Set(
    records.map(({ function: name, startedAt }) => `${name} ${Math.floor(startedAt / 1_000)}`),
  );
  return seconds.size + Math.ceil((records.length - seconds.size) / 20);
}

/** Attempts at tasks beyond the first of each. */
function retries(history: readonly { type: string }[]): number {
  const count = (type: string) => history.filter((event) => event.type === type).length;
  return Math.max(0, count('TaskScheduled') - count('TaskStateEntered'));
}

/** A text of ten sentences, each of which fills a scene, for about a minute. */
export const TEN_SCENES = {
  title: 'Salt',
  text: [
    'Sea water holds about 35 grams of salt in each litre, carried there by the rivers.',
    'Hot springs on the floor of the deep sea add more of it every single day.',
    'The sun takes the water away and leaves the salt behind, so the sea stays salty.',
    'In the Dead Sea there are about 340 grams in each litre, and people float on it.',
    'The Romans built a road of 242 kilometres to carry salt from the coast to Rome.',
    'Salt keeps fish and meat from going bad for months, because it draws the water out.',
    'The city of Venice grew rich with the salt that it took from its own lagoon.',
    'Today the mines and salt gardens of the world make about 290 million tonnes a year.',
    'Only 6 percent of it is eaten; most goes into chemistry and onto icy winter roads.',
    'Without about 5 grams of salt a day our nerves could not send a single signal.',
  ].join(' '),
};
