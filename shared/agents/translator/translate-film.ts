import { proposeTimelines } from '#shared/agents/director/dated-events.ts';
import type { Beat } from '#shared/agents/director/plan-beats.ts';
import { proposeVisuals } from '#shared/agents/director/propose-visuals.ts';
import { revealWords } from '#shared/agents/director/reveal-words.ts';
import { gatherMatter } from '#shared/agents/director/scene-matter.ts';
import { sentencesOfBeats } from '#shared/agents/director/source-places.ts';
import { varyLayouts } from '#shared/agents/director/vary-layouts.ts';
import type { Proposal } from '#shared/agents/director/visual-proposal.ts';
import { placedBlocks } from '#shared/agents/researcher/flatten.ts';
import { matchScore } from '#shared/agents/screen/match-score.ts';
import { visualKey } from '#shared/agents/screen/visual-key.ts';
import { alignDocuments } from '#shared/agents/translator/align-documents.ts';
import { divideText } from '#shared/agents/translator/divide-text.ts';
import { translateVisual } from '#shared/agents/translator/translate-visual.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script, ScriptLine } from '#shared/domain/script.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { AppError } from '#shared/errors.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { speechSeconds } from '#shared/language/speech-seconds.ts';
import { wordTagger } from '#shared/language/word-kinds.ts';

/** Below this a translation is not taken for one of the text: two texts on other things come to about 0.3. */
const LEAST_CONFIDENCE = 0.5;

/** A film and what it was made of. */
export interface Told {
  script: Script;
  storyboard: Storyboard;
  research: Research;
  document: Document;
}

/** The source text in the other language, read and researched. */
export interface Translation {
  document: Document;
  research: Research;
}

/** A film in another language, and how sure it is that its words are those of the first one, 0 to 1. */
export interface TranslatedFilm {
  script: Script;
  storyboard: Storyboard;
  confidence: number;
}

/** Scenes that say parts of the same sentences, from the first to the last. */
interface Cluster {
  scenes: number[];
  sentences: Set<string>;
}

function clusters(sentences: readonly (readonly string[])[]): Cluster[] {
  const found: Cluster[] = [];
  for (const [scene, ids] of sentences.entries()) {
    const open = found.at(-1);
    if (open && (ids.length === 0 || ids.some((id) => open.sentences.has(id)))) {
      open.scenes.push(scene);
      for (const id of ids) open.sentences.add(id);
    } else found.push({ scenes: [scene], sentences: new Set(ids) });
  }
  return found;
}

function refuse(reason: string): never {
  throw new AppError('BRIEF_INVALID', `The translation does not fit the text: ${reason}.`, {
    hint: 'Give the same text in the other language, with the same sections and about the same sentences in their order.',
  });
}

/** What each scene says in the other language. */
function narrationsOf(
  { script, storyboard, research, document }: Told,
  target: Document,
): { texts: string[]; ids: string[][]; confidence: number } {
  const { sentences, confidence } = alignDocuments(document, target);
  if (confidence < LEAST_CONFIDENCE)
    refuse(`only ${Math.round(confidence * 100)} % of it seem to say the same`);
  const lines = new Map(script.lines.map((line) => [line.id, line]));
  const beats = storyboard.scenes.map(({ narration, lines: ids }) => ({
    narration,
    lines: ids.flatMap((id) => lines.get(id) ?? []),
  }));
  const order = placedBlocks(target).flatMap((block) => block.sentences);
  const texts: string[] = [];
  const cited: string[][] = [];
  for (const { scenes, sentences: own } of clusters(sentencesOfBeats(beats, research.facts))) {
    const wanted = new Set([...own].flatMap((id) => sentences.get(id) ?? []));
    const said = order.filter(({ id }) => wanted.has(id));
    const joint = hasSpacelessScript(said[0]?.text ?? '') ? '' : ' ';
    const text = said.map((sentence) => sentence.text).join(joint);
    const parts = divideText(
      text,
      target.language,
      scenes.map((at) => beats[at]?.narration.length ?? 1),
    );
    if (text === '' || parts === undefined)
      refuse(`it has no words for “${beats[scenes[0] ?? 0]?.narration ?? ''}”`);
    for (const [index, scene] of scenes.entries()) {
      texts[scene] = parts[index] ?? '';
      cited[scene] = [...wanted];
    }
  }
  return { texts, ids: cited, confidence };
}

