import { dirname, join } from 'node:path/posix';
import { keepPicture, MAX_PICTURE_BYTES } from '#shared/brief/keep-picture.ts';
import { type NamedPicture, namedPictures } from '#shared/brief/named-pictures.ts';
import type { BriefImage } from '#shared/domain/brief.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** Pictures that are taken for one text: more would not be through within the time that a function has. */
const MOST_PICTURES = 100;

interface PicturePorts {
  inbox: Ports['inbox'];
  assets: Pick<Ports['assets'], 'put'>;
}

/** Ten files are worked on side by side; of pictures, which may have 50 MiB, there is one in memory at a time. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Keeps the pictures that a dropped text names and that lie in the inbox beside it or below, up to 100. `key` is that of the
 * text. Those that are not there are left out. Throws `MEDIA_INVALID` or `BRIEF_INVALID` for one that cannot be used.
 */
export async function takeDroppedPictures(
  ports: PicturePorts,
  tenant: TenantId,
  key: string,
  text: string,
): Promise<BriefImage[]> {
  const taken: BriefImage[] = [];
  for (const picture of namedPictures(text).slice(0, MOST_PICTURES)) {
    const work = before.then(() => take(ports, tenant, `${dirname(key)}/`, picture));
    before = work.catch(() => undefined);
    const kept = await work;
    if (kept) taken.push(kept);
  }
  return taken;
}

async function take(
  ports: PicturePorts,
  tenant: TenantId,
  folder: string,
  { target, path, alt }: NamedPicture,
): Promise<BriefImage | undefined> {
  const key = join(folder, path);
  if (path.startsWith('/') || !key.startsWith(folder)) return undefined;
  try {
    const bytes = await ports.inbox.get(key, MAX_PICTURE_BYTES);
    return await keepPicture(ports, tenant, bytes, { name: target, alt });
  } catch (error) {
    if (errorCode(error) === 'NOT_FOUND') return undefined;
    if (errorCode(error) !== 'BRIEF_INVALID') throw error;
    throw new AppError(
      'BRIEF_INVALID',
      `The picture ${target} is larger than ${MAX_PICTURE_BYTES / 2 ** 20} MiB.`,
      {
        hint: 'Save it anew in a smaller size, or leave it out.',
        cause: error,
      },
    );
  }
}
