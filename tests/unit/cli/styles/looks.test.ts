import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkLooks, drawSheets } from '#cli/styles/looks.ts';
import { readConfig } from '#local/config.ts';
import { packagedFonts } from '#shared/node/media-tools.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reelwright-styles-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = async (given: string[], brand?: string) => {
  const told: string[] = [];
  const count = await checkLooks(given, brand, (line) => told.push(line));
  return { count, told: told.join('\n') };
};
const paper = () => readFileSync('examples/styles/paper.yaml', 'utf8');
const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

it('every style that comes with the product is well', async () => {
  expect((await check([])).count).toBe(0);
});

it('a file is told all that is wrong with it, with what would do', async () => {
  const file = write(
    'mine.yaml',
    paper().replace("muted: '#4a423b'", "muted: '#b0a89e'").replace("'#566a2b'", "'#e9d3b4'"),
  );
  const { count, told } = await check([file]);
  expect(count).toBeGreaterThan(2);
  expect(told).toMatch(/muted #b0a89e on grounds\[0\] .* would do/);
  expect(told).toMatch(/series\[2\] #e9d3b4 .* would do/);
});

it('a file that is no style, or none that can be read, is refused with where the mistake is', async () => {
  expect((await check([write('wrong.yaml', paper().replace('motif:', 'motive:'))])).told).toMatch(
    /motif.*motive/s,
  );
  await expect(check([write('broken.yaml', 'name: [')])).rejects.toThrow(
    /There is a mistake in broken\.yaml/,
  );
  await expect(check([join(folder, 'none.yaml')])).rejects.toThrow(/none\.yaml cannot be read/);
});

it('a brand kit with an own font is drawn on its style', { timeout: 60_000 }, async () => {
  copyFileSync('examples/brands/harbour-museum.png', join(folder, 'logo.png'));
  copyFileSync(packagedFonts().find((file) => file.includes('Nunito')) ?? '', join(folder, 'own.ttf'));
  const brand = write(
    'brand.yaml',
    "name: Mine\nstyle: noir\nlogo: logo.png\ncolours: { ground: '#f4f0e8' }\nfonts: { display: own.ttf }\nwatermark: {}\n",
  );
  const told: string[] = [];
  const config = readConfig({ REELWRIGHT_HOME: join(folder, 'home') });
  await drawSheets([], { config, brand, out: join(folder, 'out'), seed: 1 }, (line) => told.push(line));
  expect(told).toEqual([join(folder, 'out', 'noir-brand.png')]);
  expect((await loadImage(told[0] ?? '')).width).toBe(2400);
});

it('a brand kit reaches nothing outside of its folder, and takes no file for a font that is none', async () => {
  const outside = write('away.yaml', 'name: Mine\nlogo: ../../etc/passwd\n');
  await expect(check([], outside)).rejects.toThrow(/not in its folder/);
  write('no.ttf', 'no font');
  const font = write('font.yaml', 'name: Mine\nfonts: { body: no.ttf }\n');
  await expect(check([], font)).rejects.toThrow(/The font no\.ttf cannot be used: it is no font/);
});

it('a brand whose colour cannot be read is told so', async () => {
  const brand = write('pale.yaml', "name: Pale\nstyle: paper\ncolours: { accent: '#ffe0a0' }\n");
  const { count, told } = await check([], brand);
  expect(count).toBe(1);
  expect(told).toMatch(/accent #ffe0a0 on .* would do/);
});
