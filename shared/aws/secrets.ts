import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { serviceError } from '#shared/aws/service-error.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { checkSecretName, checkTenant } from '#shared/security/checked-names.ts';

/** The limit of the service, in bytes. */
const MAX_VALUE_BYTES = 64 * 1024;
/** The most that one page of a list holds. */
const PAGE = 100;

/** Said of a secret that is on its way out: for some seconds it is neither there nor can it be made anew. */
const BEING_REMOVED = 'InvalidRequestException';

/** Where the secrets are. */
export interface ManagedSecretsOptions {
  client: Pick<SecretsManagerClient, 'send'>;
  /** Names are `PREFIX/TENANT/NAME`. */
  prefix: string;
  /** Is told every value that leaves or enters, so that the log can mask it. */
  onReveal?: (value: string) => void;
}

/** Secrets in AWS Secrets Manager, one for each name. A removed one is gone at once. */
export class ManagedSecrets implements Secrets {
  readonly #options: ManagedSecretsOptions;

  constructor(options: ManagedSecretsOptions) {
    this.#options = options;
  }

  /** @inheritdoc */
  async get(tenant: TenantId, name: string): Promise<string | undefined> {
    const SecretId = this.#id(tenant, name);
    const found = await this.#call(
      (client) => client.send(new GetSecretValueCommand({ SecretId })),
      'ResourceNotFoundException',
      BEING_REMOVED,
    );
    const value = found?.SecretString;
    if (value !== undefined) this.#options.onReveal?.(value);
    return value;
  }

  /** @inheritdoc Throws `OPTION_INVALID` for an empty value or one over 64 KiB. */
  async set(tenant: TenantId, name: string, value: string): Promise<void> {
    const id = this.#id(tenant, name);
    if (value === '' || Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw new AppError('OPTION_INVALID', 'A secret must have between 1 byte and 64 KiB.');
    }
    this.#options.onReveal?.(value);
    const put = () =>
      this.#call(
        (client) => client.send(new PutSecretValueCommand({ SecretId: id, SecretString: value })),
        'ResourceNotFoundException',
      );
    const make = () =>
      this.#call(
        (client) => client.send(new CreateSecretCommand({ Name: id, SecretString: value })),
        'ResourceExistsException',
      );
    // Whoever loses the race to make it finds it made.
    if ((await put()) ?? (await make()) ?? (await put())) return;
    throw new AppError('STORE_CONFLICT', 'The secret is being removed by somebody else.');
  }

  /** @inheritdoc */
  async remove(tenant: TenantId, name: string): Promise<void> {
    const SecretId = this.#id(tenant, name);
    await this.#call(
      (client) => client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })),
      'ResourceNotFoundException',
    );
  }

  /** @inheritdoc */
  async list(tenant: TenantId): Promise<string[]> {
    checkTenant(tenant);
    const beginning = `${this.#options.prefix}/${tenant}/`;
    const names: string[] = [];
    for (let from: string | undefined, first = true; first || from !== undefined; first = false) {
      const page = await this.#call((client) =>
        client.send(
          new ListSecretsCommand({
            Filters: [{ Key: 'name', Values: [beginning] }],
            MaxResults: PAGE,
            ...(from === undefined ? {} : { NextToken: from }),
          }),
        ),
      );
      // The service's filter passes over upper and lower case.
      const found = (page?.SecretList ?? []).map(({ Name = '' }) => Name);
      names.push(...found.filter((found) => found.startsWith(beginning)));
      from = page?.NextToken;
    }
    return names.map((name) => name.slice(beginning.length)).sort();
  }

  #id(tenant: TenantId, name: string): string {
    checkSecretName(tenant, name);
    return `${this.#options.prefix}/${tenant}/${name}`;
  }

  /** Gives undefined when the service answers with the refusal that is expected. */
  async #call<T>(
    work: (client: Pick<SecretsManagerClient, 'send'>) => Promise<T>,
    ...expected: string[]
  ): Promise<T | undefined> {
    try {
      return await work(this.#options.client);
    } catch (error) {
      if (expected.includes((error as { name?: string }).name ?? '')) return undefined;
      throw serviceError(error, 'The secrets', { [BEING_REMOVED]: 'STORE_CONFLICT' });
    }
  }
}
