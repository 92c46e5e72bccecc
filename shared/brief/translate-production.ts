import { readSources } from '#shared/agents/reader/step.ts';
import { research } from '#shared/agents/researcher/step.ts';
import { translate } from '#shared/agents/translator/step.ts';
import { Sources } from '#shared/brief/sources.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import type { Brief, BriefTranslation } from '#shared/domain/brief.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { errorCode, toAppError } from '#shared/errors.ts';

/** A film before it is made: what is said, what is shown, and what both rest on. */
export interface PlannedFilm {
  document: AssetRef;
  research: AssetRef;
  script: AssetRef;
  storyboard: AssetRef;
}

/** The same film with words in other languages. */
export interface TranslatedProduction extends PlannedFilm {
  language: string;
  scenes: number;
}

/**
 * For a brief with an `edition`, the film in that language; for one with translations, the film with its words in each of those
 * languages beside its own, for captions. A translation that is none costs an edition its run (`BRIEF_INVALID`), and a film its
 * captions in that language (notice `TRANSLATION_UNFIT`).
 */
export async function translateProduction(
  brief: Brief,
  film: PlannedFilm,
  environment: StepEnvironment,
): Promise<TranslatedProduction> {
  const { ports, tenant } = environment;
  const { edition } = brief;
  if (edition) {
    const { read, found, made } = await inLanguage(brief, edition, film, environment);
    const { language, scenes } = await readJson(ports, tenant, Storyboard, made.storyboard);
    const { script, storyboard } = made;
    return { document: read, research: found, script, storyboard, language, scenes: scenes.length };
  }
  const board = await readJson(ports, tenant, Storyboard, film.storyboard);
  const spoken = new Map<string, Record<string, string>>();
  for (const translation of brief.translations) {
    const words = await wordsIn(brief, translation, film, environment);
    for (const [scene, text] of words) {
      spoken.set(scene, { ...spoken.get(scene), [translation.language]: text });
    }
  }
  const scenes = board.scenes.map((scene) => {
    const translations = spoken.get(scene.id);
    return translations ? { ...scene, translations } : scene;
  });
  const storyboard = await writeJson(ports, tenant, Storyboard, { ...board, scenes });
  return { ...film, storyboard, language: board.language, scenes: scenes.length };
}

/** What each scene says in the other language; nothing where the translation does not fit. */
async function wordsIn(
  brief: Brief,
  translation: BriefTranslation,
  film: PlannedFilm,
  environment: StepEnvironment,
): Promise<[scene: string, text: string][]> {
  const { ports, tenant, run } = environment;
  try {
    const { made } = await inLanguage(brief, translation, film, environment);
    const { scenes } = await readJson(ports, tenant, Storyboard, made.storyboard);
    return scenes.map(({ id, narration }) => [id, narration]);
  } catch (error) {
    if (errorCode(error) !== 'BRIEF_INVALID') throw error;
    const message = `There are no captions in ${languageName(translation.language)}: ${toAppError(error).message}`;
    const event = { type: 'notice', code: 'TRANSLATION_UNFIT', message } as const;
    await ports.journal.append(tenant, run, [{ id: `notice:translation:${translation.language}`, event }]);
    return [];
  }
}

async function inLanguage(
  { images, options }: Brief,
  { language, source }: BriefTranslation,
  film: PlannedFilm,
  environment: StepEnvironment,
) {
  const { ports, tenant } = environment;
  const text = { ref: source, format: 'markdown', name: language, origin: language } as const;
  const sources = await writeJson(ports, tenant, Sources, [text]);
  const { document: read } = await runStep(readSources, { sources, images, language }, environment);
  const { research: found } = await runStep(research, { document: read }, environment);
  const made = await runStep(
    translate,
    { film, translation: { document: read, research: found }, seed: options.seed },
    environment,
  );
  return { read, found, made };
}

function languageName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
}
