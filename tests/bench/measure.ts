/** One line of a bench's table. */
export interface Measure {
  name: string;
  figure: number;
  goal: number;
  unit: string;
  /** Decimals that are shown; 2 unless told. */
  digits?: number;
  /** Whether the goal is an upper bound or a lower one. */
  atMost: boolean;
}

/** Whether the goal is kept. */
function isMet({ figure, goal, atMost }: Measure): boolean {
  return atMost ? figure <= goal : figure >= goal;
}

/** Prints the table of a bench; the process ends with 1 when a goal is missed. */
export function report(measures: readonly Measure[]): void {
  process.stdout.write(formatTable(measures));
  if (!measures.every(isMet)) process.exitCode = 1;
}

/** The table as text, a line a measure, with the goal beside each figure. */
function formatTable(measures: readonly Measure[]): string {
  return measures
    .map((measure) => {
      const { name, figure, goal, unit, atMost, digits = 2 } = measure;
      const shown = `${figure < 100 ? figure.toFixed(digits) : Math.round(figure).toLocaleString('en')} ${unit}`;
      const wanted = `${atMost ? '≤' : '≥'} ${goal.toLocaleString('en', { maximumFractionDigits: 5 })} ${unit}`;
      return `${name.padEnd(46)} ${shown.padStart(18)}   goal ${wanted.padEnd(20)} ${isMet(measure) ? 'met' : 'MISSED'}\n`;
    })
    .join('');
}
