import { createHash, randomUUID } from 'node:crypto';
import { type Authorise, answerJson, Fault, type Handle, runTarget } from '#tests/emulators/wire.ts';

/** What stands behind the service. */
export interface SecretsManagerOptions {
  /** Secrets that are there from the start, by name. */
  secrets?: Readonly<Record<string, string>>;
  region?: string;
  account?: string;
  authorise?: Authorise;
}

interface Fields {
  SecretId?: string;
  Name?: string;
  SecretString?: string;
  ClientRequestToken?: string;
  ForceDeleteWithoutRecovery?: boolean;
  Filters?: { Key: string; Values: string[] }[];
  MaxResults?: number;
  NextToken?: string;
}

const MAX_BYTES = 65_536;

/** Secrets Manager as its clients see it (AWS JSON 1.1): what the adapter calls, in memory. */
export function createSecretsManager(options: SecretsManagerOptions = {}): { handle: Handle } {
  const { region = 'eu-central-1', account = '123456789012', authorise } = options;
  const kept = new Map(Object.entries(options.secrets ?? {}));
  // AWS adds six characters to the ARN, so that a policy for an old secret does not hold for a new one of its name.
  const arnOf = (name: string) =>
    `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;
  const nameOf = (id = '') => (id.startsWith('arn:') ? id.split(':').slice(6).join(':').slice(0, -7) : id);
  const here = (name: string): string => {
    const value = kept.get(name);
    if (value !== undefined) return value;
    throw new Fault('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  };
  const checked = (value = ''): string => {
    const bytes = Buffer.byteLength(value);
    if (bytes >= 1 && bytes <= MAX_BYTES) return value;
    throw new Fault('InvalidParameterException', 'The secret must have 1 to 65536 bytes.');
  };

  type May = (resource: string) => Promise<void>;
  const operations: Record<string, (fields: Fields, may: May) => Promise<object>> = {
    async GetSecretValue({ SecretId }, may) {
      const name = nameOf(SecretId);
      await may(arnOf(name));
      const SecretString = here(name);
      return { ARN: arnOf(name), Name: name, SecretString, VersionId: randomUUID(), CreatedDate: 0 };
    },
    async CreateSecret({ Name = '', SecretString }, may) {
      await may(arnOf(Name));
      if (!/^[\w/+=.@-]{1,512}$/.test(Name)) throw new Fault('InvalidParameterException', 'Invalid name.');
      if (kept.has(Name)) {
        throw new Fault(
          'ResourceExistsException',
          `The operation failed because the secret ${Name} already exists.`,
        );
      }
      kept.set(Name, checked(SecretString));
      return { ARN: arnOf(Name), Name, VersionId: randomUUID() };
    },
    async PutSecretValue({ SecretId, SecretString }, may) {
      const name = nameOf(SecretId);
      await may(arnOf(name));
      here(name);
      kept.set(name, checked(SecretString));
      return { ARN: arnOf(name), Name: name, VersionId: randomUUID(), VersionStages: ['AWSCURRENT'] };
    },
    async DeleteSecret({ SecretId, ForceDeleteWithoutRecovery }, may) {
      const name = nameOf(SecretId);
      await may(arnOf(name));
      // The service takes a forced deletion of what is not there.
      if (!ForceDeleteWithoutRecovery) here(name);
      kept.delete(name);
      return { ARN: arnOf(name), Name: name, DeletionDate: 0 };
    },
    async ListSecrets({ Filters = [], MaxResults = 100, NextToken = '0' }, may) {
      await may('*');
      const wanted = Filters.filter(({ Key }) => Key === 'name').flatMap(({ Values }) => Values);
      // As the service compares: from the beginning, whatever the case.
      const lower = (text: string) => text.toLowerCase();
      const names = [...kept.keys()].filter(
        (name) => wanted.length === 0 || wanted.some((one) => lower(name).startsWith(lower(one))),
      );
      const from = Number(NextToken);
      const until = from + MaxResults;
      const SecretList = names.slice(from, until).map((Name) => ({ ARN: arnOf(Name), Name }));
      return { SecretList, ...(until < names.length ? { NextToken: String(until) } : {}) };
    },
  };

  return {
    handle: (request, response) =>
      answerJson(response, 'application/x-amz-json-1.1', () =>
        runTarget(request, { service: 'secretsmanager', prefix: 'secretsmanager', operations, authorise }),
      ),
  };
}
