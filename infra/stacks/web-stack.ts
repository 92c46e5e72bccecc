import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Stage } from '#infra/config.ts';
import { Films } from '#infra/constructs/films.ts';
import { Site } from '#infra/constructs/site.ts';
import { type DataStack, environmentOf } from '#infra/stacks/data-stack.ts';
import type { FirewallStack } from '#infra/stacks/firewall-stack.ts';

/** What the web is made of. */
export interface WebStackProps {
  stage: Stage;
  data: DataStack;
  /** Where the stage wants one. */
  firewall: FirewallStack | undefined;
}

/** How browsers get the site, and films where they are handed out by CloudFront. Until a site is uploaded, it answers 404. */
export class WebStack extends Stack {
  /** Of the site's pages: `https://…`. */
  readonly origin: string;
  readonly films?: Films;

  constructor(scope: Construct, id: string, { stage, data, firewall: stack }: WebStackProps) {
    super(scope, id, { env: environmentOf(stage), description: 'Reelwright: the site and its films' });
    const firewall = stack?.aclFor(this);
    const logs = data.edgeLogs;
    const files = [data.assets.bucketRegionalDomainName];
    const { cloudfrontSignedFilms } = stage.features;
    if (cloudfrontSignedFilms) {
      this.films = new Films(this, 'Films', {
        ...{ stage, logs, firewall, bucket: data.assets },
        publicKeyPem: cloudfrontSignedFilms.publicKeyPem,
      });
      files.push(this.films.host);
    }
    this.origin = new Site(this, 'Site', { stage, logs, firewall, files, bucket: data.site }).origin;
    new CfnOutput(this, 'SiteUrl', { value: this.origin });
    if (this.films) new CfnOutput(this, 'FilmsKeySecret', { value: this.films.secretName });
  }
}
