import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Timeline } from '#shared/domain/timeline.ts';
import { systemClock } from '#shared/node/clock.ts';
import { cpuOf, median } from '#tests/bench/cpu-seconds.ts';
import { type Measure, report } from '#tests/bench/measure.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const BRIEF = 'examples/briefs/deep-sea.md';
const STARTS = 5;

/** Runs a command to its end and gives the ms until its first line of output, and until the end. Throws when it fails. */
function run(
  command: string,
  args: string[],
  cwd: string,
  home: string,
): Promise<{ firstLine: number; end: number }> {
  const start = systemClock.monotonic();
  return new Promise((done, fail) => {
    const env = { ...process.env, REELWRIGHT_HOME: home };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let firstLine = 0;
    child.stdout.on('data', (text: Buffer) => {
      // npm itself says first what it runs, on lines that begin with >.
      if (firstLine === 0 && /^Making|^Going on/m.test(text.toString()))
        firstLine = systemClock.monotonic() - start;
    });
    child.on('close', (code) => {
      if (code === 0) done({ firstLine, end: systemClock.monotonic() - start });
      else fail(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
}

/** The command as a person uses it: its start, the CPU that a minute of film takes, and what a second run takes. */
export async function benchWholeCommand(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'make-bench-'));
  const home = join(folder, 'home');
  const make = ['run', 'make', '--', BRIEF, '--out', folder];
  try {
    const first = await cpuOf(() => run('npm', make, ROOT, home));
    const timeline = Timeline.parse(
      JSON.parse(await readFile(join(folder, 'deep-sea/timeline.json'), 'utf8')),
    );
    const minutes = timeline.frames / timeline.fps / 60;
    const starts: number[] = [];
    const reused: number[] = [];
    for (let at = 0; at < STARTS; at++) {
      reused.push(
        await cpuOf(async () => {
          starts.push((await run('npm', make, ROOT, home)).firstLine);
        }),
      );
    }
    return [
      // x264 veryfast takes 47 CPU seconds for a minute of 1080p30 of hard content; half as much again is for all the rest.
      {
        name: 'CPU of a finished minute, everything included',
        figure: first / minutes,
        goal: 70,
        unit: 's',
        atMost: true,
      },
      {
        name: 'CPU of making the same film again ÷ first time',
        figure: median(reused) / first,
        goal: 0.05,
        unit: '×',
        atMost: true,
      },
      {
        name: 'start of npm run make to its first line',
        figure: median(starts) / 1000,
        goal: 1,
        unit: 's',
        atMost: true,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** From a fresh clone to a finished film, packages from the registry included. */
export async function benchFreshClone(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clone-bench-'));
  const clone = join(folder, 'clone');
  try {
    const cloned = await run('git', ['clone', '--quiet', ROOT, clone], ROOT, folder);
    const installed = await run('npm', ['ci', '--silent'], clone, folder);
    const made = await run('npm', ['run', 'make', '--', BRIEF], clone, join(folder, 'home'));
    await cp(join(clone, 'out/deep-sea/film.mp4'), join(folder, 'film.mp4'));
    const total = (cloned.end + installed.end + made.end) / 1000;
    return [
      { name: 'npm ci in a fresh clone', figure: installed.end / 1000, goal: 60, unit: 's', atMost: true },
      {
        name: 'fresh clone to the finished 45-second film',
        figure: total,
        goal: 180,
        unit: 's',
        atMost: true,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  report([...(await benchWholeCommand()), ...(await benchFreshClone())]);
}
