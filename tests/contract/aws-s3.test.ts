import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { S3Assets } from '#shared/aws/s3/assets.ts';
import { S3Inbox } from '#shared/aws/s3/inbox.ts';
import { S3Links } from '#shared/aws/s3/links.ts';
import { systemClock } from '#shared/node/clock.ts';
import { assetKey } from '#shared/security/checked-asset.ts';
import { describeAssets } from '#tests/contract/assets.ts';
import { damaged } from '#tests/contract/damage.ts';
import { describeInbox } from '#tests/contract/inbox.ts';
import { describeLinks } from '#tests/contract/links.ts';
import { openStrictS3 } from '#tests/contract/s3-under-test.ts';
import { BUCKET } from '#tests/emulators/s3/open-s3.ts';

describeAssets('S3', async () => {
  const { client, bucket, advance, close } = await openStrictS3();
  return {
    port: new S3Assets({ client, bucket: BUCKET }),
    advance,
    close,
    // Somebody writes something else over it.
    damage: async (tenant, ref, how) => {
      const key = assetKey(tenant, ref);
      const object = bucket.latest(key);
      if (!object) throw new Error('The asset is there.');
      if (how === 'remove') return void bucket.objects.delete(key);
      const bytes = Buffer.from(damaged(object.bytes, how));
      const value = createHash('sha256').update(bytes).digest('base64');
      bucket.put(key, { ...object, bytes, checksum: { algorithm: 'sha256', type: 'FULL_OBJECT', value } });
    },
  };
});

describeLinks('presigned addresses of S3', async () => {
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const { client, close } = await openStrictS3({ now });
  return {
    port: new S3Links({ client, bucket: BUCKET, clock: { ...systemClock, now } }),
    assets: new S3Assets({ client, bucket: BUCKET }),
    advance: async (ms) => {
      ahead += ms;
    },
    close,
  };
});

describeInbox('S3', async () => {
  const { client, advance, close } = await openStrictS3();
  return {
    port: new S3Inbox({ client, bucket: BUCKET }),
    advance,
    close,
    drop: async (Key, Body) => {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    },
  };
});
