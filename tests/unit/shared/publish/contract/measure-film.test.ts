import { describe, expect, test } from 'vitest';
import { readMeasures } from '#shared/publish/contract/measure-film.ts';

const summary = (lufs: string, peak: string) =>
  `[Parsed_ebur128_1 @ 0x1] Summary:\n\n  Integrated loudness:\n    I:         ${lufs} LUFS\n    Threshold: -25.6 LUFS\n\n  Loudness range:\n    LRA:         4.1 LU\n\n  True peak:\n    Peak:       ${peak} dBFS\n`;
const freeze = (kind: string, time: number) =>
  `[freezedetect @ 0x1] lavfi.freezedetect.freeze_${kind}: ${time}\n`;

describe('reading what the filters say', () => {
  test('loudness and peak come from the summary', () => {
    const log = `  Duration: 00:00:30.00, start: 0.0\n    I:  -99.0 LUFS\n${summary('-14.1', '-1.5')}`;
    expect(readMeasures(log, 30)).toMatchObject({ integratedLufs: -14.1, truePeakDb: -1.5 });
  });

  test.each([summary('-70.0', '-inf'), ''])('silence and no sound at all are −Infinity', (log) => {
    const { integratedLufs, truePeakDb } = readMeasures(log, 30);
    expect([integratedLufs, truePeakDb]).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  });

  test('a still picture that key frames repaint is one stretch, and movement between makes two', () => {
    const log = [
      ...[freeze('start', 2), freeze('end', 8.3), freeze('start', 8.333), freeze('end', 12)],
      ...[
        freeze('start', 20),
        '[freezedetect @ 0x1] lavfi.freezedetect.freeze_duration: 3\n',
        freeze('end', 23),
      ],
      freeze('start', 28),
    ].join('');
    expect(readMeasures(log, 30).frozen).toEqual([
      { start: 2, end: 12 },
      { start: 20, end: 23 },
      { start: 28, end: 30 },
    ]);
  });

  test('black stretches are read with their ends', () => {
    const log =
      '[blackdetect @ 0x1] black_start:1.5 black_end:2 black_duration:0.5\n[blackdetect @ 0x1] black_start:0 black_end:0 black_duration:0\n';
    expect(readMeasures(log, 30).black).toEqual([
      { start: 1.5, end: 2 },
      { start: 0, end: 0 },
    ]);
  });
});
