import { must } from '#cli/smoke/check.ts';
import { type Installation, send } from '#cli/smoke/installation.ts';
import type { ProductionView } from '#shared/domain/production-view.ts';

/** Fetches a file of a finished film by its link, which needs no token. Throws when it is not what the API says of it. */
export async function fetchFile(
  installation: Installation,
  { files = [] }: Pick<ProductionView, 'files'>,
  name: string,
): Promise<Buffer> {
  const file = files.find((candidate) => candidate.name === name);
  must(file !== undefined, `The film has no ${name}.`);
  const asked = await installation.call(file.href);
  const link = asked.headers.get('location');
  must(asked.status === 303 && link !== null, `${name}: the answer is ${asked.status} and not a link (303).`);
  const { status, headers, body } = await send(link);
  must(status === 200, `${name}: its link is answered with ${status}.`);
  must(body.byteLength === file.bytes, `${name} has ${body.byteLength} bytes and not ${file.bytes}.`);
  const type = headers.get('content-type') ?? 'nothing';
  must(type.split(';')[0] === file.mediaType, `${name} comes as ${type} and not as ${file.mediaType}.`);
  return body;
}
