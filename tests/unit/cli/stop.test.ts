import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

/** Runs a module of the project that prints `ready`, and sends Ctrl-C each time it has printed a line. */
function interrupted(code: string): Promise<{ code: number | null; out: string; errors: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { timeout: 20_000 });
    let out = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (text.includes('ready')) child.kill('SIGINT');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('close', (exit) => done({ code: exit, out, errors }));
  });
}

const START = `
  import { catchSignals, onStop, sayOnStop } from '#cli/stop.ts';
  catchSignals();
  const alive = setInterval(() => {}, 1000);
`;

test('Ctrl-C before anything is open ends with a word and 130', async () => {
  const ended = await interrupted(`${START} console.log('ready');`);
  expect(ended).toEqual({ code: 130, out: 'ready\n', errors: 'Stopped.\n' });
});

test('Ctrl-C closes what is open first', async () => {
  const ended = await interrupted(`${START}
    onStop(async () => console.log('closed')).then((how) => { console.log(how); clearInterval(alive); });
    console.log('ready');
  `);
  expect(ended).toEqual({ code: 0, out: 'ready\nclosed\nstopped\n', errors: '' });
});

test('closing that fails is told to whoever waits', async () => {
  const ended = await interrupted(`${START}
    onStop(async () => { throw new Error('stuck'); }).catch(({ message }) => { console.log(message); clearInterval(alive); });
    console.log('ready');
  `);
  expect(ended).toMatchObject({ code: 0, out: 'ready\nstuck\n' });
});

test('a second Ctrl-C ends at once, and the terminal gets its cursor back', async () => {
  const ended = await interrupted(`${START}
    import { createTerminalReporter } from '#cli/progress/terminal-reporter.ts';
    const reporter = createTerminalReporter(process.stdout, process.stderr, false);
    reporter.begin('tea', false);
    sayOnStop(() => reporter.stopped());
    onStop(() => { console.log('ready again'); return new Promise(() => {}); });
    console.log('ready');
  `);
  expect(ended).toMatchObject({ code: 130, errors: '' });
  expect(ended.out).toContain('ready again');
  expect(ended.out.lastIndexOf('\x1b[?25h')).toBeGreaterThan(ended.out.lastIndexOf('\x1b[?25l'));
});
