import { describeFinish, describeStage } from '#cli/progress/format.ts';
import type { Output, Reporter } from '#cli/progress/reporter.ts';
import { type Stage, StageView } from '#shared/brief/stages.ts';

/** Lines of progress that a stage of many items gets, beside its first and last: a log of 300 scenes stays readable. */
const PARTS = 7;

/** A line for each thing that happens, for logs and pipes. */
export function createPlainReporter(out: Output, errors: Output): Reporter {
  const view = new StageView();
  const told = new Set<string>();
  const line = (text: string) => out.write(`${text}\n`);
  return {
    begin: (title, resumed) => line(`${resumed ? 'Going on with' : 'Making'} ${title}`),
    event(event) {
      const noticesBefore = view.notices.length;
      const stage = view.apply(event);
      for (const notice of view.notices.slice(noticesBefore)) line(`Note: ${notice}`);
      if (!stage || stage.state === 'waiting') return;
      const text = `${stage.name}: ${stage.state}${withSpace(describeStage(stage))}`;
      const mark = stage.state === 'running' ? `${stage.name} ${stage.done}` : `${stage.name} ${stage.state}`;
      if (told.has(mark) || !isMilestone(stage)) return;
      told.add(mark);
      line(text);
    },
    finish: (finished) => describeFinish(finished).forEach(line),
    fail: ({ message, hint }) => errors.write(`${['Error:', message, hint].filter(Boolean).join(' ')}\n`),
    stopped: () => line('Stopped. The same command goes on from here.'),
  };
}

function isMilestone({ state, done, total }: Stage): boolean {
  return state !== 'running' || done <= 1 || done % Math.ceil(total / PARTS) === 0;
}

function withSpace(text: string): string {
  return text && ` ${text}`;
}
