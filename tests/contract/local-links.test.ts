import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderAssets } from '#local/assets.ts';
import { LocalLinks, makeLinkKey } from '#local/links.ts';
import { serveSignedFiles } from '#local/server/signed-files.ts';
import { ERRORS, errorCode } from '#shared/errors.ts';
import { UlidIds } from '#shared/node/ids.ts';
import { FolderScratch } from '#shared/node/scratch.ts';
import { describeLinks } from '#tests/contract/links.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

describeLinks('addresses of the local server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-links-'));
  const clock = createVirtualClock();
  const assets = await FolderAssets.open(join(folder, 'assets'), new UlidIds(clock));
  const scratch = await FolderScratch.open(join(folder, 'tmp'));
  const key = await makeLinkKey(join(folder, 'links.key'));
  const serve = serveSignedFiles({ assets, scratch, key, clock });
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      response.writeHead(ERRORS[errorCode(error)].httpStatus, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    port: new LocalLinks({ key, clock, base: () => base }),
    assets,
    advance: clock.advance,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
});
