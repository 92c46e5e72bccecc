import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStage } from '#infra/config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelwright-stages-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

test('a stage needs a name and a region; everything else has a default', () => {
  write('dev.yaml', 'stage: dev\nregion: eu-central-1\n');
  expect(readStage('dev', folder)).toMatchObject({
    auth: { provider: 'cognito' },
    tenant: { fixed: 'main' },
    features: { gpu: false, waf: false },
    log: { level: 'info', retentionDays: 30 },
    schedules: [],
  });
});

test('the stages of the project are right', () => {
  expect(readStage('dev').stage).toBe('dev');
  expect(readStage('rehearsal').schedules).toMatchObject([{ name: 'weekly-news', tenant: 'main' }]);
});

test('all problems of a stage are told at once, each with its place', () => {
  write(
    'dev.yaml',
    'stage: dev\nregion: Frankfurt\naccount: 12\nfeatures: { gpus: true }\nschedules: [{ file: a.yaml }]\n',
  );
  expect(() => readStage('dev', folder)).toThrow(
    /region: is no region.*account: must be in quotes.*features\.gpus: there is no such field/s,
  );
});

const BASE = 'stage: dev\nregion: eu-central-1\n';
const DOMAIN =
  "name: a.example.com, hostedZoneId: Z0123456789, certificateArn: 'arn:aws:acm:eu-central-1:1:certificate/a'";
const RSA_1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
  type: 'spki',
  format: 'pem',
});

test.each([
  ['', 'the file is empty'],
  [`${BASE}extra: 1`, 'extra: there is no such field'],
  [`${BASE}auth: { provider: google }`, 'auth.provider: must be cognito or oidc'],
  [`${BASE}features: { waf: 'yes' }`, 'features.waf: must be true or false, without quotes, not "yes"'],
  [`${BASE}features: { backupDays: 1 }`, 'features.backupDays: must be at least 7, not 1'],
  [`${BASE}origins: ['https://a.example.com/']`, 'origins.0: must be an origin without path or slash'],
  [`${BASE}schedules: [{ file: gone.yaml }]`, 'schedules.0.file: gone.yaml: there is no such file'],
  [
    `${BASE}domain: { ${DOMAIN.replace('a.example.com', 'studio')} }`,
    'domain.name: must be a name with a dot',
  ],
  [
    `${BASE}domain: { ${DOMAIN.replace('Z0123456789', 'zone')} }`,
    'domain.hostedZoneId: must be the id of a zone',
  ],
  [
    `${BASE}domain: { ${DOMAIN.replace('acm:eu-central-1', 'acm:us-west-2')} }`,
    "domain.certificateArn: must be in the stage's region, eu-central-1",
  ],
  [
    `${BASE}domain: { ${DOMAIN}, edgeCertificateArn: 'arn:aws:acm:eu-central-1:1:certificate/b' }`,
    "domain.edgeCertificateArn: must be in CloudFront's region, us-east-1",
  ],
  [
    `${BASE}features: { replica: { region: eu-central-1, keyArn: 'arn:aws:kms:eu-central-1:1:key/a' } }`,
    'features.replica.region: must be another region',
  ],
  [
    `${BASE}features: { replica: { region: eu-west-1, keyArn: 'arn:aws:kms:eu-central-1:1:key/a' } }`,
    "features.replica.keyArn: must be in the replica's region, eu-west-1",
  ],
  [
    `${BASE}features: { cloudfrontSignedFilms: { publicKeyPem: ${JSON.stringify(RSA_1024)} } }`,
    'features.cloudfrontSignedFilms.publicKeyPem: must be a public key as PEM',
  ],
])('%j is told as "%s", and no mistake in words of the schema', (text, sentence) => {
  write('dev.yaml', text);
  expect(() => readStage('dev', folder)).toThrow(sentence);
  expect(() => readStage('dev', folder)).not.toThrow(/Invalid|Unrecognized|expected/);
});

test('a schedule is read with its production, and needs a tenant where tokens name theirs', () => {
  write(
    'dev.yaml',
    'stage: dev\nregion: eu-central-1\ntenant: { claim: org }\nschedules: [{ file: a.yaml }]\n',
  );
  write('a.yaml', 'name: a\nexpression: rate(1 day)\nproduction: { topic: Tides }\n');
  expect(() => readStage('dev', folder)).toThrow(/schedules\.0: a\.yaml needs a tenant/);
  write('dev.yaml', 'stage: dev\nregion: eu-central-1\nschedules: [{ file: a.yaml }]\n');
  expect(readStage('dev', folder).schedules).toMatchObject([
    { name: 'a', tenant: 'main', production: { topic: 'Tides' } },
  ]);
});

test('a stage that is not there, that calls itself otherwise, or has a schedule twice, is refused', () => {
  expect(() => readStage('prod', folder)).toThrow(/There is no stage prod/);
  write('dev.yaml', 'stage: test\nregion: eu-central-1\nschedules: [{ file: a.yaml }, { file: a.yaml }]\n');
  write('a.yaml', 'name: a\nexpression: rate(1 day)\nproduction: { topic: Tides }\n');
  expect(() => readStage('dev', folder)).toThrow(/stage: is test, not dev.*a is there twice/s);
});
