import type { BucketOptions } from '#tests/emulators/s3/store.ts';
import type { Deployment } from '#tests/rehearsal/assembly/deployment.ts';

interface QueueNotification {
  Event: string;
  Queue: string;
  Filter?: { S3Key: { Rules: { Name: string; Value: string }[] } };
}

interface BucketProperties {
  VersioningConfiguration?: { Status: 'Enabled' | 'Suspended' };
  CorsConfiguration?: {
    CorsRules: {
      AllowedOrigins: string[];
      AllowedMethods: string[];
      AllowedHeaders?: string[];
      ExposedHeaders?: string[];
      MaxAge?: number;
    }[];
  };
  BucketEncryption?: {
    ServerSideEncryptionConfiguration: {
      ServerSideEncryptionByDefault?: { KMSMasterKeyID?: string };
    }[];
  };
  NotificationConfiguration?: { QueueConfigurations?: QueueNotification[] };
}

/** A note that a bucket sends to a queue when objects are made in it. */
export interface BucketNote {
  bucket: string;
  bucketArn: string;
  /** `s3:ObjectCreated:*`. */
  event: string;
  queueArn: string;
  /** Whether it is about this key. */
  about(key: string): boolean;
}

/** How each of the template's buckets behaves, by name. */
export function bucketOptions(deployment: Deployment): Record<string, BucketOptions> {
  return Object.fromEntries(
    deployment.resources<BucketProperties>('AWS::S3::Bucket').map(({ ref, properties }) => {
      const { VersioningConfiguration: versioning, CorsConfiguration: cors, BucketEncryption } = properties;
      const encryption =
        BucketEncryption?.ServerSideEncryptionConfiguration[0]?.ServerSideEncryptionByDefault;
      const options: BucketOptions = {
        ...(versioning === undefined ? {} : { versioning: versioning.Status }),
        ...(encryption?.KMSMasterKeyID === undefined ? {} : { kmsKeyArn: encryption.KMSMasterKeyID }),
        ...(cors === undefined
          ? {}
          : {
              cors: cors.CorsRules.map((rule) => ({
                allowedOrigins: rule.AllowedOrigins,
                allowedMethods: rule.AllowedMethods,
                allowedHeaders: rule.AllowedHeaders ?? [],
                exposeHeaders: rule.ExposedHeaders ?? [],
                maxAgeSeconds: rule.MaxAge ?? 0,
              })),
            }),
      };
      return [ref, options] as const;
    }),
  );
}

/** Every note that the template's buckets send. */
export function bucketNotes(deployment: Deployment): BucketNote[] {
  return deployment
    .resources<BucketProperties>('AWS::S3::Bucket')
    .flatMap(({ ref, attributes, properties }) =>
      (properties.NotificationConfiguration?.QueueConfigurations ?? []).map(({ Event, Queue, Filter }) => ({
        bucket: ref,
        bucketArn: attributes.Arn ?? '',
        event: Event,
        queueArn: Queue,
        about: (key: string) =>
          (Filter?.S3Key.Rules ?? []).every(({ Name, Value }) =>
            Name.toLowerCase() === 'prefix' ? key.startsWith(Value) : key.endsWith(Value),
          ),
      })),
    );
}
