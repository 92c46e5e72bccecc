import { expect, test } from 'vitest';
import { currentTrace, currentTraceHeader, readConfig } from '#shared/aws/config.ts';

const STAGE = { REELWRIGHT_STAGE: 'dev' };

test('a function with the name of its stage only has the defaults of everything else', () => {
  expect(readConfig(STAGE)).toEqual({
    stage: 'dev',
    logLevel: 'info',
    renderLanes: ['functions'],
    media: '/opt/media',
    resource: expect.any(Function),
  });
});

test('everything that is given is read', () => {
  const config = readConfig({
    ...STAGE,
    REELWRIGHT_LOG: 'debug',
    REELWRIGHT_ISSUER: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc',
    REELWRIGHT_AUDIENCE: 'studio-app',
    REELWRIGHT_TENANT: 'acme',
    REELWRIGHT_DAILY_USD: '2.50',
    REELWRIGHT_RENDER_LANES: 'functions,jobs,gpu-jobs',
    REELWRIGHT_MEDIA: '/media',
    REELWRIGHT_FILMS_DOMAIN: 'films.example.com',
    REELWRIGHT_FILMS_KEY_ID: 'K1',
    REELWRIGHT_FILMS_KEY_SECRET: 'films-key',
    REELWRIGHT_TABLE: 'studio',
    REELWRIGHT_QUEUES: '{"productions":"https://sqs.example.com/1/productions.fifo"}',
    REELWRIGHT_WORKFLOWS: '{"produce-video":"arn:aws:states:x"}',
    REELWRIGHT_LIVE_ENDPOINT: 'https://abc.execute-api.eu-central-1.amazonaws.com/live',
  });
  expect(config).toMatchObject({
    logLevel: 'debug',
    issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_abc',
    audience: 'studio-app',
    tenant: 'acme',
    dailyUsd: 2.5,
    renderLanes: ['functions', 'jobs', 'gpu-jobs'],
    media: '/media',
    films: { domain: 'films.example.com', keyId: 'K1', keySecret: 'films-key' },
  });
  expect(config.resource('table')).toBe('studio');
  expect(config.resource('queues')).toEqual({ productions: 'https://sqs.example.com/1/productions.fifo' });
  expect(config.resource('executions')).toEqual({ 'produce-video': 'arn:aws:states:x' });
  expect(config.resource('connections')).toContain('/live');
});

test('all problems are told at once, by the names of their variables and without their values', () => {
  const problems = {
    REELWRIGHT_STAGE: 'Not A Stage',
    REELWRIGHT_LOG: 'loud',
    REELWRIGHT_ISSUER: 'http://issuer.example.com',
    REELWRIGHT_DAILY_USD: '-1',
    REELWRIGHT_RENDER_LANES: 'functions,trains',
    REELWRIGHT_QUEUES: 'not json',
    REELWRIGHT_WORKFLOWS: '["a"]',
    REELWRIGHT_TENANT: '../acme',
  };
  const refused = () => readConfig(problems);
  expect(refused).toThrowError(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  for (const name of Object.keys(problems)) expect(refused).toThrowError(name);
  expect(refused).not.toThrowError('trains');
});

test('a tenant and a claim that names tenants, or half a door for films, are refused', () => {
  expect(() =>
    readConfig({ ...STAGE, REELWRIGHT_TENANT: 'acme', REELWRIGHT_TENANT_CLAIM: 'custom:tenant' }),
  ).toThrowError('REELWRIGHT_TENANT_CLAIM');
  expect(() => readConfig({ ...STAGE, REELWRIGHT_FILMS_DOMAIN: 'films.example.com' })).toThrowError(
    'REELWRIGHT_FILMS_KEY_ID',
  );
});

test('asking for a resource that the function was not given names the variable', () => {
  expect(() => readConfig(STAGE).resource('table')).toThrowError(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: 'REELWRIGHT_TABLE is not set.' }),
  );
});

test('an address without TLS is good on this machine only', () => {
  const issuer = (url: string) => readConfig({ ...STAGE, REELWRIGHT_ISSUER: url }).issuer;
  expect(issuer('http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000');
  expect(() => issuer('http://127.0.0.1.example.com')).toThrowError('REELWRIGHT_ISSUER');
  expect(() => issuer('http://localhost.example.com')).toThrowError('REELWRIGHT_ISSUER');
});

test('the trace is that of the invocation under way, or the one that a job was submitted with', () => {
  const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
  expect(currentTraceHeader({ _X_AMZN_TRACE_ID: header })).toBe(header);
  expect(currentTrace({ _X_AMZN_TRACE_ID: header })).toBe('1-5759e988-bd862e3fe1be46a994272793');
  expect(currentTrace({ REELWRIGHT_TRACE: '1-a-b' })).toBe('1-a-b');
  expect(currentTrace({ REELWRIGHT_TRACE: '' })).toBeUndefined();
  expect(currentTraceHeader({})).toBeUndefined();
});
