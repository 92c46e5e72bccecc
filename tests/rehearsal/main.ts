import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { synthesize } from '#infra/synth.ts';
import { hasDynamoEmulator } from '#tests/emulators/dynamodb.ts';
import { readAssembly } from '#tests/rehearsal/assembly/read-assembly.ts';
import { rehearse } from '#tests/rehearsal/rehearse.ts';
import { sceneLine, summary } from '#tests/rehearsal/report.ts';
import { SCENES } from '#tests/rehearsal/scenes/play.ts';

/** Where the cost model finds what was counted. */
const COUNTED = resolve(import.meta.dirname, '../bench/counted/ten-scenes.json');

const say = (text: string) => void process.stdout.write(text);

const { count, assembly, only } = new Command('npm run rehearse --')
  .description('Runs what would be deployed on this machine, without an account, and plays scenes on it.')
  .option('--count', `count the operations of a film of ten scenes, and write them for the cost model`)
  .option('--assembly <folder>', 'take this cloud assembly instead of synthesizing the stage "rehearsal"')
  .option('--only <words>', 'play only scenes whose title has these words')
  .showHelpAfterError()
  .parse()
  .opts<{ count?: boolean; assembly?: string; only?: string }>();

const scenes = SCENES.filter(({ title }) => title.toLowerCase().includes((only ?? '').toLowerCase()));
if (scenes.length === 0) {
  say(`No scene has "${only}" in its title:\n${SCENES.map(({ title }) => `    ${title}\n`).join('')}`);
  process.exit(1);
}
if (!hasDynamoEmulator('extenddb')) {
  say('The rehearsal needs a DynamoDB server that there is for Linux on x64 only.\n');
  process.exit(1);
}
if (assembly !== undefined && !existsSync(join(assembly, 'manifest.json'))) {
  say(`There is no cloud assembly in ${assembly}: manifest.json is missing. \`npm run synth\` makes one.\n`);
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'rehearsed-'));
try {
  if (assembly === undefined) say('Synthesizing the stage "rehearsal" …\n');
  const made = assembly === undefined ? await synthesize('rehearsal', folder) : resolve(assembly);
  const rehearsed = await rehearse(readAssembly(made), {
    scenes,
    count: count ?? false,
    onScene: (played) => say(sceneLine(played)),
  });
  say(`\n${summary(rehearsed, { whole: only === undefined })}`);
  if (rehearsed.counted) {
    await mkdir(dirname(COUNTED), { recursive: true });
    await writeFile(COUNTED, `${JSON.stringify(rehearsed.counted, undefined, 2)}\n`);
    say(
      `Counted a film of ${rehearsed.counted.scenes} scenes, written to ${relative(process.cwd(), COUNTED)}\n`,
    );
  }
  const unused = only === undefined && rehearsed.unused.length > 0;
  const wrong = rehearsed.scenes.some(({ failure }) => failure !== undefined);
  const refused = rehearsed.denied.length > 0 || rehearsed.errors.length > 0;
  process.exitCode = wrong || refused || unused ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
