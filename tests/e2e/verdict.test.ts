import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProductionReport } from '#shared/domain/production-report.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { emptyDesk } from '#tests/e2e/command.ts';

const GERMAN =
  'Leuchttürme weisen Schiffen seit mehr als zweitausend Jahren den Weg. Der Turm von Alexandria war hundert Meter hoch. Sein Feuer sah man fünfzig Kilometer weit.';
const KOREAN =
  '한국의 여름은 7월부터 9월까지 이어집니다. 서울의 평균 기온은 26도이고 바다는 푸릅니다. 축제는 해마다 열립니다.';

async function made(name: string, text: string, ...options: string[]) {
  const desk = await emptyDesk();
  await desk.put(`${name}.txt`, text);
  await desk.make([`${name}.txt`, '--quality', 'draft', '--duration', '15', ...options]);
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(desk.folder, 'out', name, file), 'utf8'));
  const { verdict, reasons } = ProductionReport.parse(await read('report.json'));
  return { verdict, reasons, timeline: Timeline.parse(await read('timeline.json')) };
}

test('a film without the voice that was wanted is degraded and says so once; one without a voice by wish is not', {
  timeout: 120_000,
}, async () => {
  const silent = 'No voice speaks German: the film has captions and no narration.';
  const missed = await made('turm', GERMAN);
  const wished = await made('turm', GERMAN, '--voice', 'none');
  expect(missed.verdict).toBe('degraded');
  expect(missed.reasons.filter((reason) => reason === silent)).toHaveLength(1);
  expect(wished.reasons).not.toContain(silent);
});

test('a film in a script without a font shows no torn texts, keeps its captions in files and is degraded', {
  timeout: 120_000,
}, async () => {
  const { verdict, reasons, timeline } = await made('yeoreum', KOREAN);
  expect(verdict).toBe('degraded');
  expect(reasons.filter((reason) => reason.startsWith('Our fonts lack letters'))).toHaveLength(1);
  expect(timeline.captions).toBe('file');
  expect(timeline.scenes.flatMap(({ texts = [] }) => texts).join('')).not.toContain('79');
});
