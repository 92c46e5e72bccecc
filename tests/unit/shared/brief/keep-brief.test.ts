import { expect, test } from 'vitest';
import { keepBrief } from '#shared/brief/keep-brief.ts';
import { requireUploads } from '#shared/brief/require-uploads.ts';
import { ProductionRequest } from '#shared/domain/production-request.ts';
import { brandOf, lookOf } from '#shared/scenes/styles/look-of.ts';
import { ownFamily } from '#shared/scenes/styles/style-sheet.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { TENANT } from '#tests/ids.ts';
import { openLocalPorts } from '#tests/local-ports.ts';

const asset = { hash: 'ab'.repeat(32), mediaType: 'image/png', bytes: 9 };
const asked = (more: object) => ProductionRequest.parse({ text: 'Tea is old.', ...more });

test('a request may bring a style and a brand of its own', async () => {
  const ports = await openLocalPorts();
  const styleSheet = { ...STYLE_SHEETS.gallery, name: 'ours' };
  const brand = {
    name: 'Ours',
    logo: asset,
    outro: { line: 'Come and see' },
    colours: { accent: '#8a0f5c' },
  };
  const { brief } = await keepBrief(ports, TENANT, asked({ styleSheet, brand }));
  expect(brief.options).toMatchObject({ style: 'ours', music: styleSheet.music });
  expect(await lookOf(brief, ports, TENANT)).toMatchObject({ name: 'ours', accent: '#8a0f5c' });
  expect(await brandOf(brief, ports, TENANT)).toMatchObject({ logo: asset, outro: { seconds: 2.5 } });
});

test('a request that names a style keeps no sheet, and one that names none has the first', async () => {
  const ports = await openLocalPorts();
  const named = await keepBrief(ports, TENANT, asked({ options: { style: 'noir' } }));
  expect([named.brief.options.style, named.brief.look]).toEqual(['noir', undefined]);
  expect((await keepBrief(ports, TENANT, asked({}))).brief.options).toMatchObject({
    style: 'midnight',
    music: 'calm',
  });
});

test('a style of a request that cannot be read is refused with the field', async () => {
  const ports = await openLocalPorts();
  const styleSheet = { ...STYLE_SHEETS.gallery, muted: '#dddddd' };
  await expect(keepBrief(ports, TENANT, asked({ styleSheet }))).rejects.toMatchObject({
    code: 'STYLE_INVALID',
    message: expect.stringMatching(/muted #dddddd .* would do/),
  });
});

test('a text whose front matter names a style file is refused: the file does not come with it', async () => {
  const ports = await openLocalPorts();
  const text = '---\nstyle: mine.yaml\n---\nTea is old.';
  await expect(keepBrief(ports, TENANT, asked({ text }))).rejects.toThrow(
    /names files, which do not come with it/,
  );
});

test('two translations into one language are refused', () => {
  const translations = ['pt-BR', 'pt-br'].map((language) => ({ language, source: asset }));
  expect(() => asked({ translations })).toThrow('there is one translation for each language');
});

test('fonts of a style that were not uploaded are named', async () => {
  const ports = await openLocalPorts();
  const file = { ...asset, mediaType: 'font/sfnt' };
  const styleSheet = { ...STYLE_SHEETS.gallery, fonts: [{ family: ownFamily(file), file }] };
  await expect(requireUploads(ports, TENANT, asked({ styleSheet }))).rejects.toThrow(
    `not uploaded: font ${ownFamily(file)}`,
  );
});

test('a request with an unknown style, or files of a brand that were not uploaded, is refused', async () => {
  const ports = await openLocalPorts();
  expect(
    ProductionRequest.safeParse({ text: 'Tea', options: { style: 'noirr' } }).error?.issues[0]?.message,
  ).toMatch(/the nearest is noir/);
  const request = asked({ brand: { name: 'Ours', logo: asset } });
  await expect(requireUploads(ports, TENANT, request)).rejects.toThrow(/was not uploaded: brand Ours/);
});
