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
  expect(() => readStage('dev', folder)).toThrow(/region: must be a region.*account:.*gpus/s);
});

test('a schedule is read with its production, and needs a tenant where tokens name theirs', () => {
  write(
    'dev.yaml',
    'stage: dev\nregion: eu-central-1\ntenant: { claim: org }\nschedules: [{ file: a.yaml }]\n',
  );
  write('a.yaml', 'name: a\nexpression: rate(1 day)\nproduction: { topic: Tides }\n');
  expect(() => readStage('dev', folder)).toThrow(/schedules: a\.yaml needs a tenant/);
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
