import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeIn } from '#cli/make/intake.ts';
import { readRequest } from '#cli/make/request.ts';
import { parseOptions } from '#shared/brief/given-options.ts';
import { brandOf, lookOf } from '#shared/scenes/styles/look-of.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts, temporaryFolder } from '#tests/local-ports.ts';

const BRAND = "name: Mine\nstyle: noir\nlogo: logo.png\ncolours: { ground: '#102a43' }\nwatermark: {}\n";

/** A folder with a brief, a style and a brand kit, and the brief that comes of it. */
async function taken(head: string, flags: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  const paper = await readFile('examples/styles/paper.yaml', 'utf8');
  await writeFile(join(folder, 'mine.yaml'), paper.replace('name: paper', 'name: mine'));
  await writeFile(join(folder, 'brand.yaml'), BRAND);
  await copyFile('examples/brands/harbour-museum.png', join(folder, 'logo.png'));
  await writeFile(join(folder, 'brief.md'), `---\n${head}\nseed: 2\n---\nTea is old.\n`);
  const placed = Object.fromEntries(
    Object.entries(flags).map(([key, value]) => [key, value.endsWith('.yaml') ? join(folder, value) : value]),
  );
  const request = await readRequest(join(folder, 'brief.md'), parseOptions(placed, 'On the command line'));
  const ports = await openLocalPorts();
  const { brief } = await takeIn(request, TENANT, ports.assets);
  return {
    brief,
    ports,
    sheet: await lookOf(brief, ports, TENANT),
    brand: await brandOf(brief, ports, TENANT),
  };
}

test('a brief that names a style has that style, its mood and no sheet of its own', async () => {
  const { brief, sheet } = await taken('style: sorbet');
  expect(brief).toMatchObject({ options: { style: 'sorbet', music: STYLE_SHEETS.sorbet.music } });
  expect(brief.look).toBeUndefined();
  expect(sheet).toEqual(STYLE_SHEETS.sorbet);
});

test('the mood that a brief names goes before that of its style', async () => {
  expect((await taken('style: sorbet\nmusic: deep')).brief.options.music).toBe('deep');
});

test('a style file beside the brief is kept with it', async () => {
  const { brief, sheet, brand } = await taken('style: mine.yaml');
  expect(brief.options.style).toBe('mine');
  expect(sheet).toEqual({ ...STYLE_SHEETS.paper, name: 'mine' });
  expect(brand).toBeUndefined();
});

test('a style that a flag names goes before the file of the brief', async () => {
  const { brief, sheet } = await taken('style: mine.yaml', { style: 'ember' });
  expect([brief.options.style, sheet.name, brief.look]).toEqual(['ember', 'ember', undefined]);
});

test('a brand is made on its own style where none is named, and on the named one otherwise', async () => {
  const alone = await taken('brand: brand.yaml');
  expect(alone.sheet).toMatchObject({ name: 'noir', scrim: '#102a43' });
  expect(alone.brand).toMatchObject({ name: 'Mine', watermark: { corner: 'top-right' } });
  expect((await taken('brand: brand.yaml', { style: 'terrain' })).sheet.name).toBe('terrain');
  expect((await taken('style: paper', { brand: 'brand.yaml' })).sheet).toMatchObject({
    name: 'paper',
    scrim: '#102a43',
  });
});

test('the logo of a brand is kept as an asset', async () => {
  const { ports, brand } = await taken('brand: brand.yaml');
  expect(brand?.logo && (await ports.assets.has(TENANT, brand.logo))).toBe(true);
});

test('an unknown style is refused at once, with those that there are and the nearest', () => {
  expect(() => parseOptions({ style: 'papper' }, 'On the command line')).toThrow(
    /there is no style papper; there are midnight, paper, .*; the nearest is paper/,
  );
});

test('a style that a brief names reaches nothing outside of its folder', async () => {
  await expect(taken('style: ../../etc/style.yaml')).rejects.toThrow(/not in its folder/);
  await expect(taken('brand: /etc/brand.yaml')).rejects.toThrow(/not in its folder/);
});