/**
 * The film in another language, out of the source text in that language: the same scenes in the same order with the same
 * pictures, saying the sentences that stand for the first ones (aligned by structure, length and figures). Throws
 * `BRIEF_INVALID` where the text is not a translation, or has no words for a scene.
 */
export async function translateFilm(
  told: Told,
  translation: Translation,
  seed: number,
): Promise<TranslatedFilm> {
  const { document, research } = translation;
  const { language, title } = document;
  const { texts, ids, confidence } = narrationsOf(told, document);
  const sections = new Map(
    placedBlocks(document).flatMap(({ heading, sentences }) =>
      sentences.map(({ id }) => [id, heading] as const),
    ),
  );
  const lineOf = new Map(told.script.lines.map((line) => [line.id, line]));
  const factOf = (id: string) =>
    research.facts.find((fact) => fact.kind === 'statement' && fact.sentences.includes(id))?.id ?? [];
  const lines = texts.map((text, index): ScriptLine => {
    const first = lineOf.get(told.storyboard.scenes[index]?.lines[0] ?? '');
    const heading = sections.get(ids[index]?.[0] ?? '');
    const facts = (ids[index] ?? []).flatMap(factOf);
    return {
      id: `l${index}`,
      role: first?.role ?? 'point',
      text,
      facts: facts.length > 0 ? facts : ['f0'],
      ...(first?.chapter === undefined || heading === undefined ? {} : { chapter: heading }),
    };
  });
  const beats = lines.map((line, index): Beat => {
    const begins = told.storyboard.scenes[index]?.chapter !== undefined && line.chapter !== undefined;
    return {
      narration: line.text,
      lines: [line],
      ...(begins && line.chapter ? { chapter: line.chapter } : {}),
    };
  });
  const matters = gatherMatter(beats, language, research, document, await wordTagger(language));
  const timelines = proposeTimelines(matters);
  const captions = new Map(
    document.images.flatMap(({ ref, alt }) => (alt ? [[ref.hash, alt] as const] : [])),
  );
  const used = new Set<string>();
  const scenes = told.storyboard.scenes.map((scene, index) => {
    const beat = beats[index];
    const matter = matters[index];
    const timeline = timelines.get(index);
    const proposals = matter ? [...(timeline ? [timeline] : []), ...proposeVisuals(matter, seed)] : [];
    const isNew = (each: Proposal) => !used.has(visualKey(each.visual));
    const kinds =
      scene.visual.kind === 'timeline' ? proposals : proposals.filter((each) => each !== timeline);
    const unused = kinds.filter(isNew);
    const ranked = unused.length > 0 ? unused : kinds;
    const visual = translateVisual(scene.visual, {
      title,
      chapter: beat?.chapter,
      proposals: ranked,
      captions,
      research,
    });
    used.add(visualKey(visual));
    const narration = beat?.narration ?? '';
    const reveals = revealWords(visual, narration, language);
    return {
      id: scene.id,
      narration,
      visual,
      ...(beat?.chapter === undefined ? {} : { chapter: beat.chapter }),
      ...(reveals === undefined ? {} : { reveals }),
      match: matchScore(visual, narration, language),
      lines: [`l${index}`],
    };
  });
  const seconds = texts.reduce((sum, text) => sum + speechSeconds(text), 0);
  return {
    script: {
      version: 1,
      title,
      language,
      lines,
      wantedSeconds: told.script.wantedSeconds,
      estimatedSeconds: Math.round(seconds * 10) / 10,
      notes: told.script.notes,
    },
    storyboard: { version: 1, title, language, scenes: varyLayouts(scenes) },
    confidence: Math.round(confidence * 100) / 100,
  };
}
