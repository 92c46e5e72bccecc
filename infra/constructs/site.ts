import { Duration, Stack } from 'aws-cdk-lib';
import {
  CachePolicy,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { EdgeDoor } from '#infra/constructs/edge-door.ts';
import { resourceName } from '#infra/constructs/names.ts';

/** What the site is made of. */
export interface SiteProps {
  stage: Stage;
  bucket: Bucket;
  logs: Bucket;
  /** Hosts that its pages load films from and send files to. */
  files: readonly string[];
  firewall: string | undefined;
}

/** The site: pages that may load nothing but their own files, films, and answers of the API, and may be framed by nobody. */
export class Site extends Construct {
  readonly origin: string;

  constructor(scope: Construct, id: string, { stage, bucket, logs, files, firewall }: SiteProps) {
    super(scope, id);
    const headers = new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: resourceName(stage.stage, 'site'),
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: this.#contentPolicy(stage, files), override: true },
        strictTransportSecurity: { ...STRICT_TRANSPORT },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()', override: true },
        ],
      },
    });
    const door = new EdgeDoor(this, 'Site', {
      stage,
      comment: 'pages of the studio',
      bucket,
      logs,
      name: stage.domain?.name,
      rootObject: 'index.html',
      behavior: { cachePolicy: CachePolicy.CACHING_OPTIMIZED, responseHeadersPolicy: headers },
      firewall,
    });
    this.origin = `https://${door.host}`;
  }

  #contentPolicy({ domain }: Stage, files: readonly string[]): string {
    const { region, urlSuffix } = Stack.of(this);
    const api = domain
      ? [`api.${domain.name}`, `live.${domain.name}`]
      : [`*.execute-api.${region}.${urlSuffix}`];
    const from = files.map((host) => `https://${host}`).join(' ');
    const talk = api.flatMap((host) => [`https://${host}`, `wss://${host}`]).join(' ');
    return [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      `img-src 'self' data: blob: ${from}`,
      `media-src 'self' blob: ${from}`,
      `connect-src 'self' ${talk} ${from}`,
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; ');
  }
}

/** Two years, as browsers want it who know such sites beforehand. */
export const STRICT_TRANSPORT = {
  accessControlMaxAge: Duration.days(730),
  includeSubdomains: false,
  override: true,
} as const;
