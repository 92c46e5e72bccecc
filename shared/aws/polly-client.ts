import type { SynthesizeSpeechCommandInput } from '@aws-sdk/client-polly';
import { clientSettings } from '#shared/aws/client-settings.ts';

/** Asks Amazon Polly for one text; gives the bytes of the answer. */
export type AskPolly = (
  input: SynthesizeSpeechCommandInput,
  signal: AbortSignal | undefined,
) => Promise<Uint8Array>;

/** Where and as whom the service is asked; what is missing comes from the environment. */
export interface PollySettings {
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  endpoint?: string;
}

/** A text of a minute takes some seconds. */
const ATTEMPT_MS = 30_000;

/** Makes a client; its package is loaded only now, because most films never ask for it. */
export async function openPolly(settings: PollySettings): Promise<AskPolly> {
  const { PollyClient, SynthesizeSpeechCommand } = await import('@aws-sdk/client-polly');
  const client = new PollyClient({ ...clientSettings(ATTEMPT_MS), ...settings });
  return async (input, signal) => {
    const { AudioStream } = await client.send(
      new SynthesizeSpeechCommand(input),
      signal ? { abortSignal: signal } : {},
    );
    return (await AudioStream?.transformToByteArray()) ?? new Uint8Array(0);
  };
}
