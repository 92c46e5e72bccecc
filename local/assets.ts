import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '#local/files/durable.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { faultPoint } from '#shared/engine/fault-points.ts';
import { AppError } from '#shared/errors.ts';
import { fileError } from '#shared/node/file-errors.ts';
import { checkPath, fileChunks, openPlainFile } from '#shared/node/plain-files.ts';
import type { Assets } from '#shared/ports/assets.ts';
import type { Ids } from '#shared/ports/ids.ts';
import {
  assetCorrupt,
  assetKey,
  assetMissing,
  checkAsset,
  checkMediaType,
} from '#shared/security/checked-asset.ts';

/** Never the name of a tenant, which begins with a letter or digit. */
const INCOMING = '.incoming';
/** Films that may be looked at again without reading all of them first. */
const MAX_VERIFIED = 1_000;

/**
 * Assets as read-only files `TENANT/ab/abcd…` of a folder. Bytes arrive under a name of their own in the same file system,
 * are synced and verified, and then renamed into place; what is under a hash is therefore whole.
 */
export class FolderAssets implements Assets {
  readonly #root: string;
  readonly #ids: Ids;
  /** What the files were when they were read through and found whole, by path. */
  readonly #verified = new Map<string, string>();

  /** For a worker of a home that is open; the folder is there. */
  constructor(root: string, ids: Ids) {
    this.#root = root;
    this.#ids = ids;
  }

  /** Makes the folder where it is missing and removes what a crash left half written. No other process may use it. */
  static async open(root: string, ids: Ids): Promise<FolderAssets> {
    const incoming = join(root, INCOMING);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });
    return new FolderAssets(root, ids);
  }

  /** @inheritdoc */
  async put(tenant: TenantId, bytes: Uint8Array, mediaType: string): Promise<AssetRef> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const ref = checkAsset(tenant, { hash, mediaType, bytes: bytes.byteLength });
    if (!(await this.has(tenant, ref))) {
      await this.#receive(async (file) => {
        await file.writeFile(bytes);
        return ref;
      }, tenant);
    }
    return ref;
  }

  /** @inheritdoc */
  async putFile(tenant: TenantId, path: string, mediaType: string): Promise<AssetRef> {
    checkPath(path);
    checkMediaType(tenant, mediaType);
    return await this.#receive(async (file) => {
      const source = await openPlainFile(path);
      try {
        const hash = createHash('sha256');
        let bytes = 0;
        for await (const chunk of fileChunks(source)) {
          hash.update(chunk);
          bytes += chunk.byteLength;
          await file.writeFile(chunk);
        }
        return { hash: hash.digest('hex'), mediaType, bytes };
      } finally {
        await source.close();
      }
    }, tenant);
  }

  /** @inheritdoc */
  async get(tenant: TenantId, ref: AssetRef): Promise<Uint8Array> {
    checkAsset(tenant, ref);
    const file = await this.#openAsset(tenant, ref);
    try {
      if ((await file.stat()).size !== ref.bytes) throw assetCorrupt(ref);
      const bytes = await file.readFile();
      if (createHash('sha256').update(bytes).digest('hex') !== ref.hash) throw assetCorrupt(ref);
      return bytes;
    } finally {
      await file.close();
    }
  }

  /** @inheritdoc */
  async copyTo(tenant: TenantId, ref: AssetRef, path: string): Promise<void> {
    checkPath(path);
    checkAsset(tenant, ref);
    await (await this.#openAsset(tenant, ref)).close();
    try {
      // A clone of the blocks where the file system can do it, a copy elsewhere; never a link to write through.
      await copyFile(this.#path(tenant, ref), path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError(error);
      throw new AppError('ASSET_PATH_REFUSED', 'There is a file at that path already.', { cause: error });
    }
    await chmod(path, 0o600);
    if (await isWhole(path, ref)) return;
    await rm(path, { force: true });
    throw assetCorrupt(ref);
  }

  /** @inheritdoc True only when {@link get} would give the bytes. */
  async has(tenant: TenantId, ref: AssetRef): Promise<boolean> {
    checkAsset(tenant, ref);
    return await isWhole(this.#path(tenant, ref), ref);
  }

  /**
   * The asset open for reading from any place; whoever calls closes it. All of it is verified, once for as long as the file is
   * not written to. Throws as {@link get} does.
   */
  async openVerified(tenant: TenantId, ref: AssetRef): Promise<FileHandle> {
    checkAsset(tenant, ref);
    const file = await this.#openAsset(tenant, ref);
    try {
      const { ino, size, mtimeMs } = await file.stat();
      const path = this.#path(tenant, ref);
      const state = `${ino} ${size} ${mtimeMs}`;
      if (size !== ref.bytes) throw assetCorrupt(ref);
      if (this.#verified.get(path) !== state) {
        if (!(await isWhole(path, ref))) throw assetCorrupt(ref);
        if (this.#verified.size >= MAX_VERIFIED) this.#verified.clear();
        this.#verified.set(path, state);
      }
      return file;
    } catch (error) {
      await file.close();
      throw fileError(error);
    }
  }

  async #receive(write: (file: FileHandle) => Promise<AssetRef>, tenant: TenantId): Promise<AssetRef> {
    const temporary = join(this.#root, INCOMING, this.#ids.next());
    try {
      const file = await open(temporary, 'wx', 0o400);
      let ref: AssetRef;
      try {
        ref = await write(file);
        await file.sync();
      } finally {
        await file.close();
      }
      if (!(await isWhole(temporary, ref))) throw assetCorrupt(ref);
      faultPoint('asset.before-publish', ref.mediaType);
      await this.#publish(temporary, tenant, ref);
      faultPoint('asset.after-publish', ref.mediaType);
      return ref;
    } catch (error) {
      await rm(temporary, { force: true });
      throw fileError(error);
    }
  }

  async #publish(temporary: string, tenant: TenantId, ref: AssetRef): Promise<void> {
    const folder = join(this.#root, tenant, ref.hash.slice(0, 2));
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made) {
      await syncFolder(this.#root);
      await syncFolder(join(this.#root, tenant));
    }
    await rename(temporary, this.#path(tenant, ref));
    await syncFolder(folder);
  }

  async #openAsset(tenant: TenantId, ref: AssetRef): Promise<FileHandle> {
    try {
      return await openPlainFile(this.#path(tenant, ref));
    } catch (error) {
      // A link or a folder in the place of an asset.
      if (error instanceof AppError) throw assetCorrupt(ref);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileError(error);
      throw assetMissing(ref, error);
    }
  }

  #path(tenant: TenantId, ref: AssetRef): string {
    return join(this.#root, assetKey(tenant, ref));
  }
}

async function isWhole(path: string, ref: AssetRef): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await openPlainFile(path);
  } catch {
    return false;
  }
  try {
    if ((await file.stat()).size !== ref.bytes) return false;
    const hash = createHash('sha256');
    for await (const chunk of fileChunks(file)) hash.update(chunk);
    return hash.digest('hex') === ref.hash;
  } finally {
    await file.close();
  }
}
