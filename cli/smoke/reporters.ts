import type { Output } from '#cli/progress/reporter.ts';
import type { Outcome, SmokeReporter } from '#cli/smoke/smoke.ts';

const MARKS: Record<Outcome['result'], string> = { holds: '✓', fails: '✗', 'not-looked-at': '–' };

/** A reporter that also says how the whole ended. */
export interface SmokeNarrator extends SmokeReporter {
  end(outcomes: readonly Outcome[]): void;
}

/** A line for each check; what does not hold is followed by what to do. */
export function createPlainNarrator(out: Output): SmokeNarrator {
  const line = (text: string) => out.write(`${text}\n`);
  return {
    progress: (text) => line(`    ${text}`),
    outcome({ title, result, seen, advice }) {
      const why = result === 'not-looked-at' ? 'not looked at: ' : '';
      line(`${MARKS[result]} ${title}${result === 'fails' ? '' : ` (${why}${seen})`}`);
      if (result !== 'fails') return;
      line(`    ${seen}`);
      line(`    ${advice}`);
    },
    end(outcomes) {
      const { holds, fails, notLookedAt } = countOutcomes(outcomes);
      const ending = (count: number) => (count === 1 ? 's' : '');
      const others = notLookedAt === 0 ? '' : `, ${notLookedAt} not looked at`;
      line('');
      line(`${holds} hold${ending(holds)}, ${fails} fail${ending(fails)}${others}`);
    },
  };
}

/** Each check as a line of JSON, and one with the numbers at the end. */
export function createJsonNarrator(out: Output): SmokeNarrator {
  const line = (value: object) => out.write(`${JSON.stringify(value)}\n`);
  return {
    progress: () => undefined,
    outcome: (outcome) => line({ type: 'check', ...outcome }),
    end: (outcomes) => line({ type: 'end', ...countOutcomes(outcomes) }),
  };
}

/** An output that never shows the token, whatever is written. */
export function withoutToken(out: Output, token: string): Output {
  return { write: (text: string) => out.write(text.replaceAll(token, '…')) };
}

function countOutcomes(outcomes: readonly Outcome[]) {
  const count = (result: Outcome['result']) => outcomes.filter((outcome) => outcome.result === result).length;
  return { holds: count('holds'), fails: count('fails'), notLookedAt: count('not-looked-at') };
}
