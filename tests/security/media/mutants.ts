/** Takes thousands of damaged films, other kinds of damage than the tests', and says what became of them: node tests/security/media/mutants.ts 5000 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorCode } from '#shared/errors.ts';
import { normaliseFootage } from '#shared/media/normalise-footage.ts';
import { createMediaTools } from '#shared/node/media-tools.ts';
import { makeCorpus } from '#tests/security/media/corpus.ts';
import { mutate } from '#tests/security/media/mutate.ts';
import { ODD_FILMS } from '#tests/security/media/odd-films.ts';

const count = Number(process.argv[2] ?? 5000);
const LANES = 4;
const root = mkdtempSync(path.join(tmpdir(), 'mutants-'));
const program = await createMediaTools({ cacheFolder: root }).ffmpeg();
await makeCorpus(program, root);
const names = ODD_FILMS.map(({ name }) => name).filter((name) => !/8k|ribbon/.test(name));
const outcomes = new Map<string, number>();
const slow: string[] = [];
let longest = 0;
const { signal } = new AbortController();

async function take(mutant: number, folder: string): Promise<void> {
  const name = names[mutant % names.length] ?? '';
  writeFileSync(path.join(folder, 'mutant'), mutate(readFileSync(path.join(root, name)), mutant));
  const start = performance.now();
  const outcome = await normaliseFootage({ program, folder, file: 'mutant', name: 'made', signal }).then(
    () => 'made uniform',
    (error: unknown) => errorCode(error),
  );
  const seconds = (performance.now() - start) / 1000;
  longest = Math.max(longest, seconds);
  if (seconds > 10) slow.push(`${mutant} of ${name}: ${seconds.toFixed(1)} s`);
  if (!/made uniform|MEDIA_INVALID|TOOL_CRASHED/.test(outcome)) slow.push(`${mutant} of ${name}: ${outcome}`);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const left = readdirSync(folder).filter((file) => !/^(mutant|made\.(mp4|wav))$/.test(file));
  if (left.length > 0) slow.push(`${mutant} of ${name} left ${left.join(', ')}`);
}

await Promise.all(
  Array.from({ length: LANES }, async (_, lane) => {
    const folder = mkdtempSync(path.join(root, 'lane-'));
    for (let mutant = lane; mutant < count; mutant += LANES) await take(mutant, folder);
  }),
);
rmSync(root, { recursive: true });
process.stdout.write(`${count} mutants of ${names.length} films: ${JSON.stringify([...outcomes])}\n`);
process.stdout.write(`longest ${longest.toFixed(1)} s; our process lives, ${slow.length} to look at\n`);
process.stdout.write(slow.map((line) => `  ${line}\n`).join(''));
process.exitCode = slow.length > 0 ? 1 : 0;
