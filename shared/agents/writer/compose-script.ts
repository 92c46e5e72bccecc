import type { Beat } from '#shared/agents/writer/beat.ts';
import type { Film } from '#shared/agents/writer/beats-of-blocks.ts';
import { type Choice, chooseBeats, tolerated } from '#shared/agents/writer/choose-beats.ts';
import { citedFacts, factsBySentence } from '#shared/agents/writer/cite.ts';
import { dropRepetitions } from '#shared/agents/writer/drop-repetitions.ts';
import { type LineText, lineTexts } from '#shared/agents/writer/line-texts.ts';
import { makeBeats } from '#shared/agents/writer/make-beats.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Research } from '#shared/domain/research.ts';
import type { Script, ScriptLine } from '#shared/domain/script.ts';
import { speakingSeconds } from '#shared/language/pace.ts';

/** What a script is wanted for. */
interface ScriptWish {
  /** Length of the whole film. */
  seconds: number;
  wordsPerMinute: number;
  /** Silence around everything that is said, and with each line, in seconds. */
  pauses: { around: number; line: number };
  title?: string | undefined;
}

/** Whether a beat is said right behind the one that stands before it in the text. */
function follows(beats: readonly Beat[], place: number): boolean {
  const [previous, beat] = [beats[place - 1], beats[place]];
  return previous !== undefined && beat !== undefined && previous.index === beat.index - 1;
}

function toLines(choice: Choice, research: Research, film: Film): ScriptLine[] {
  const { beats, hook, ending, whole } = choice;
  const headings = new Set(beats.flatMap((beat) => beat.heading ?? []));
  const bySentence = factsBySentence(research.facts);
  const lines = beats.flatMap((beat, place) => {
    const moved = beat === hook && !whole && (beats[place + 1]?.index ?? 0) !== beat.index + 1;
    const chapter = headings.size > 1 && !moved && beat.heading ? { chapter: beat.heading } : {};
    const role = (line: LineText) => {
      if (beat === hook && line.sentences.includes(beat.sayings[0]?.id ?? '')) return 'hook';
      return beat === ending && line.sentences.includes(beat.sayings.at(-1)?.id ?? '') ? 'ending' : 'point';
    };
    return lineTexts(beat, { ...film, alone: !whole && !follows(beats, place) }).map((line) => ({
      role: role(line) as ScriptLine['role'],
      text: line.text,
      facts: citedFacts(line, bySentence),
      ...chapter,
    }));
  });
  return lines.map((line, index) => ({ id: `l${index}`, ...line }));
}

/** Whether a note tells how much of the text was left out: news, and no fault of the film. */
export const isOnCut = (note: string): boolean => note.startsWith('The film tells ');

/** What was left out of a text that is longer than its film: how many of its sentences the film says. */
function noteOnCut(beats: readonly Beat[], lines: readonly ScriptLine[], research: Research): string[] {
  const all = new Set(beats.flatMap((beat) => beat.sayings.map(({ id }) => id)));
  const statements = new Map(research.facts.map((fact) => [fact.id, fact]));
  const cited = lines.flatMap((line) => line.facts).flatMap((id) => statements.get(id) ?? []);
  const said = new Set(cited.flatMap(({ kind, sentences }) => (kind === 'statement' ? sentences : [])));
  const told = [...all].filter((id) => said.has(id)).length;
  return told < all.size ? [`The film tells ${told} of the ${all.size} sentences of the text.`] : [];
}

/** What the person should know about the length; `whole` is that of the text with nothing left out. Seconds. */
function notesOn(estimated: number, wanted: number, whole: number): string[] {
  const times = `about ${Math.round(estimated)} of ${Math.round(wanted)} seconds`;
  if (estimated < wanted - tolerated(wanted) && whole > wanted + tolerated(wanted))
    return [
      `Told whole the text takes about ${Math.round(whole)} seconds; cut between its sentences the film takes ${times}.`,
    ];
  if (estimated < wanted - tolerated(wanted))
    return [`The text is too short for the wanted length: ${times}.`];
  if (estimated > wanted + tolerated(wanted) && whole > estimated)
    return [
      `Told whole the text takes about ${Math.round(whole)} seconds; cut between its sentences the film takes ${times}.`,
    ];
  if (estimated > wanted + tolerated(wanted))
    return [`No shorter film could be cut from the text: ${times}.`];
  return [];
}

/**
 * Writes the script of a film out of the document's own sentences: a hook, the thread in the order of the text, an
 * ending. Lines hold words of their sentences in their order and no others.
 */
export function composeScript(document: Document, research: Research, wish: ScriptWish): Script {
  const { wordsPerMinute, pauses } = wish;
  const film = {
    seconds: wish.seconds - pauses.around,
    language: document.language,
    wordsPerMinute,
    linePause: pauses.line,
  };
  const beats = dropRepetitions(makeBeats(document, research, film));
  const chosen = chooseBeats(beats, film);
  // Nothing fits a few seconds: then the film is the shortest thing the text can say.
  const shortest = beats.toSorted((a, b) => a.seconds - b.seconds)[0];
  const choice: Choice =
    chosen.beats.length > 0 || shortest === undefined
      ? chosen
      : { beats: [shortest], whole: false, hook: shortest };
  const lines = toLines(choice, research, film);
  const said = lines.reduce((sum, { text }) => sum + speakingSeconds(text, wordsPerMinute) + pauses.line, 0);
  const estimated = said + pauses.around;
  const whole = beats.reduce((sum, beat) => sum + beat.seconds, pauses.around);
  return {
    version: 1,
    title: wish.title ?? document.title,
    language: document.language,
    lines,
    wantedSeconds: wish.seconds,
    estimatedSeconds: Math.round(estimated * 10) / 10,
    notes: [...notesOn(estimated, wish.seconds, whole), ...noteOnCut(beats, lines, research)],
  };
}
