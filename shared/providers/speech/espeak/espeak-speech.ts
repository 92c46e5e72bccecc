import { decodeWav } from '#shared/audio/wav.ts';
import { AppError } from '#shared/errors.ts';
import type { Voice } from '#shared/ports/speech.ts';
import { findSpeech } from '#shared/providers/speech/align/pauses.ts';
import { runEspeak } from '#shared/providers/speech/espeak/run-espeak.ts';
import type { SpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import type { RawSpeech, WordTime } from '#shared/providers/speech/flite/synthesise.ts';
import { joinSounds } from '#shared/providers/speech/join-sounds.ts';
import type { NamedProvider } from '#shared/providers/speech/speech-router.ts';
import { SPEECH_VERSION } from '#shared/providers/speech/speech-version.ts';
import { toEngineText } from '#shared/providers/speech/text/engine-text.ts';
import { assertSayable } from '#shared/providers/speech/text/sayable.ts';

const PREFIX = 'espeak:';
/** Languages that it speaks so that it can be understood (Japanese is not among them: it spells most signs out); `zh` is its `cmn`, `pt` its Brazilian voice. */
const LANGUAGES =
  'de es fr it pt nl pl ru uk cs sk sv da nb fi tr el ro hu bg hr sr ca ar fa he hi bn ta te ko zh vi id en'.split(
    ' ',
  );
const ITS_NAMES: Readonly<Record<string, string>> = { zh: 'cmn', pt: 'pt-br', en: 'en-us' };
/** Its own speed in words a minute; 175 by default, which is hurried. */
const SPEED = 155;
/** Words that are said alone at a time, to be laid over the sentence. */
const AT_ONCE = 4;

/** Where it is, and whether it may be chosen without being named. */
export interface EspeakOptions {
  /** Absolute path of the program, or undefined where there is none. */
  program: string | undefined;
  /** The person has asked for it in the settings, so that `auto` may take it where no better voice speaks. */
  forAuto: boolean;
  finisher: SpeechFinisher;
}

/**
 * The voices of espeak-ng, in many languages. It is under the GPL and no part of this product: a program that the person
 * has installed is run as a process of its own, fed through its standard input. It tells no times of words, so each word is
 * said alone too and laid over the sentence.
 */
export function createEspeakSpeech({ program, forAuto, finisher }: EspeakOptions): NamedProvider {
  const voices: Voice[] = LANGUAGES.map((language) => ({
    name: PREFIX + language,
    kind: 'formant',
    languages: [language],
    wordsPerMinute: SPEED,
    usdPerCharacter: 0,
    ...(forAuto ? {} : { onlyByName: true }),
  }));
  return {
    name: 'espeak',
    // Which espeak-ng a machine has is not asked: it changes once in years, and a home stays on its machine.
    versionOf: () => `${SPEED} ${SPEECH_VERSION}`,
    voices: () => (program === undefined ? [] : voices),
    howToGet: (voice) => {
      if (!voice.startsWith(PREFIX)) return undefined;
      return program === undefined
        ? 'Install espeak-ng on this machine, or name its program in REELWRIGHT_ESPEAK.'
        : `Its voices are named by languages: ${voices.map(({ name }) => name).join(', ')}.`;
    },
    async speak({ text, voice, language, pronunciations = {}, signal }) {
      if (program === undefined) throw new AppError('VOICE_UNAVAILABLE', 'There is no espeak-ng here.');
      const written = toEngineText(text, language, pronunciations);
      assertSayable(written.text);
      const its = voice.slice(PREFIX.length);
      const say = async (line: string) => {
        const args = [
          '-v',
          ITS_NAMES[its] ?? its,
          '-s',
          String(SPEED),
          '-z',
          '-b',
          '1',
          '--stdin',
          '--stdout',
        ];
        return decodeWav(await runEspeak(program, args, line, signal));
      };
      const { channels, sampleRate } = await say(written.text);
      const [samples = new Float32Array(0)] = channels;
      const words = wordTexts(written.text, written.starts);
      const reference = await speakApart(words, say);
      return await finisher.finish(
        { samples, sampleRate, text, language, ...(reference ? { reference } : {}) },
        signal,
      );
    },
  };
}

/** What is said for each displayed word. */
function wordTexts(text: string, starts: readonly number[]): string[] {
  return starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length).trim());
}

/** Each word said alone, one after the other, with the times that it then has; undefined where none can be heard. */
async function speakApart(
  words: readonly string[],
  say: (line: string) => Promise<{ channels: Float32Array[]; sampleRate: number }>,
): Promise<RawSpeech | undefined> {
  const unique = [...new Set(words.filter((word) => /[\p{L}\p{N}]/u.test(word)))];
  const said = new Map<string, { samples: Float32Array; sampleRate: number }>();
  for (let i = 0; i < unique.length; i += AT_ONCE) {
    await Promise.all(
      unique.slice(i, i + AT_ONCE).map(async (word) => {
        const { channels, sampleRate } = await say(word);
        const [samples = new Float32Array(0)] = channels;
        const speech = findSpeech(samples, sampleRate);
        const [from, to] = [speech[0]?.start ?? 0, speech.at(-1)?.end ?? 0];
        if (to > from)
          said.set(word, { sampleRate, samples: samples.slice(from * sampleRate, to * sampleRate) });
      }),
    );
  }
  const times: WordTime[] = [];
  const sounds: { channels: Float32Array[]; sampleRate: number }[] = [];
  let at = 0;
  words.forEach((word, index) => {
    const sound = said.get(word);
    if (sound === undefined) return;
    const { samples, sampleRate } = sound;
    times.push({ index, start: at, end: at + samples.length / sampleRate });
    at += samples.length / sampleRate;
    // A pause follows what ends a clause, as it does in the sentence.
    const pause = /[.,;:!?…。、！？]$/u.test(word) ? 0.2 : 0;
    sounds.push({ channels: [samples], sampleRate });
    if (pause > 0) sounds.push({ channels: [new Float32Array(Math.round(pause * sampleRate))], sampleRate });
    at += Math.round(pause * sampleRate) / sampleRate;
  });
  if (sounds.length === 0) return undefined;
  const { samples, sampleRate } = joinSounds(sounds);
  return { sound: { channels: [samples], sampleRate }, times };
}
