import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openPolly } from '#shared/aws/polly-client.ts';
import { createPollySpeech } from '#shared/aws/polly-speech.ts';
import { readWordMarks } from '#shared/aws/polly-word-marks.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { toEngineText } from '#shared/providers/speech/text/engine-text.ts';
import { type Received, sayLikeCloud, serveJson } from '#tests/unit/shared/providers/speech/cloud-server.ts';

const finisher = createSpeechFinisher();
afterAll(() => finisher.close());
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };

/** Speech marks as the service writes them: one line of JSON for each word that is written, places in bytes. */
function marksOf(text: string, starts: readonly number[]): string {
  return [...text.matchAll(/[\p{L}\p{N}'’]+/gu)]
    .map(([value], i) => {
      const at = [...text.matchAll(/[\p{L}\p{N}'’]+/gu)][i]?.index ?? 0;
      const start = Buffer.byteLength(text.slice(0, at));
      return JSON.stringify({
        time: starts[i] ?? 0,
        type: 'word',
        start,
        end: start + Buffer.byteLength(value),
        value,
      });
    })
    .join('\n');
}

test('Polly is asked for sound and for times, and displayed words get those of what was said for them', async () => {
  const text = 'Café owners paid $5 in 1960.';
  const received: Received[] = [];
  const server = await serveJson(async (request, response) => {
    received.push(request);
    const said = String(request.body.Text);
    if (request.body.OutputFormat === 'pcm') {
      response.writeHead(200, { 'content-type': 'audio/pcm' });
      response.end((await sayLikeCloud(said)).pcm);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/x-json-stream' });
    response.end(marksOf(said, [50, 300, 600, 900, 1200, 1500, 1700, 2000]));
  }, 'http2');
  onTestFinished(server.close);
  const askPolly = await openPolly({ region: 'eu-central-1', credentials, endpoint: server.url });
  const speech = createPollySpeech({ clientOf: async () => askPolly, finisher });

  // Act
  const { words, billedCharacters } = await speech.speak({ text, voice: 'polly:Amy', language: 'en-GB' });

  // Assess
  expect(received.map(({ path }) => path)).toEqual(['/v1/speech', '/v1/speech']);
  expect(received[0]?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 .*\/eu-central-1\/polly\//);
  expect(received.map(({ body }) => body)).toEqual([
    expect.objectContaining({ Engine: 'neural', VoiceId: 'Amy', OutputFormat: 'pcm', SampleRate: '16000' }),
    expect.objectContaining({ Engine: 'neural', OutputFormat: 'json', SpeechMarkTypes: ['word'] }),
  ]);
  expect(received[0]?.body.Text).toBe('Café owners paid five dollars in nineteen sixty.');
  expect(billedCharacters).toBe('Café owners paid five dollars in nineteen sixty.'.length);
  expect(words.map((word) => word.text)).toEqual(['Café', 'owners', 'paid', '$5', 'in', '1960.']);
  // Silence before the first sound is cut, whatever the mark says.
  const [, second = 0, ...rest] = words.map(({ startMs }) => startMs);
  expect(rest.map((start) => start - second)).toEqual([300, 600, 1200, 1400]);
});

test('signs that are not said keep their place among the words, and a line of signs alone is not paid for', async () => {
  let asked = 0;
  const askPolly = async ({
    Text = '',
    OutputFormat,
  }: {
    Text?: string | undefined;
    OutputFormat?: string | undefined;
  }) => {
    asked++;
    return OutputFormat === 'pcm'
      ? (await sayLikeCloud(Text)).pcm
      : new TextEncoder().encode(marksOf(Text, [100, 400, 900, 1300]));
  };
  const speech = createPollySpeech({ clientOf: async () => askPolly, finisher });
  const request = { voice: 'polly:Vicki', language: 'de' };

  // Act
  const { words } = await speech.speak({ ...request, text: '… Etwa 3.500 Meter' });

  // Assess
  expect(words.map(({ text }) => text)).toEqual(['…', 'Etwa', '3.500', 'Meter']);
  // Signs have no time of their own; the figure begins with the second mark, the last word with the fourth.
  const [signs, first, figure, last] = words.map(({ startMs }) => startMs);
  expect(signs).toBe(first);
  expect((last ?? 0) - (figure ?? 0)).toBe(900);
  expect(asked).toBe(2);
  await expect(speech.speak({ ...request, text: '… — !' })).rejects.toMatchObject({
    code: 'VOICE_UNAVAILABLE',
  });
  expect(asked).toBe(2);
});

test('places of marks are bytes of UTF-8, and a word ends where a pause begins', () => {
  const written = toEngineText('Größe zählt. Ja', 'de', {});
  const samples = new Float32Array(16_000 * 2);
  for (const [from, to] of [
    [0, 0.8],
    [1.2, 1.6],
  ] as const) {
    for (let i = from * 16_000; i < to * 16_000; i++) samples[i] = 0.5 * Math.sin(i);
  }
  const lines = new TextEncoder().encode(marksOf(written.text, [0, 400, 1200]));

  // Act
  const times = readWordMarks(lines, { ...written, samples, sampleRate: 16_000 });

  // Assess
  expect(times.map(({ index, start }) => [index, start])).toEqual([
    [0, 0],
    [1, 0.4],
    [2, 1.2],
  ]);
  expect(times[1]?.end).toBeCloseTo(0.8, 1);
});

test.each([
  [403, 'AccessDeniedException', 'CONFIG_INVALID'],
  [400, 'EngineNotSupportedException', 'VOICE_UNAVAILABLE'],
])('an answer of %i %s is %s', async (status, name, wanted) => {
  const server = await serveJson((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name });
    response.end(JSON.stringify({ message: 'no' }));
  }, 'http2');
  onTestFinished(server.close);
  const askPolly = await openPolly({ region: 'eu-central-1', credentials, endpoint: server.url });
  const speech = createPollySpeech({ clientOf: async () => askPolly, finisher });
  await expect(speech.speak({ text: 'Hi.', voice: 'polly:Amy', language: 'en' })).rejects.toMatchObject({
    code: wanted,
  });
});
