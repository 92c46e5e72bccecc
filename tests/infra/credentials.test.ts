import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireCredentials } from '#infra/credentials.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelwright-profiles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ask = (variables: Record<string, string>, vendorFile = '/nowhere') =>
  requireCredentials({ HOME: folder, ...variables }, vendorFile);

function config(text: string): { AWS_CONFIG_FILE: string } {
  const file = join(folder, 'config');
  writeFileSync(file, text);
  return { AWS_CONFIG_FILE: file };
}

test('a machine without any credentials is told how to sign in', () => {
  expect(() => ask({})).toThrow('There are no credentials for AWS on this machine.');
});

test.each([
  { AWS_ACCESS_KEY_ID: 'given' },
  { AWS_WEB_IDENTITY_TOKEN_FILE: '/token' },
  { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/' },
])('%o is enough', (variables) => {
  expect(() => ask(variables)).not.toThrow();
});

test('a profile must be there; a session of sign-in is none', () => {
  const file = config('[profile work]\nregion = eu-central-1\n[sso-session home]\n');
  expect(() => ask({ ...file, AWS_PROFILE: 'work' })).not.toThrow();
  expect(() => ask({ ...file, AWS_PROFILE: 'sso-session home' })).toThrow(/is not there/);
  expect(() => ask(file)).toThrow(/no credentials/);
});

test('the default profile and the role of a machine of EC2 are taken without being named', () => {
  expect(() => ask(config('[default]\n'))).not.toThrow();
  const vendor = join(folder, 'vendor');
  writeFileSync(vendor, 'Amazon EC2\n');
  expect(() => ask({}, vendor)).not.toThrow();
});
