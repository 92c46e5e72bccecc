import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CorsRule,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { WHY } from '#infra/constructs/grant.ts';
import type { Reachable } from '#infra/constructs/reach.ts';

/** How a bucket differs from the others. */
export interface StudioBucketProps {
  /** Where who reached it is written down, under its own id. */
  accessLogs: Bucket;
  lifecycle?: LifecycleRule;
  cors?: CorsRule[];
}

/** Days that what was overwritten or deleted can still be brought back. */
const NONCURRENT_DAYS = 30;

/** A closed bucket: no public access, TLS only, encrypted, versioned, kept when the stack goes. */
export function studioBucket(
  scope: Construct,
  id: string,
  { accessLogs, lifecycle, cors }: StudioBucketProps,
): Bucket {
  return new Bucket(scope, id, {
    ...CLOSED,
    versioned: true,
    // CDK's own types do not fit together under exactOptionalPropertyTypes.
    serverAccessLogsBucket: accessLogs as IBucket,
    serverAccessLogsPrefix: `${id.toLowerCase()}/`,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(1),
        noncurrentVersionExpiration: Duration.days(NONCURRENT_DAYS),
        ...lifecycle,
      },
    ],
    ...(cors ? { cors } : {}),
  });
}

/**
 * A bucket that says who reached others, or what distributions were asked for, for 90 days. CloudFront writes by an access
 * control list, which `byCloudFront` allows; what it writes belongs to the bucket's owner all the same.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
 */
export function accessLogsBucket(scope: Construct, id: string, { byCloudFront = false } = {}): Bucket {
  return new Bucket(scope, id, {
    ...CLOSED,
    ...(byCloudFront ? { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED } : {}),
    versioned: true,
    lifecycleRules: [
      {
        expiration: Duration.days(90),
        noncurrentVersionExpiration: Duration.days(1),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
  });
}

/** All objects of a bucket, for those who are granted actions on them. */
export function reachableObjects(bucket: Bucket): Reachable {
  // Said as an export: so the check for wildcards knows the ARN by the same name in every stack.
  const arn = Stack.of(bucket).exportValue(bucket.bucketArn);
  return { arns: [`${arn}/*`], variable: bucket.bucketName, why: WHY.within };
}

const CLOSED = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  encryption: BucketEncryption.S3_MANAGED,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;
