import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientSettings } from '#shared/aws/client-settings.ts';
import type { AwsContext } from '#shared/aws/context.ts';
import { createS3Client } from '#shared/aws/s3/client.ts';
import { S3Links, type SignFilm } from '#shared/aws/s3/links.ts';
import { cloudFrontSigner } from '#shared/aws/s3/sign-film.ts';
import { serviceError } from '#shared/aws/service-error.ts';
import { AppError } from '#shared/errors.ts';
import type { Links } from '#shared/ports/links.ts';

/** Opens the port `links`. */
export function open({ config, ports, redactor }: AwsContext): Links {
  const { films } = config;
  const signFilm = films && filmSigner(films, redactor);
  return new S3Links({
    ...{ client: createS3Client(), bucket: config.resource('assets'), clock: ports.clock },
    ...(signFilm ? { signFilm } : {}),
  });
}

function filmSigner(
  { domain, keyId, keySecret }: NonNullable<AwsContext['config']['films']>,
  redactor: AwsContext['redactor'],
): SignFilm {
  const client = new SecretsManagerClient(clientSettings());
  const privateKey = async () => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: keySecret }));
      if (!SecretString?.includes('PRIVATE KEY')) {
        throw new AppError('CONFIG_INVALID', 'The secret that films are signed with holds no private key.');
      }
      redactor.learn(SecretString);
      return SecretString;
    } catch (error) {
      throw serviceError(error, 'The key of films', { ResourceNotFoundException: 'CONFIG_INVALID' });
    }
  };
  return cloudFrontSigner({ domain, keyPairId: keyId, privateKey });
}
