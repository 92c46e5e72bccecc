import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { replaceFile } from '#local/files/durable.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { checkSecretName, checkTenant } from '#shared/security/checked-names.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
/** Of the initialisation vector and of the tag, as NIST SP 800-38D recommends. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The limit of AWS Secrets Manager. */
const MAX_VALUE_BYTES = 64 * 1024;
/** Bound to the ciphertext, so that bytes of another file or layout do not decrypt. */
const PURPOSE = Buffer.from('reelwright secrets 1');

const Sealed = z.strictObject({ version: z.literal(1), iv: z.base64(), tag: z.base64(), data: z.base64() });
const Content = z.record(z.string(), z.record(z.string(), z.string()));
type Content = z.infer<typeof Content>;

/** Where the secrets lie and what opens them. */
export interface FileSecretsOptions {
  path: string;
  /** 32 bytes; without them there are no secrets and none can be set. */
  key?: Uint8Array;
  /** Is told every value that leaves or enters, so that the log can mask it. */
  onReveal?: (value: string) => void;
}

/** Secrets of all tenants in one file, sealed with AES-256-GCM, replaced as a whole at every change, mode 600. */
export class FileSecrets implements Secrets {
  readonly #options: FileSecretsOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: FileSecretsOptions) {
    if (options.key && options.key.byteLength !== KEY_BYTES) throw badKey();
    this.#options = options;
  }

  /** @inheritdoc Throws `CONFIG_INVALID` when there are secrets but the key is missing or another one. */
  async get(tenant: TenantId, name: string): Promise<string | undefined> {
    checkSecretName(tenant, name);
    const content = await this.#read();
    const value = content.get(tenant)?.get(name);
    if (value !== undefined) this.#options.onReveal?.(value);
    return value;
  }

  /** @inheritdoc Throws `CONFIG_INVALID` without a key, `OPTION_INVALID` for an empty value or one over 64 KiB. */
  async set(tenant: TenantId, name: string, value: string): Promise<void> {
    checkSecretName(tenant, name);
    if (value === '' || Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw new AppError('OPTION_INVALID', 'A secret must have between 1 byte and 64 KiB.');
    }
    this.#options.onReveal?.(value);
    await this.#change((content) => {
      const names = content.get(tenant) ?? new Map<string, string>();
      content.set(tenant, names.set(name, value));
    });
  }

  /** @inheritdoc */
  async remove(tenant: TenantId, name: string): Promise<void> {
    checkSecretName(tenant, name);
    await this.#change((content) => content.get(tenant)?.delete(name));
  }

  /** @inheritdoc */
  async list(tenant: TenantId): Promise<string[]> {
    checkTenant(tenant);
    return [...((await this.#read()).get(tenant)?.keys() ?? [])].sort();
  }

  /** Changes one after the other: each begins with what the one before has written. */
  async #change(edit: (content: Map<string, Map<string, string>>) => void): Promise<void> {
    const change = this.#last.then(async () => {
      const key = this.#key();
      const content = await this.#read();
      edit(content);
      const plain = Object.fromEntries(
        [...content].map(([tenant, names]) => [tenant, Object.fromEntries(names)]),
      );
      await replaceFile(this.#options.path, seal(key, plain)).catch((error: unknown) => {
        throw fileError(error);
      });
    });
    this.#last = change.catch(() => undefined);
    await change;
  }

  async #read(): Promise<Map<string, Map<string, string>>> {
    const text = await readFile(this.#options.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw fileError(error);
    });
    const content = text === undefined ? {} : unseal(this.#key(), text);
    return new Map(
      Object.entries(content).map(([tenant, names]) => [tenant, new Map(Object.entries(names))]),
    );
  }

  #key(): Uint8Array {
    if (this.#options.key) return this.#options.key;
    throw new AppError('CONFIG_INVALID', 'There is no key to keep secrets with.', { hint: KEY_HINT });
  }
}

const KEY_HINT = 'Set REELWRIGHT_SECRETS_KEY to 32 random bytes, in base64 or as 64 hexadecimal digits.';

/** Reads a key as people write it: 64 hexadecimal digits or 32 bytes in base64. Throws `CONFIG_INVALID`. */
export function parseSecretsKey(text: string): Uint8Array {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (/^[\w+/-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, 'base64');
  throw badKey();
}

function badKey(): AppError {
  return new AppError('CONFIG_INVALID', 'The key for secrets does not have 32 bytes.', { hint: KEY_HINT });
}

function seal(key: Uint8Array, content: Content): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(PURPOSE);
  const data = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  const sealed = { iv, tag: cipher.getAuthTag(), data };
  const texts = Object.entries(sealed).map(([name, bytes]) => [name, bytes.toString('base64')]);
  return `${JSON.stringify({ version: 1, ...Object.fromEntries(texts) })}\n`;
}

function unseal(key: Uint8Array, text: string): Content {
  try {
    const { iv, tag, data } = Sealed.parse(JSON.parse(text));
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(iv, 'base64'), { authTagLength: TAG_BYTES })
      .setAAD(PURPOSE)
      .setAuthTag(Buffer.from(tag, 'base64'));
    const plain = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]);
    return Content.parse(JSON.parse(plain.toString('utf8')));
  } catch {
    // No cause: parts of what was decrypted could be in its message.
    throw new AppError('CONFIG_INVALID', 'The file of secrets cannot be opened with this key.', {
      hint: 'Give the key it was made with, or remove the file and set the secrets again.',
    });
  }
}
