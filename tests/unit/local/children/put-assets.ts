/** Keeps one asset of 256 KiB after the other and names each hash once it is kept; the second argument is where to die. */
import { FolderAssets } from '#local/assets.ts';
import { TenantId } from '#shared/domain/identity.ts';
import { armFaultPoints } from '#shared/engine/fault-points.ts';
import { systemClock } from '#shared/node/clock.ts';
import { UlidIds } from '#shared/node/ids.ts';

const [, , root = '', deadly = ''] = process.argv;
const assets = await FolderAssets.open(root, new UlidIds(systemClock));
let kept = 0;
armFaultPoints((point) => {
  if (point === deadly && kept === 2) process.kill(process.pid, 'SIGKILL');
});
for (;;) {
  const bytes = Buffer.alloc(256 * 1024, kept);
  const { hash } = await assets.put(TenantId.parse('acme'), bytes, 'image/png');
  kept += 1;
  process.stdout.write(`${hash}\n`);
}
