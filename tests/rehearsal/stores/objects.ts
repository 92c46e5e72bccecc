import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ObjectCreated } from '#tests/emulators/s3/exchange.ts';
import { createS3 } from '#tests/emulators/s3/server.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { Tally } from '#tests/rehearsal/gateway/tally.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import { decide } from '#tests/rehearsal/iam/evaluate.ts';
import type { Principals } from '#tests/rehearsal/iam/principals.ts';
import { bucketNotes, bucketOptions } from '#tests/rehearsal/stores/buckets.ts';
import type { Queues } from '#tests/rehearsal/stores/queues.ts';

/** The template's buckets on the strict S3 server, with their notes to queues. */
export interface ObjectStore {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Keys and bytes of a bucket's objects, past every policy. */
  objects(bucket: string): Map<string, Buffer>;
  close(): void;
}

/** Opens the template's buckets. Every call is decided on with the policies of role, bucket and key. */
export function openObjects(options: {
  deployment: Deployment;
  authority: Authority;
  principals: Principals;
  queues: Queues;
  region: string;
  tally: Tally;
  onError(error: Error): void;
}): ObjectStore {
  const { deployment, authority, principals, queues, region, tally, onError } = options;
  const notes = bucketNotes(deployment);
  const s3 = createS3({
    region,
    buckets: bucketOptions(deployment),
    credentials: (accessKeyId) => {
      const session = principals.byAccessKey(accessKeyId);
      if (session === undefined) return undefined;
      const { secretAccessKey, sessionToken } = session.credentials;
      return { secretAccessKey, sessionToken, principal: accessKeyId };
    },
    authorise({ principal = '', action, resource, context, probe }) {
      const session = principals.byAccessKey(principal);
      if (session === undefined) throw new Error('Access Denied');
      const owner = resource.startsWith('arn:aws:s3:::') ? (resource.split('/')[0] ?? resource) : resource;
      const more = { owner, needsDelegation: action.startsWith('kms:'), context };
      if (!probe) return authority.require(session.caller, action, resource, more);
      const { allowed } = decide({ caller: session.caller, action, resource, context });
      if (!allowed) throw new Error('Access Denied');
    },
    onRequest({ operation, bytesIn, bytesOut }) {
      tally.add(`s3:${operation}`);
      tally.add('s3-bytes-in', bytesIn);
      tally.add('s3-bytes-out', bytesOut);
    },
    onObjectCreated(created) {
      for (const note of notes) {
        if (note.bucket !== created.bucket || !note.about(created.key)) continue;
        const account = note.queueArn.split(':')[4] ?? '';
        const context = { 'aws:SourceArn': note.bucketArn, 'aws:SourceAccount': account };
        const s3Service = { kind: 'service', service: 's3.amazonaws.com' } as const;
        if (!authority.allows(s3Service, 'sqs:SendMessage', note.queueArn, { context })) continue;
        queues.send(note.queueArn, { Records: [recordOf(created, note.bucketArn, region)] }).catch(onError);
      }
    },
  });
  return {
    handle: (request, response) => s3.handle(request, response),
    objects(bucket) {
      const found = s3.buckets.get(bucket);
      if (found === undefined) throw new Error(`There is no bucket ${bucket}.`);
      const latest = [...found.objects.keys()].map((key) => [key, found.latest(key)?.bytes] as const);
      return new Map(latest.flatMap(([key, bytes]) => (bytes === undefined ? [] : [[key, bytes] as const])));
    },
    close: () => s3.close(),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function recordOf(created: ObjectCreated, bucketArn: string, region: string): object {
  const { bucket, key, size, eTag, versionId, sequencer } = created;
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: new Date().toISOString(),
    eventName: created.eventName,
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: bucket, arn: bucketArn },
      object: {
        // In notes a key is written as in a form.
        key: encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'),
        size,
        eTag,
        ...(versionId === undefined ? {} : { versionId }),
        sequencer,
      },
    },
  };
}
