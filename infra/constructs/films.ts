import { createHash } from 'node:crypto';
import { Duration, ReferenceStrength } from 'aws-cdk-lib';
import {
  CachePolicy,
  CacheQueryStringBehavior,
  KeyGroup,
  PublicKey,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { EdgeDoor } from '#infra/constructs/edge-door.ts';
import { localArn, resourceName } from '#infra/constructs/names.ts';
import { STRICT_TRANSPORT } from '#infra/constructs/site.ts';
import type { StudioFunction } from '#infra/constructs/studio-function.ts';

/** What handing out films is made of. */
export interface FilmsProps {
  stage: Stage;
  publicKeyPem: string;
  bucket: Bucket;
  logs: Bucket;
  firewall: string | undefined;
}

/**
 * Films and the files beside them at a door of their own, for those who have a link that is signed with the studio's key. It
 * is another origin than the site's: no file that was made or uploaded can act as a page of the site.
 */
export class Films extends Construct {
  readonly host: string;
  readonly #keyId: string;
  /** Name of the secret with the private key as PEM, which a person puts there. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, { stage, publicKeyPem, bucket, logs, firewall }: FilmsProps) {
    super(scope, id);
    this.secretName = resourceName(stage.stage, 'films-key');
    // CloudFront never changes a key: another one is made beside it, and takes its place.
    const print = createHash('sha256').update(publicKeyPem).digest('hex').slice(0, 8);
    const key = new PublicKey(this, `Key${print}`, { encodedKey: publicKeyPem });
    key.applyCrossStackReferenceStrength(ReferenceStrength.WEAK);
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: resourceName(stage.stage, 'films'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: "default-src 'none'; sandbox", override: true },
        strictTransportSecurity: { ...STRICT_TRANSPORT },
        contentTypeOptions: { override: true },
      },
      // A link is signed for one file and some minutes, and needs no cookie: any page that has it may use it.
      corsBehavior: {
        accessControlAllowOrigins: ['*'],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowHeaders: ['range'],
        accessControlExposeHeaders: ['content-length', 'content-range', 'etag'],
        accessControlAllowCredentials: false,
        accessControlMaxAge: Duration.hours(1),
        originOverride: true,
      },
    });
    const door = new EdgeDoor(this, 'Films', {
      stage,
      comment: 'films, under signed links',
      bucket,
      logs,
      name: stage.domain && `films.${stage.domain.name}`,
      behavior: {
        trustedKeyGroups: [new KeyGroup(this, 'Keys', { items: [key] })],
        responseHeadersPolicy: headers,
        // The name under which a file is saved is part of the link, and S3 is told it.
        cachePolicy: new CachePolicy(this, 'Cache', {
          cachePolicyName: resourceName(stage.stage, 'films'),
          queryStringBehavior: CacheQueryStringBehavior.allowList(
            'response-content-disposition',
            'response-content-type',
          ),
        }),
      },
      firewall,
    });
    this.host = door.host;
    this.#keyId = key.publicKeyId;
  }

  /** Lets a function sign links: it is told the key's id and may read that one secret. */
  signedBy(target: StudioFunction): void {
    target.grant({
      actions: ['secretsmanager:GetSecretValue'],
      // Secrets Manager puts six characters of its own behind a name.
      resources: [localArn(this, 'secretsmanager', `secret:${this.secretName}-??????`)],
    });
    target.function.addEnvironment('REELWRIGHT_FILMS_DOMAIN', this.host);
    target.function.addEnvironment('REELWRIGHT_FILMS_KEY_ID', this.#keyId);
    target.function.addEnvironment('REELWRIGHT_FILMS_KEY_SECRET', this.secretName);
  }
}
