import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { TenantId } from '#shared/domain/identity.ts';
import { createSpeechFinisher } from '#shared/providers/speech/finish/speech-finisher.ts';
import { createOpenAiSpeech } from '#shared/providers/speech/openai/openai-speech.ts';
import { type Received, sayLikeCloud, serveJson } from '#tests/unit/shared/providers/speech/cloud-server.ts';

const finisher = createSpeechFinisher();
const tenant = TenantId.parse('local');
const TEXT = 'In 1960, two people went down 10,935 m. It was dark.';
let close = async () => {};
afterEach(() => close());
afterAll(() => finisher.close());

/** A server that refuses as often as it is told, with a status, and then speaks. */
async function serve(refusals: number[], code = 'any') {
  const received: Received[] = [];
  const server = await serveJson(async (request, response) => {
    received.push(request);
    const status = refusals.shift();
    if (status !== undefined) {
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
      response.end(JSON.stringify({ error: { message: 'no', type: 'x', code } }));
      return;
    }
    const input = String(request.body.input);
    // Of a long text its beginning is enough to hear.
    const { wav } = await sayLikeCloud(input.slice(0, 120));
    response.writeHead(200, { 'content-type': 'audio/wav' });
    // As the service streams it: nobody knows the length yet.
    response.end(Buffer.concat([wav.subarray(0, 40), Buffer.from([255, 255, 255, 255]), wav.subarray(44)]));
  });
  close = server.close;
  const speech = createOpenAiSpeech({ keyOf: async () => 'sk-test', finisher, baseUrl: `${server.url}/v1` });
  return { received, speech };
}

const request = { text: TEXT, voice: 'openai:coral', language: 'en', tenant };

describe('a voice of OpenAI', () => {
  test('is asked over its protocol, with figures written out, and its words get times', async () => {
    const { received, speech } = await serve([]);

    // Act
    const { words, durationMs, billedCharacters } = await speech.speak(request);

    // Assess
    expect(received.map(({ path, headers, body }) => [path, headers.authorization, body])).toEqual([
      [
        '/v1/audio/speech',
        'Bearer sk-test',
        {
          model: 'gpt-4o-mini-tts',
          voice: 'coral',
          response_format: 'wav',
          input:
            'In nineteen sixty, two people went down ten thousand nine hundred thirty five meters. It was dark.',
        },
      ],
    ]);
    expect(billedCharacters).toBe(String(received[0]?.body.input).length);
    expect(words.map(({ text }) => text).join(' ')).toBe(TEXT);
    const { times } = await sayLikeCloud(TEXT);
    const first = times[0]?.start ?? 0;
    for (const { index, start } of times) {
      const heard = (words[index]?.startMs ?? 0) - (words[0]?.startMs ?? 0);
      expect(Math.abs(heard - (start - first) * 1000), words[index]?.text).toBeLessThan(150);
    }
    expect(words.at(-1)?.endMs).toBeLessThanOrEqual(durationMs);
  });

  test('a text that is too long for one request is said in several, all of it', async () => {
    const { received, speech } = await serve([]);
    const text = 'It was dark and cold. '.repeat(120).trim();
    const { words } = await speech.speak({ ...request, text, language: 'nl' });
    expect(received.length).toBe(2);
    expect(received.map(({ body }) => body.input).join(' ')).toBe(text);
    expect(words.length).toBe(600);
  });

  test('what is throttled or fails there is asked again', async () => {
    const { received, speech } = await serve([429, 500]);
    await speech.speak(request);
    expect(received.length).toBe(3);
  });

  test.each([
    [[401], 'any', 'CONFIG_INVALID', 1],
    [[400], 'any', 'TOOL_FAILED', 1],
    [[500, 500, 500, 500], 'any', 'FETCH_FAILED', 4],
    [[429, 429, 429, 429], 'insufficient_quota', 'CONFIG_INVALID', 4],
  ])('%j (%s) is %s after %i requests', async (refusals, code, wanted, requests) => {
    const { received, speech } = await serve([...refusals], code);
    await expect(speech.speak(request)).rejects.toMatchObject({ code: wanted });
    expect(received.length).toBe(requests);
  });

  test('figures of other languages reach it as they are written', async () => {
    const { received, speech } = await serve([]);
    await speech.speak({ ...request, text: 'Het is 3.500 meter, of 3,5 km.', language: 'nl' });
    expect(received[0]?.body.input).toBe('Het is 3.500 meter, of 3,5 km.');
  });

  test('a line of signs alone is not paid for', async () => {
    const { received, speech } = await serve([]);
    await expect(speech.speak({ ...request, text: '… — !' })).rejects.toMatchObject({
      code: 'VOICE_UNAVAILABLE',
    });
    expect(received).toEqual([]);
  });

  test('without a key nobody is asked', async () => {
    const speech = createOpenAiSpeech({ keyOf: async () => undefined, finisher });
    await expect(speech.speak(request)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(
      speech.voices().every(({ onlyByName, usdPerCharacter }) => onlyByName && usdPerCharacter > 0),
    ).toBe(true);
  });
});
