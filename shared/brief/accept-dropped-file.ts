import { basename } from 'node:path/posix';
import { type AcceptingPorts, acceptProduction } from '#shared/brief/accept-production.ts';
import { isPicture } from '#shared/brief/named-pictures.ts';
import { isPassedOver, readDroppedFile } from '#shared/brief/read-dropped-file.ts';
import { PRODUCE_VIDEO } from '#shared/brief/start-production.ts';
import { takeDroppedPictures } from '#shared/brief/take-dropped-pictures.ts';
import type { DroppedFile } from '#shared/domain/dropped-file.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { ProductionRequest } from '#shared/domain/production-request.ts';
import { sha256 } from '#shared/engine/step-key.ts';
import { type AppError, type ErrorCode, errorCode, toAppError } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** Errors that the person who dropped the file can do something about. */
const ABOUT_THE_FILE: ReadonlySet<ErrorCode> = new Set([
  'BRIEF_INVALID',
  'BRIEF_UNREADABLE',
  'OPTION_INVALID',
  'MEDIA_INVALID',
  'STYLE_INVALID',
]);

type Dropping = AcceptingPorts & { inbox: Ports['inbox']; log: Ports['log'] };

/**
 * Takes on the production that a dropped file asks for, with the pictures that a text names and that lie in the inbox. Told again
 * of the same version of a file, it does nothing. A file that cannot be understood becomes a run that failed, whose error says
 * what to do; one that is gone again is passed over, and so is a picture, which is there for a text.
 */
export async function acceptDroppedFile(ports: Dropping, { key, version }: DroppedFile): Promise<void> {
  const [owner = '', ...path] = key.split('/');
  const tenant = TenantId.safeParse(owner);
  if (!tenant.success || path.length === 0 || isPassedOver(path.join('/'))) {
    ports.log.info('file passed over', { key });
    return;
  }
  const name = basename(key);
  if (isPicture(name)) {
    ports.log.info('picture left for its text', { key });
    return;
  }
  const request = dropRequest(version);
  try {
    if (await ports.runs.byRequest(tenant.data, request)) return;
    const wanted = await readWanted(ports, tenant.data, key, name);
    await acceptProduction(ports, tenant.data, wanted, { request, trace: '' });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'NOT_FOUND') ports.log.info('file has gone', { key });
    else if (ABOUT_THE_FILE.has(error.code)) await recordRefusal(ports, tenant.data, name, request, error);
    else throw thrown;
  }
}

/** The request that a version of a dropped file makes; see `RunRecord.request`. */
export function dropRequest(version: string): string {
  return `inbox:${sha256(version)}`;
}

async function readWanted(
  ports: Dropping,
  tenant: TenantId,
  key: string,
  name: string,
): Promise<ProductionRequest> {
  const brief = readDroppedFile(await ports.inbox.get(key), name);
  if (brief.kind === 'request') return brief.request;
  const { text, format, title, options } = brief;
  const asset = await ports.assets.put(
    tenant,
    Buffer.from(text),
    format === 'plain' ? 'text/plain' : `text/${format}`,
  );
  return ProductionRequest.parse({
    ...(title === undefined ? {} : { title }),
    options,
    sources: [{ asset, format, name: name.slice(0, 255) }],
    images: await takeDroppedPictures(ports, tenant, key, text),
  });
}

async function recordRefusal(
  { ids, clock, runs }: AcceptingPorts,
  tenant: TenantId,
  title: string,
  request: string,
  { code, message, hint }: AppError,
): Promise<void> {
  const run: RunRecord = {
    id: RunId.parse(ids.next()),
    briefKey: sha256(request),
    title,
    workflow: PRODUCE_VIDEO,
    execution: '',
    status: 'failed',
    request,
    createdAt: clock.now(),
  };
  try {
    await runs.create(tenant, run, {
      events: [
        { id: 'accepted', event: { type: 'run.accepted', title } },
        {
          id: 'ended',
          event: { type: 'run.failed', code, message, ...(hint === undefined ? {} : { hint }) },
        },
      ],
      messages: [],
    });
  } catch (error) {
    // It was written down when the file was told of before.
    if (errorCode(error) !== 'STORE_CONFLICT') throw error;
  }
}
