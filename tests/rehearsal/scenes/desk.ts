import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';
import { DynamoJournal } from '#shared/aws/dynamodb/journal.ts';
import { DynamoRuns } from '#shared/aws/dynamodb/runs.ts';
import { createStore } from '#shared/aws/dynamodb/store.ts';
import { S3Assets } from '#shared/aws/s3/assets.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { systemClock } from '#shared/node/clock.ts';
import { systemRandom } from '#shared/node/random.ts';
import type { RunRecord } from '#shared/ports/runs.ts';
import { callJson } from '#tests/rehearsal/gateway/call-json.ts';
import type { Studio } from '#tests/rehearsal/studio.ts';

/** Longest that a film of the rehearsal may take, in ms; this machine may have other things to do. */
const PATIENCE_MS = 180_000;

/** Where somebody sits who owns the account: drops files, asks over HTTP, and looks at what became of it. */
export class Desk {
  readonly studio: Studio;
  readonly #runs: DynamoRuns;
  readonly #journal: DynamoJournal;
  readonly #assets: S3Assets;
  readonly #s3: S3Client;

  constructor(studio: Studio) {
    this.studio = studio;
    const { credentials } = studio.principals.owner();
    const settings = { endpoint: studio.gateway, region: studio.region, credentials };
    const store = createStore(createDynamoClient(settings), this.one('AWS::DynamoDB::GlobalTable').ref, {
      clock: systemClock,
      random: systemRandom,
    });
    this.#runs = new DynamoRuns(store);
    this.#journal = new DynamoJournal(store);
    this.#s3 = new S3Client({ ...settings, forcePathStyle: true });
    this.#assets = new S3Assets({ client: this.#s3, bucket: this.one('AWS::S3::Bucket', /^Assets/).ref });
  }

  /** The one resource of a type, or the one whose logical id matches. */
  one(type: string, logicalId = /./) {
    const found = this.studio.deployment
      .resources(type)
      .filter((resource) => logicalId.test(resource.logicalId));
    const [only] = found;
    if (only === undefined || found.length > 1)
      throw new Error(`There are ${found.length} of ${type} ${logicalId}.`);
    return only;
  }

  /** A function's name in the installation, by its row in the manifest. */
  function(name: string): string {
    return this.studio.lambda.nameOf(name);
  }

  /** The queue of dead letters beside a queue or function, by its name. */
  deadLetters(name: string): string {
    const { attributes } = this.one('AWS::SQS::Queue', new RegExp(`^${name.replaceAll('-', '')}.*Dead`, 'i'));
    return attributes.Arn ?? '';
  }

  /** Puts a file into the inbox. */
  async drop(tenant: string, name: string, text: string): Promise<void> {
    const Bucket = this.one('AWS::S3::Bucket', /^Inbox/).ref;
    await this.#s3.send(new PutObjectCommand({ Bucket, Key: `${tenant}/${name}`, Body: text }));
  }

  /** Asks the HTTP API, with a token of this tenant unless it is empty. */
  async ask(
    tenant: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const bearer = tenant === '' ? {} : { authorization: `Bearer ${await this.token(tenant)}` };
    return fetch(`${this.studio.http.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...bearer,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** An access token of somebody of this tenant. */
  token(tenant: string): Promise<string> {
    const { tokens, deployment } = this.studio;
    return tokens.sign(tokens.issuerOf(deployment), { sub: 'somebody', tenant });
  }

  /** The runs of a tenant, newest first. */
  runs(tenant: string): Promise<RunRecord[]> {
    return this.#runs.list(TenantId.parse(tenant));
  }

  /** A run's events. */
  events(tenant: string, run: string): Promise<StoredEvent[]> {
    return this.#journal.read(TenantId.parse(tenant), RunId.parse(run));
  }

  /** Stops an execution, as an operator does in the console. */
  async stop(executionArn: string): Promise<void> {
    const { gateway: endpoint, region, principals } = this.studio;
    const { credentials } = principals.owner();
    const client = { endpoint, region, credentials, service: 'states', target: 'AWSStepFunctions' };
    await callJson(client, 'StopExecution', { executionArn, error: 'Stopped', cause: 'by an operator' });
  }

  /** What a run that succeeded hands over. */
  async film(tenant: string, run: RunRecord): Promise<FilmPackage> {
    if (run.result === undefined) throw new Error(await this.why(tenant, run));
    return readJson({ assets: this.#assets }, TenantId.parse(tenant), FilmPackage, run.result.package);
  }

  /** The newest run of a tenant, once it has ended. */
  async whenEnded(tenant: string): Promise<RunRecord> {
    return this.until(`a run of ${tenant} has ended`, async () => {
      const [run] = await this.runs(tenant);
      return run !== undefined && run.status !== 'running' ? run : undefined;
    });
  }

  /** Asks again and again until there is an answer. */
  async until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      if (Date.now() > until) throw new Error(`It did not come about that ${what}.${this.#lately()}`);
      await sleep(150);
    }
  }

  /** Why a run did not succeed, in its own words. */
  async why(tenant: string, run: RunRecord): Promise<string> {
    const events = await this.events(tenant, run.id);
    const last = events.map(({ event }) => event).findLast(({ type }) => type === 'run.failed');
    return `The run ${run.id} is ${run.status}: ${JSON.stringify(last)}.${this.#lately()}`;
  }

  #lately(): string {
    const { errors, authority } = this.studio;
    const told = [...authority.denied.slice(-3), ...errors.slice(-3)].map(
      (error) => `\n  ${error.name}: ${error.message}`,
    );
    return told.join('');
  }
}
