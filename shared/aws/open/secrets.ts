import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from '#shared/aws/client-settings.ts';
import type { AwsContext } from '#shared/aws/context.ts';
import { ManagedSecrets } from '#shared/aws/secrets.ts';

/** Opens the port `secrets`; the log masks each that passes through it. */
export const open = ({ config, redactor }: AwsContext) =>
  new ManagedSecrets({
    client: new SecretsManagerClient(clientSettings()),
    prefix: config.resource('secrets'),
    onReveal: redactor.learn,
  });
