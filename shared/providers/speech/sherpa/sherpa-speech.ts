import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { Voice } from '#shared/ports/speech.ts';
import type { SpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { startProcess } from '#shared/providers/speech/servant.ts';
import { CATALOGUE } from '#shared/providers/speech/sherpa/catalogue.ts';
import { readInstalledVoices, type VoiceManifest } from '#shared/providers/speech/sherpa/voice-manifest.ts';
import type { SherpaOrder, SherpaSpeech } from '#shared/providers/speech/sherpa/worker.ts';
import type { NamedProvider } from '#shared/providers/speech/speech-router.ts';
import { SPEECH_VERSION } from '#shared/providers/speech/speech-version.ts';
import { toEngineText } from '#shared/providers/speech/text/engine-text.ts';
import { assertSayable } from '#shared/providers/speech/text/sayable.ts';
import { answerValue, type WorkerAnswer } from '#shared/providers/speech/worker-answer.ts';
import { createWorkerClient, type WorkerClient } from '#shared/providers/speech/worker-client.ts';

const PREFIX = 'sherpa:';
/** Raised whenever the engine is told something else for the same text; beside the version of its package. */
const SHERPA_VERSION = '1.13.8/1';
/** Speakers of one model that have a name; models of a thousand readers would fill every list. */
export const MOST_SPEAKERS = 60;
/** Wall-clock limits in ms: loading a model, and saying one character on a slow machine. */
const LOAD_MS = 60_000;
const CHARACTER_MS = 200;

/** What it is made of. */
export interface SherpaOptions {
  /** Absolute path of the folder of installed voices. */
  folder: string;
  finisher: SpeechFinisher;
  /** Script of the child process. */
  worker?: URL;
}

/**
 * Neural voices that are installed on this machine, run by sherpa-onnx in a child process, so that what crashes or hangs there
 * ends with it. Voices are `sherpa:NAME`, other speakers of one model `sherpa:NAME#1`. Words get their times by alignment.
 */
export function createSherpaSpeech({
  folder,
  finisher,
  worker,
}: SherpaOptions): NamedProvider & { close(): Promise<void> } {
  const client = createSherpaClient(worker);
  const find = (voice: string) => {
    const [, name, speaker = '0'] = /^sherpa:([^#]+)(?:#(\d{1,4}))?$/.exec(voice) ?? [];
    const manifest = readInstalledVoices(folder).find((installed) => installed.name === name);
    return manifest && Number(speaker) < manifest.speakers
      ? { manifest, speaker: Number(speaker) }
      : undefined;
  };
  return {
    name: 'sherpa',
    versionOf(voice) {
      const found = find(voice);
      return `${SHERPA_VERSION} ${found?.manifest.sha256.slice(0, 16)} ${SPEECH_VERSION}`;
    },
    voices: () => readInstalledVoices(folder).flatMap(toVoices),
    howToGet: (voice) => {
      const name = /^sherpa:([^#]+)/.exec(voice)?.[1];
      if (name === undefined) return undefined;
      const known = CATALOGUE.some((entry) => entry.name === name);
      return known
        ? `Install it first: npm run voices -- install ${name}`
        : 'See which voices there are: npm run voices -- list';
    },
    async speak({ text, voice, language, pronunciations = {}, signal }) {
      const found = find(voice);
      if (found === undefined) {
        throw new AppError('VOICE_UNAVAILABLE', `The voice ${voice} is not installed.`);
      }
      const { text: written } = toEngineText(text, language, pronunciations);
      assertSayable(written);
      const { manifest, speaker } = found;
      const { samples, sampleRate } = answerValue(
        await client.ask(
          { folder: join(folder, manifest.name), files: manifest.files, text: written, speaker },
          { limitMs: LOAD_MS + CHARACTER_MS * written.length, signal },
        ),
      );
      return await finisher.finish({ samples, sampleRate, text, language }, signal);
    },
    close: () => client.close(),
  };
}

/** What talks to the child process. */
export type SherpaClient = WorkerClient<SherpaOrder, WorkerAnswer<SherpaSpeech>>;

/** Makes it; the process starts with the first order. */
export function createSherpaClient(worker = new URL('./worker.ts', import.meta.url)): SherpaClient {
  return createWorkerClient<SherpaOrder, WorkerAnswer<SherpaSpeech>>(worker, startProcess);
}

function toVoices({ name, languages, speakers, wordsPerMinute }: VoiceManifest): Voice[] {
  return Array.from({ length: Math.min(speakers, MOST_SPEAKERS) }, (_, speaker) => ({
    name: `${PREFIX}${name}${speaker === 0 ? '' : `#${speaker}`}`,
    kind: 'neural',
    languages,
    wordsPerMinute,
    usdPerCharacter: 0,
  }));
}
