import { createVerify, generateKeyPairSync } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import { S3Links } from '#shared/aws/s3/links.ts';
import { cloudFrontSigner } from '#shared/aws/s3/sign-film.ts';
import { LINK_SECONDS } from '#shared/ports/links.ts';
import { ACME } from '#tests/contract/harness.ts';
import { createVirtualClock } from '#tests/virtual-clock.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const ref = { hash: `ab${'0'.repeat(62)}`, mediaType: 'video/mp4', bytes: 5 };

function openLinks(key: () => Promise<string>) {
  const client = new S3Client({ region: 'eu-central-1' });
  onTestFinished(() => client.destroy());
  const signFilm = cloudFrontSigner({ domain: 'films.example', keyPairId: 'K123', privateKey: key });
  const clock = createVirtualClock();
  return { clock, links: new S3Links({ client, bucket: 'assets', clock, signFilm }) };
}

/** CloudFront replaces what a query cannot hold in base64. */
const decoded = (text: string | null) =>
  Buffer.from(
    (text ?? '').replace(/[-_~]/g, (c) => ({ '-': '+', _: '=', '~': '/' })[c] ?? c),
    'base64',
  );

test('with a distribution, downloads are signed for it as its canned policy wants it', async () => {
  const { clock, links } = openLinks(async () => privateKey);
  const { url, expiresAt } = await links.download(ACME, ref, { name: 'Ä film.mp4' });
  expect(expiresAt).toBe(clock.now() + LINK_SECONDS * 1_000);
  const address = new URL(url);
  expect([address.origin, address.pathname]).toEqual(['https://films.example', `/acme/ab/${ref.hash}`]);
  expect(address.searchParams.get('response-content-type')).toBe('video/mp4');
  expect(address.searchParams.get('response-content-disposition')).toBe(
    `attachment; filename="_ film.mp4"; filename*=UTF-8''%C3%84%20film.mp4`,
  );
  expect(address.searchParams.get('Key-Pair-Id')).toBe('K123');
  expect(address.searchParams.get('Expires')).toBe(String(expiresAt / 1_000));
  // docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html
  const [resource] = url.split('&Expires=');
  const policy = { Resource: resource, Condition: { DateLessThan: { 'AWS:EpochTime': expiresAt / 1_000 } } };
  const verified = createVerify('sha1').update(JSON.stringify({ Statement: [policy] }));
  expect(verified.verify(publicKey, decoded(address.searchParams.get('Signature')))).toBe(true);
});

test('uploads go to S3 all the same', async () => {
  const client = new S3Client({
    region: 'eu-central-1',
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'AKIDOFTESTS', secretAccessKey: 'x' },
  });
  onTestFinished(() => client.destroy());
  const signFilm = cloudFrontSigner({
    domain: 'films.example',
    keyPairId: 'K',
    privateKey: async () => privateKey,
  });
  const links = new S3Links({ client, bucket: 'assets', clock: createVirtualClock(), signFilm });
  const { url, headers } = await links.upload(ACME, ref);
  expect(new URL(url).host).toBe('assets.s3.eu-central-1.amazonaws.com');
  const signed = new URL(url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
  expect(signed).toEqual(['content-length', 'content-type', 'host', 'x-amz-checksum-sha256']);
  expect(Object.keys(headers)).toEqual(['content-type', 'x-amz-checksum-sha256']);
  expect(url).not.toContain('crc32');
});

test('the key is asked for once, and again after that failed', async () => {
  let asked = 0;
  const { links } = openLinks(async () => {
    asked += 1;
    if (asked === 1) throw new Error('not now');
    return privateKey;
  });
  await expect(links.download(ACME, ref, { name: 'a' })).rejects.toThrow('not now');
  await links.download(ACME, ref, { name: 'a' });
  await links.download(ACME, ref, { name: 'b' });
  expect(asked).toBe(2);
});
