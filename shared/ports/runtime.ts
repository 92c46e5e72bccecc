/** Where segments are rendered: by functions side by side, or by jobs on machines, with a GPU or without. */
export const RENDER_LANES = ['functions', 'jobs', 'gpu-jobs'] as const;
export type RenderLane = (typeof RENDER_LANES)[number];

/** What steps run on. */
export interface Runtime {
  /** Version of ICU: borders of words, classes and cases of letters and formats of numbers follow it, in any text. */
  readonly icu: string;
  /** Lanes that a film may be rendered on, one at least; functions gather what the others have rendered. */
  readonly renderLanes: readonly RenderLane[];
  /** What a tenant may spend in a day (UTC) on films that others start: HTTP, schedules, dropped files. Without it, anything. */
  readonly dailyUsd?: number;
}
