import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { replaceFile } from '#local/files/durable.ts';
import { signClaim } from '#local/link-signature.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';
import type { Clock } from '#shared/ports/clock.ts';
import { type DownloadLink, LINK_SECONDS, type Links, type UploadLink } from '#shared/ports/links.ts';
import { checkAsset } from '#shared/security/checked-asset.ts';

const KEY_BYTES = 32;

/** Addresses of the server of this machine, which local/server/signed-files.ts answers. */
export class LocalLinks implements Links {
  readonly #key: Buffer;
  readonly #clock: Clock;
  readonly #base: () => string;

  /** `base` gives the server's address without a slash at its end, such as `http://127.0.0.1:4400`. */
  constructor({ key, clock, base }: { key: Buffer; clock: Clock; base: () => string }) {
    this.#key = key;
    this.#clock = clock;
    this.#base = base;
  }

  /** @inheritdoc */
  async upload(tenant: TenantId, ref: AssetRef): Promise<UploadLink> {
    const link = this.#sign('PUT', tenant, ref, { name: '', inline: false });
    return { ...link, method: 'PUT', headers: { 'content-type': ref.mediaType } };
  }

  /** @inheritdoc */
  async download(
    tenant: TenantId,
    ref: AssetRef,
    { name, inline = false }: { name: string; inline?: boolean },
  ): Promise<DownloadLink> {
    return this.#sign('GET', tenant, ref, { name: name.toWellFormed().slice(0, 1_000), inline });
  }

  #sign(
    method: 'PUT' | 'GET',
    tenant: TenantId,
    ref: AssetRef,
    how: { name: string; inline: boolean },
  ): DownloadLink {
    const expiresAt = Math.floor(this.#clock.now()) + LINK_SECONDS * 1_000;
    const path = signClaim(this.#key, { method, tenant, ref: checkAsset(tenant, ref), ...how, expiresAt });
    return { url: `${this.#base()}${path}`, expiresAt };
  }
}

/** The key that links are signed with: made once, in a file that nobody else may read (mode 600). Throws `CONFIG_INVALID`. */
export async function makeLinkKey(path: string): Promise<Buffer> {
  try {
    const found = await readKey(path);
    if (!found) await replaceFile(path, randomBytes(KEY_BYTES));
    await chmod(path, 0o600);
    return found ?? (await makeLinkKey(path));
  } catch (error) {
    throw fileError(error);
  }
}

async function readKey(path: string): Promise<Buffer | undefined> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!key || key.byteLength === KEY_BYTES) return key ?? undefined;
  throw new AppError('CONFIG_INVALID', `The file ${path} holds no key for links.`, {
    hint: 'Remove it, and a new one is made at the next start.',
  });
}
