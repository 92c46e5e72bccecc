import { describe, expect, test } from 'vitest';
import { decodeWav, encodeWav, readWavFormat } from '#shared/audio/wav.ts';

const stereo = {
  sampleRate: 48_000,
  channels: [Float32Array.of(0, 0.5, -0.5, 0.25), Float32Array.of(0.125, -1, 0.75, 0)],
};

describe('WAV', () => {
  test('a sound comes back as it was, channel by channel', () => {
    // Act
    const back = decodeWav(encodeWav(stereo));

    // Assess
    expect(back).toEqual(stereo);
  });

  test('what is louder than full scale is clipped and does not wrap around', () => {
    // Act
    const [loud] = decodeWav(encodeWav({ sampleRate: 48_000, channels: [Float32Array.of(2, -3)] })).channels;

    // Assess
    expect([...(loud as Float32Array)]).toEqual([32767 / 32768, -1]);
  });

  test('chunks before the samples are passed over, and a data chunk that claims too much ends with the file', () => {
    // Prepare
    const plain = encodeWav(stereo);
    const list = Uint8Array.of(...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0);
    const file = Buffer.concat([plain.subarray(0, 36), list, plain.subarray(36)]);
    file.writeUInt32LE(0xffffffff, 36 + list.length + 4);

    // Act and assess
    expect(decodeWav(file).channels).toEqual(stereo.channels);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('this is not a sound at all, but it is long enough to be one')],
    ['a header alone', encodeWav(stereo).subarray(0, 36)],
    ['samples of 24 bits', Buffer.from(encodeWav(stereo)).fill(24, 34, 35)],
    ['nine channels', Buffer.from(encodeWav(stereo)).fill(9, 22, 23)],
  ])('%s is refused as MEDIA_INVALID', (_, bytes) => {
    expect(() => readWavFormat(bytes, bytes.length)).toThrow(
      expect.objectContaining({ code: 'MEDIA_INVALID' }),
    );
  });
});
