import { CfnApiMapping, CfnDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';

/** An API that gets a name of the installation's own. */
export interface NamedApi {
  /** `api` for `api.studio.example.com`. */
  host: 'api' | 'live';
  id: string;
  stageName: string;
}

/** A name of the installation's own for an API, with its record in the zone. */
export class ApiDomain extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, domain: NonNullable<Stage['domain']>, api: NamedApi) {
    super(scope, id);
    this.name = `${api.host}.${domain.name}`;
    const name = new CfnDomainName(this, 'Name', {
      domainName: this.name,
      domainNameConfigurations: [
        { certificateArn: domain.certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    new CfnApiMapping(this, 'Mapping', { apiId: api.id, domainName: name.ref, stage: api.stageName });
    new CfnRecordSet(this, 'Record', {
      hostedZoneId: domain.hostedZoneId,
      name: this.name,
      type: 'A',
      aliasTarget: {
        dnsName: name.attrRegionalDomainName,
        hostedZoneId: name.attrRegionalHostedZoneId,
      },
    });
  }
}
