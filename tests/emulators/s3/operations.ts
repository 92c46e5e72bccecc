import * as buckets from '#tests/emulators/s3/buckets.ts';
import type { Answer, Exchange } from '#tests/emulators/s3/exchange.ts';
import * as multipart from '#tests/emulators/s3/multipart.ts';
import { readObject } from '#tests/emulators/s3/object-reads.ts';
import { deleteObject, deleteObjects, putObject } from '#tests/emulators/s3/object-writes.ts';
import { S3Error } from '#tests/emulators/s3/s3-error.ts';

/** One operation of the API. */
export interface Operation {
  /** As the API names it. */
  name: string;
  run(exchange: Exchange): Promise<Answer>;
}

/** By method, what is asked for (`key` or `bucket`), and the query parameter that chooses among them. */
const OPERATIONS: Record<string, Operation> = {
  'PUT key': { name: 'PutObject', run: putObject },
  'GET key': { name: 'GetObject', run: (exchange) => readObject(exchange, true) },
  'HEAD key': { name: 'HeadObject', run: (exchange) => readObject(exchange, false) },
  'DELETE key': { name: 'DeleteObject', run: deleteObject },
  'POST key uploads': { name: 'CreateMultipartUpload', run: multipart.createMultipartUpload },
  'PUT key uploadId': { name: 'UploadPart', run: multipart.uploadPart },
  'POST key uploadId': { name: 'CompleteMultipartUpload', run: multipart.completeMultipartUpload },
  'DELETE key uploadId': { name: 'AbortMultipartUpload', run: multipart.abortMultipartUpload },
  'GET key uploadId': { name: 'ListParts', run: multipart.listParts },
  'GET bucket uploads': { name: 'ListMultipartUploads', run: multipart.listMultipartUploads },
  'GET bucket': { name: 'ListObjectsV2', run: buckets.listObjects },
  'GET bucket versions': { name: 'ListObjectVersions', run: buckets.listVersions },
  'GET bucket versioning': { name: 'GetBucketVersioning', run: buckets.getVersioning },
  'PUT bucket versioning': { name: 'PutBucketVersioning', run: buckets.putVersioning },
  'PUT bucket cors': { name: 'PutBucketCors', run: buckets.putCors },
  'POST bucket delete': { name: 'DeleteObjects', run: deleteObjects },
  'HEAD bucket': {
    name: 'HeadBucket',
    run: async ({ bucket, guard }) => {
      await guard.check('ListBucket', bucket.name);
      return { status: 200 };
    },
  },
  'PUT bucket': { name: 'CreateBucket', run: () => Promise.reject(new S3Error('InternalError')) },
};

/** Subresources of the API; those that no operation here has are answered with `NotImplemented` and never ignored. */
const SUBRESOURCES =
  /^(uploads|uploadId|versions|versioning|cors|delete|acl|tagging|policy|lifecycle|notification|encryption|location|retention|legal-hold|torrent|restore|select|attributes|website|logging|replication|publicAccessBlock|ownershipControls|accelerate|inventory|metrics|analytics|object-lock|requestPayment|session|renameObject)$/;

/** Finds the operation that a request asks for; throws `NotImplemented`. */
export function operationOf(method: string, hasKey: boolean, query: ReadonlyMap<string, string>): Operation {
  const subresource = [...query.keys()].find((name) => SUBRESOURCES.test(name));
  const asked = [method, hasKey ? 'key' : 'bucket', ...(subresource ? [subresource] : [])].join(' ');
  const operation = OPERATIONS[asked];
  if (!operation) throw new S3Error('NotImplemented', `The test server has no operation for ${asked}.`);
  return operation;
}
