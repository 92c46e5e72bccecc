import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { createDynamoClient } from '#shared/aws/dynamodb/client.ts';

/** Servers that speak DynamoDB's protocol. */
export const DYNAMO_EMULATORS = ['extenddb', 'dynoxide'] as const;
export type DynamoEmulator = (typeof DYNAMO_EMULATORS)[number];

/** One that is running, on 127.0.0.1, with nothing in it; what it holds goes with it. */
export interface RunningDynamo {
  endpoint: string;
  /** A client for it. */
  client: DynamoDBClient;
  close(): Promise<void>;
}

/** The example key of AWS's documentation: extenddb takes no other. */
export const EXAMPLE_KEY = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
} as const;
export const EMULATOR_REGION = 'us-east-1';

const START_MS = 15_000;
const PATIENCE_MS = 60_000;
const EVERY_MS = 20;

/**
 * Runs a server for as long as somebody holds the other end of the input: a process that is killed, in whatever way, takes
 * its server with it.
 */
const WITH_PARENT = '"$0" "$@" & read -r _; kill -9 $!; wait $!';

/** Whether there is a program for this machine: there is one for Linux on x64 only. */
export function hasDynamoEmulator(name: DynamoEmulator): boolean {
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(programOf(name));
}

/** Starts a server on a free port and waits until it answers. */
export async function startDynamo(name: DynamoEmulator): Promise<RunningDynamo> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  // In a folder of its own, so that no settings of somebody else are found.
  const child = spawn('/bin/sh', ['-c', WITH_PARENT, programOf(name), ...argumentsOf(name, port)], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {
      PATH: '/usr/bin:/bin',
      HOME: folder,
      EXTENDDB__SERVER__PORT: String(port),
      EXTENDDB__STORAGE__SQLITE__PATH: ':memory:',
    },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const client = createDynamoClient({
    endpoint,
    region: EMULATOR_REGION,
    credentials: EXAMPLE_KEY,
    // A thousand calls at once stand in line here, on a machine that has other things to do.
    requestHandler: { connectionTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS },
  });
  const close = async () => {
    client.destroy();
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await answering(client, child, name);
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint, client, close };
}

/** Makes a table as the installation's: text keys `pk` and `sk`, a stream of new images. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  await waitUntilTableExists(
    { client, maxWaitTime: START_MS / 1_000, minDelay: 0.02, maxDelay: 0.1 },
    { TableName: name },
  );
}

/** Removes all that a table holds. */
export async function emptyTable(client: DynamoDBClient, name: string): Promise<void> {
  const { Items = [] } = await client.send(
    new ScanCommand({ TableName: name, ProjectionExpression: 'pk, sk' }),
  );
  for (let at = 0; at < Items.length; at += 25) {
    const deletes = Items.slice(at, at + 25).map((Key) => ({ DeleteRequest: { Key } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: deletes } }));
  }
}

function programOf(name: DynamoEmulator): string {
  return new URL(`../../node_modules/@${name}/linux-x64/${name}`, import.meta.url).pathname;
}

function argumentsOf(name: DynamoEmulator, port: number): string[] {
  return name === 'extenddb' ? ['serve', '--foreground'] : ['serve', '--port', String(port)];
}

async function answering(client: DynamoDBClient, child: ChildProcess, name: string): Promise<void> {
  const until = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode} at its start.`);
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`${name} does not answer.`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });
}
