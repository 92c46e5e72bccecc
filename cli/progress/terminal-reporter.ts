import { styleText } from 'node:util';
import { describeFinish, describeStage } from '#cli/progress/format.ts';
import type { Output, Reporter } from '#cli/progress/reporter.ts';
import { type Stage, StageView } from '#shared/brief/stages.ts';

type Style = Parameters<typeof styleText>[0];

/** A terminal that can be drawn over. */
export interface Terminal extends Output {
  columns?: number;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const REDRAW_MS = 100;
const BAR_WIDTH = 20;

/** Stages that are done stay; those that run are drawn again in place, with a bar where they have many items. */
export function createTerminalReporter(out: Terminal, errors: Output, colour: boolean): Reporter {
  const view = new StageView();
  const paint = (style: Style, text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  let drawn = 0;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    const lines = view.stages
      .filter(({ state }) => state !== 'waiting')
      .map((stage) => stageLine(stage, frame, paint));
    const notices = view.notices.map((notice) => paint('yellow', `  Note: ${notice}`));
    const width = Math.max(20, (out.columns ?? 80) - 1);
    const all = [...lines, ...notices].flatMap((text) => (colour ? [text] : [text.slice(0, width)]));
    out.write(`${drawn > 0 ? `\x1b[${drawn}A` : ''}\x1b[J${all.map((text) => `${text}\n`).join('')}`);
    drawn = all.reduce((rows, text) => rows + Math.max(1, Math.ceil(visibleLength(text) / (width + 1))), 0);
  };
  const end = () => {
    clearInterval(timer);
    timer = undefined;
    out.write('\x1b[?25h');
  };
  return {
    begin(title, resumed) {
      out.write(`\x1b[?25l${paint('bold', `${resumed ? 'Going on with' : 'Making'} ${title}`)}\n`);
      timer = setInterval(() => {
        frame += 1;
        draw();
      }, REDRAW_MS);
      timer.unref();
    },
    event: (event) => void view.apply(event),
    finish(finished) {
      draw();
      end();
      const lines = describeFinish(finished);
      const last = lines.pop() ?? '';
      const style = { passed: 'green', degraded: 'yellow', failed: 'red' } as const;
      out.write(`\n${lines.join('\n')}\n${paint(style[finished.film.verdict], last)}\n`);
    },
    fail({ message, hint }) {
      if (timer) draw();
      end();
      errors.write(`${paint('red', 'Error:')} ${[message, hint].filter(Boolean).join(' ')}\n`);
    },
    stopped() {
      draw();
      end();
      out.write('\nStopped. The same command goes on from here.\n');
    },
  };
}

function stageLine(stage: Stage, frame: number, paint: (style: Style, text: string) => string): string {
  const marks = {
    waiting: ' ',
    running: paint('cyan', FRAMES[frame % FRAMES.length] ?? ''),
    done: paint('green', '✓'),
    failed: paint('red', '✗'),
  };
  const filled = stage.total > 0 ? Math.round((stage.done / stage.total) * BAR_WIDTH) : 0;
  const bar =
    stage.state === 'running' && stage.total > 0
      ? `${paint('cyan', '━'.repeat(filled))}${paint('dim', '━'.repeat(BAR_WIDTH - filled))} `
      : '';
  return `${marks[stage.state]} ${stage.name.padEnd(12)}${bar}${paint('dim', describeStage(stage))}`;
}

function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return text.replace(/\x1b\[[0-9;]*m/g, '').length;
}
