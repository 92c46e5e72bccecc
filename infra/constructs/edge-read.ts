import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/**
 * Lets distributions of this account read a bucket, and nobody else. The policy lies beside the bucket, which is there
 * before the distribution is and after it has gone, so that it cannot name the one: it names whose it must be.
 */
export function letDistributionsRead(
  bucket: Bucket,
  actions: readonly ('s3:GetObject' | 's3:ListBucket')[],
): void {
  const { partition, account } = Stack.of(bucket);
  for (const action of actions) {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: [action],
        resources: [action === 's3:ListBucket' ? bucket.bucketArn : bucket.arnForObjects('*')],
        conditions: {
          ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` },
        },
      }),
    );
  }
}
