import { quoted, type Verdict, verdict } from '#shared/agents/critic/finding.ts';
import { type Distortion, findDistortion } from '#shared/agents/screen/find-distortion.ts';
import { matchScore } from '#shared/agents/screen/match-score.ts';
import { sentencesAround } from '#shared/agents/screen/sentence-around.ts';
import { shownText } from '#shared/agents/screen/shown-text.ts';
import { visualKey } from '#shared/agents/screen/visual-key.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Scene, Storyboard, Visual } from '#shared/domain/storyboard.ts';
import { BREATH_SECONDS } from '#shared/language/cut-text.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';

/** Pauses before and after speech are part of a scene; a voice may be a little quicker or slower than the mean. */
const SLACK = 1.15;
/** Least score of what is shown beside what is said; half of a list's words may be the source's. */
const LEAST_MATCH: Readonly<Partial<Record<Visual['kind'], number>>> = { list: 0.35 };
const USUAL_MATCH = 0.5;
const LONGEST_RUN = 2;

function mismatch({ visual, narration }: Scene, language: string): boolean {
  return matchScore(visual, narration, language) < (LEAST_MATCH[visual.kind] ?? USUAL_MATCH);
}

/** Figures out of larger ones, and claims without the words that turn or limit them. */
function distortions({ scenes, language }: Storyboard): Verdict[] {
  const around = sentencesAround(scenes.map(({ narration }) => narration));
  const found = scenes.map(({ id, visual, narration }, index) => ({
    scene: id,
    shown: quoted(shownText(visual)),
    distortion: findDistortion(visual, narration, language, around[index]),
  }));
  const of = (kind: Distortion, message: string) =>
    found
      .filter(({ distortion }) => distortion === kind)
      .map(({ scene, shown }) => ({ scene, message: `${shown} ${message}` }));
  const few = Math.min(scenes.length, 3);
  return [
    verdict('FIGURE_TORN', few, of('figure', 'shows a part of a figure, or not what bounds it.')),
    verdict(
      'MEANING_TURNED',
      few,
      of('meaning', 'lacks a word without which the sentence says something else.'),
    ),
  ];
}

function lengthVerdicts(scenes: readonly Scene[]): Verdict[] {
  const lengths = scenes.map(({ id, narration }) => ({ scene: id, seconds: speechSeconds(narration) }));
  const say = (seconds: number): string => `${seconds.toFixed(1)} s of speech`;
  const long = lengths.filter(({ seconds }) => seconds > BREATH_SECONDS.most * SLACK);
  const short = lengths.filter(
    ({ seconds }, index) => index > 0 && seconds > 0 && seconds < BREATH_SECONDS.least / SLACK / 1.5,
  );
  return [
    verdict(
      'SCENE_TOO_LONG',
      scenes.length,
      long.map(({ scene, seconds }) => ({ scene, message: `One picture stands for ${say(seconds)}.` })),
    ),
    verdict(
      'SCENE_TOO_SHORT',
      scenes.length,
      short.map(({ scene, seconds }) => ({
        scene,
        message: `Only ${say(seconds)}: the picture cannot be taken in.`,
      })),
    ),
  ];
}

function repeatedVisuals(scenes: readonly Scene[]): Verdict {
  const seen = new Map<string, string>();
  const twice = scenes.flatMap(({ id, visual }) => {
    const key = visualKey(visual);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, id);
    return first === undefined ? [] : [{ scene: id, message: `Shows the same as ${first}.` }];
  });
  return verdict('VISUAL_REPEATED', scenes.length, twice);
}

function longRuns(scenes: readonly Scene[]): Verdict {
  const runs = scenes.flatMap(({ id, visual }, index) => {
    const before = scenes.slice(Math.max(0, index - LONGEST_RUN), index);
    const same = before.length === LONGEST_RUN && before.every((scene) => scene.visual.kind === visual.kind);
    return same ? [{ scene: id, message: `The third ${visual.kind} in a row, or a later one.` }] : [];
  });
  return verdict('SAME_KIND', scenes.length, runs);
}

function unusedPictures(scenes: readonly Scene[], document: Document | undefined): Verdict {
  const given = new Set(document?.images.map(({ ref }) => ref.hash));
  const shown = new Set(
    scenes.flatMap(({ visual }) => {
      if (visual.kind === 'collage') return visual.images.map(({ image }) => image.hash);
      return visual.kind === 'picture' || visual.kind === 'screenshot' ? [visual.image.hash] : [];
    }),
  );
  const room = Math.min(given.size, Math.ceil(((scenes.length - 1) * LONGEST_RUN) / (LONGEST_RUN + 1)));
  const missing = Math.max(0, room - shown.size);
  const found = verdict(
    'PICTURES_UNUSED',
    1,
    missing > 0
      ? [{ message: `${missing} of ${given.size} given pictures could be shown and are not.` }]
      : [],
  );
  return { ...found, share: room === 0 ? 0 : missing / room };
}

/** What can be said of a storyboard: does what is shown belong to what is said, for how long, how varied, how often. */
export function checkStoryboard(storyboard: Storyboard, document?: Document): Verdict[] {
  const { scenes, language } = storyboard;
  const strangers = scenes.filter((scene) => mismatch(scene, language));
  return [
    verdict(
      'VISUAL_MISMATCH',
      scenes.length,
      strangers.map(({ id, visual }) => ({
        scene: id,
        message: `${quoted(shownText(visual))} is shown, but not said.`,
      })),
    ),
    ...distortions(storyboard),
    ...lengthVerdicts(scenes),
    repeatedVisuals(scenes),
    longRuns(scenes),
    unusedPictures(scenes, document),
  ];
}
