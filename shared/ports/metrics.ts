/** Units that metrics have, in CloudWatch's words. */
export type MetricUnit = 'Count' | 'Milliseconds' | 'Bytes' | 'None';

/** Figures for engineers, kept apart from logs. */
export interface Metrics {
  /** Notes one value; `dimensions` have few distinct values (a stage, a queue), never ids. */
  put(name: string, value: number, unit: MetricUnit, dimensions?: Readonly<Record<string, string>>): void;
}
