import { Annotations, ReferenceStrength } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  type AddBehaviorOptions,
  Distribution,
  HttpVersion,
  PriceClass,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { acknowledge } from '#infra/constructs/acknowledge.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** Hosted zone of all distributions: https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const ZONE_OF_CLOUDFRONT = 'Z2FDTNDATAQYW2';

const PRICE_CLASSES = {
  '100': PriceClass.PRICE_CLASS_100,
  '200': PriceClass.PRICE_CLASS_200,
  all: PriceClass.PRICE_CLASS_ALL,
} as const;

/** What a distribution in front of a bucket is made of. */
export interface EdgeDoorProps {
  stage: Stage;
  /** What it is for, as a person reads it in the console. */
  comment: string;
  bucket: Bucket;
  logs: Bucket;
  /** Its name, where the installation has a domain. */
  name: string | undefined;
  /** What is given for `/`. */
  rootObject?: string;
  behavior: Omit<AddBehaviorOptions, 'viewerProtocolPolicy' | 'compress'>;
  /** ARN of a web ACL. */
  firewall: string | undefined;
}

/** A CloudFront distribution in front of a closed bucket: TLS only, HTTP/3, what is asked for is logged. */
export class EdgeDoor extends Construct {
  readonly host: string;

  constructor(scope: Construct, id: string, props: EdgeDoorProps) {
    super(scope, id);
    const { stage, comment, name, logs, rootObject, behavior, firewall } = props;
    const { domain } = stage;
    const named = name !== undefined && domain?.edgeCertificateArn !== undefined;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `${resourceName(stage.stage, id.toLowerCase())}: ${comment}`,
      defaultBehavior: {
        ...behavior,
        origin: S3BucketOrigin.withOriginAccessControl(this.#known(props.bucket), {
          originAccessControl: new S3OriginAccessControl(this, 'Access'),
        }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: true,
      },
      ...(rootObject === undefined ? {} : { defaultRootObject: rootObject }),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PRICE_CLASSES[stage.scale.priceClass],
      logBucket: logs as IBucket,
      logFilePrefix: `${id.toLowerCase()}/`,
      ...(named
        ? {
            domainNames: [name],
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
            certificate: Certificate.fromCertificateArn(
              this,
              'Certificate',
              domain.edgeCertificateArn as string,
            ),
          }
        : {}),
      ...(firewall === undefined ? {} : { webAclId: firewall }),
    });
    // With a strong reference a stage could not get a domain later: its name could not leave the stacks that use it.
    distribution.applyCrossStackReferenceStrength(ReferenceStrength.WEAK);
    acknowledge(distribution, 'AwsSolutions-CFR1', 'The studio and its films may be seen from anywhere.');
    if (!named) {
      const why = 'CloudFront decides about TLS for names of its own; with a domain it is 1.2 at least.';
      acknowledge(distribution, 'AwsSolutions-CFR4', why);
    }
    if (firewall === undefined) {
      acknowledge(distribution, 'AwsSolutions-CFR2', 'The stage does without a firewall: features.waf.');
    }
    if (named) {
      for (const type of ['A', 'AAAA']) {
        new CfnRecordSet(this, `Record${type}`, {
          hostedZoneId: domain.hostedZoneId,
          name,
          type,
          aliasTarget: { dnsName: distribution.distributionDomainName, hostedZoneId: ZONE_OF_CLOUDFRONT },
        });
      }
    }
    this.host = named ? name : distribution.distributionDomainName;
  }

  /** The bucket without its policy, which `letDistributionsRead` has written beside it. */
  #known({ bucketArn, bucketRegionalDomainName }: Bucket): IBucket {
    const bucket = Bucket.fromBucketAttributes(this, 'Bucket', { bucketArn, bucketRegionalDomainName });
    Annotations.of(this).acknowledgeWarning('@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac');
    return bucket;
  }
}
