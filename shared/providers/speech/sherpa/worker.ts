import { createRequire } from 'node:module';
import process from 'node:process';
import { AppError } from '#shared/errors.ts';
import { modelConfig } from '#shared/providers/speech/sherpa/model-config.ts';
import type { ModelFiles } from '#shared/providers/speech/sherpa/voice-manifest.ts';
import { answerOrder } from '#shared/providers/speech/worker-answer.ts';

/** What the child process is asked for: `text` to be said by a speaker, or without one what the model is. */
export interface SherpaOrder {
  /** Absolute path of the voice's folder. */
  folder: string;
  files: ModelFiles;
  text?: string;
  speaker?: number;
}

/** What it answers; `samples` are empty without a text. */
export interface SherpaSpeech {
  samples: Float32Array;
  sampleRate: number;
  speakers: number;
}

/** The part of `sherpa-onnx-node` that is used here. */
interface OfflineTts {
  readonly numSpeakers: number;
  readonly sampleRate: number;
  generate(request: { text: string; sid: number; speed: number; enableExternalBuffer: boolean }): {
    samples: Float32Array;
    sampleRate: number;
  };
}

let loaded: { key: string; tts: OfflineTts } | undefined;

/** A model takes a second to load and up to 400 MB, so the last one stays and no other. */
function load({ folder, files }: SherpaOrder): OfflineTts {
  const key = JSON.stringify([folder, files]);
  if (loaded?.key === key) return loaded.tts;
  loaded = undefined;
  const tts = new (requireSherpa().OfflineTts)(modelConfig(folder, files));
  loaded = { key, tts };
  return tts;
}

function requireSherpa(): { OfflineTts: new (config: object) => OfflineTts } {
  try {
    // The package has no types.
    return createRequire(import.meta.url)('sherpa-onnx-node');
  } catch (cause) {
    throw new AppError('TOOL_MISSING', 'The engine of neural voices does not run on this machine.', {
      hint: 'npm ci installs it as the optional package sherpa-onnx-node.',
      cause,
    });
  }
}

// Whoever started this is gone.
process.on('disconnect', () => process.exit(0));
process.on('message', async (order: SherpaOrder) => {
  const answer = await answerOrder<SherpaSpeech>(async () => {
    const tts = load(order);
    const { numSpeakers: speakers, sampleRate } = tts;
    if (order.text === undefined) return { samples: new Float32Array(0), sampleRate, speakers };
    const said = tts.generate({
      text: order.text,
      sid: order.speaker ?? 0,
      speed: 1,
      // The samples are copied to the other process anyhow.
      enableExternalBuffer: false,
    });
    return { samples: said.samples, sampleRate: said.sampleRate, speakers };
  });
  process.send?.(answer);
});
