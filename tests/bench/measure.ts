/** One line of a bench's table. */
export interface Measure {
  name: string;
  figure: number;
  goal: number;
  unit: string;
  /** Whether the goal is an upper bound or a lower one. */
  atMost: boolean;
}

/** The table as text, a line a measure, with the goal beside each figure. */
export function formatTable(measures: readonly Measure[]): string {
  return measures
    .map(({ name, figure, goal, unit, atMost }) => {
      const shown = `${figure < 100 ? figure.toFixed(2) : Math.round(figure).toLocaleString('en')} ${unit}`;
      const met = atMost ? figure <= goal : figure >= goal;
      const wanted = `${atMost ? '≤' : '≥'} ${goal.toLocaleString('en')} ${unit}`;
      return `${name.padEnd(46)} ${shown.padStart(18)}   goal ${wanted.padEnd(20)} ${met ? 'met' : 'MISSED'}\n`;
    })
    .join('');
}
