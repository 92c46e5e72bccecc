import { clockTime } from '#shared/agents/packager/clock-time.ts';
import { describeVisual } from '#shared/agents/packager/describe-visual.ts';
import { framesToMs } from '#shared/agents/packager/plan-chapters.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Script } from '#shared/domain/script.ts';
import type { Scene, Storyboard } from '#shared/domain/storyboard.ts';
import type { Timeline, TimelineScene } from '#shared/domain/timeline.ts';

/** Text as one line of Markdown that shows it as it is: no markup, no HTML, no table cell of its own. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~#&]/gu, '\\$&')
    .replace(/^(\d+)([.)])/u, '$1\\$2')
    .replace(/^[-+]/u, '\\$&');
}

interface Shot {
  scene: Scene;
  timed: TimelineScene | undefined;
  number: number;
}

const startOf = ({ timed }: Shot): string => (timed ? clockTime(framesToMs(timed.startFrame)) : '–');

const secondsOf = ({ timed }: Shot): string =>
  timed ? `${(framesToMs(timed.frames) / 1000).toFixed(1)} s` : '–';

function table(shots: readonly Shot[]): string[] {
  return [
    '| Scene | Starts | Length | Shows | Chapter |',
    '| ---: | ---: | ---: | --- | --- |',
    ...shots.map((shot) => {
      const { scene, number } = shot;
      const cells = [number, startOf(shot), secondsOf(shot), scene.visual.kind, plain(scene.chapter ?? '')];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function paragraph(shot: Shot): string[] {
  const { scene, number } = shot;
  return [
    ...(scene.chapter === undefined ? [] : [`## ${plain(scene.chapter)}`, '']),
    `### ${number} · ${startOf(shot)}`,
    '',
    plain(scene.narration) || '(silence)',
    '',
    `*Shown: ${plain(describeVisual(scene.visual))}.*`,
    '',
  ];
}

/** The film as a screenplay in Markdown: a table of its scenes, then what each says and shows, notes and sources. */
export function writeScreenplay(
  timeline: Timeline,
  script: Script,
  { scenes }: Storyboard,
  { origins }: Document,
): string {
  const times = new Map(timeline.scenes.map((scene) => [scene.id, scene]));
  const shots = scenes.map(
    (scene, index): Shot => ({ scene, timed: times.get(scene.id), number: index + 1 }),
  );
  const { width, height, frames, language } = timeline;
  const lines = [
    `# ${plain(script.title)}`,
    '',
    `${clockTime(framesToMs(frames))} long, ${width} × ${height}, language \`${language}\`, ${scenes.length} scenes.`,
    '',
    ...table(shots),
    '',
    ...shots.flatMap(paragraph),
    ...(script.notes.length > 0
      ? ['## Notes', '', ...script.notes.map((note) => `- ${plain(note)}`), '']
      : []),
    ...(origins.length > 0 ? ['## Sources', '', ...origins.map((origin) => `- ${plain(origin)}`), ''] : []),
  ];
  return lines.join('\n');
}
