import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { clientSettings } from '#shared/aws/client-settings.ts';
import { ManagedSecrets } from '#shared/aws/secrets.ts';
import { ACME } from '#tests/contract/harness.ts';
import { describeSecrets } from '#tests/contract/secrets.ts';
import { createSecretsManager, type SecretsManagerOptions } from '#tests/emulators/secrets-manager.ts';
import { clientOf, listen } from '#tests/emulators/wire.ts';

async function openSecrets(options: SecretsManagerOptions = {}, onReveal?: (value: string) => void) {
  const server = await listen(createSecretsManager(options).handle);
  const client = new SecretsManagerClient({ ...clientSettings(), ...clientOf(server.url) });
  const prefix = 'reelwright/dev';
  return {
    port: new ManagedSecrets({ client, prefix, ...(onReveal === undefined ? {} : { onReveal }) }),
    advance: async () => undefined,
    async close() {
      client.destroy();
      await server.close();
    },
  };
}

describeSecrets('Secrets Manager', () => openSecrets());

test('230 secrets are listed over as many pages as they take, and none of a tenant whose name goes on', async () => {
  const names = Array.from({ length: 230 }, (_, index) => `key-${String(index).padStart(3, '0')}`);
  const secrets = Object.fromEntries([
    ...names.map((name) => [`reelwright/dev/acme/${name}`, 'value']),
    ['reelwright/dev/acme-2/key', 'theirs'],
    ['reelwright/dev/ACME/key', 'theirs'],
    ['reelwright/other/acme/key', 'theirs'],
  ]);
  const { port, close } = await openSecrets({ secrets });
  expect(await port.list(ACME)).toEqual(names);
  await close();
});

test('the log learns every secret that leaves or enters', async () => {
  const learnt: string[] = [];
  const secrets = { 'reelwright/dev/acme/old': 'there before' };
  const { port, close } = await openSecrets({ secrets }, (value) => learnt.push(value));
  await port.get(ACME, 'old');
  await port.set(ACME, 'new', 'set just now');
  expect(learnt).toEqual(['there before', 'set just now']);
  await close();
});

test('each call asks for one action on one secret', async () => {
  const asked: string[] = [];
  const { port, close } = await openSecrets({ authorise: (call) => void asked.push(call.action) });
  await port.get(ACME, 'key');
  await port.set(ACME, 'key', 'a');
  await port.set(ACME, 'key', 'b');
  await port.remove(ACME, 'key');
  await port.list(ACME);
  expect(asked).toEqual([
    'secretsmanager:GetSecretValue',
    'secretsmanager:PutSecretValue',
    'secretsmanager:CreateSecret',
    'secretsmanager:PutSecretValue',
    'secretsmanager:DeleteSecret',
    'secretsmanager:ListSecrets',
  ]);
  await close();
});
