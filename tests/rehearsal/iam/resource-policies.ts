import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';
import type { Authority } from '#tests/rehearsal/iam/authority.ts';
import { type PolicyDocument, statementsOf } from '#tests/rehearsal/iam/policy.ts';

/** Makes the policies of buckets, queues and keys known to the authority; the owner of a bucket's objects is the bucket. */
export function learnResourcePolicies(deployment: Deployment, authority: Authority): void {
  for (const { attributes, properties } of deployment.resources<{ KeyPolicy: PolicyDocument }>(
    'AWS::KMS::Key',
  )) {
    const arn = attributes.Arn ?? '';
    // In the policy of a key `*` is the key itself.
    authority.addResourcePolicy(arn, statementsOf(properties.KeyPolicy));
  }
  const queues = new Map(
    deployment.resources('AWS::SQS::Queue').map((queue) => [queue.ref, queue.attributes.Arn]),
  );
  for (const { properties } of deployment.resources<{ Queues: string[]; PolicyDocument: PolicyDocument }>(
    'AWS::SQS::QueuePolicy',
  )) {
    for (const url of properties.Queues) {
      authority.addResourcePolicy(queues.get(url) ?? '', statementsOf(properties.PolicyDocument));
    }
  }
  for (const { properties } of deployment.resources<{ Bucket: string; PolicyDocument: PolicyDocument }>(
    'AWS::S3::BucketPolicy',
  )) {
    authority.addResourcePolicy(`arn:aws:s3:::${properties.Bucket}`, statementsOf(properties.PolicyDocument));
  }
}
