import { expect, test } from 'vitest';
import type { Layer } from '#shared/domain/timeline.ts';
import { sha256 } from '#shared/engine/step-key.ts';
import { ImagePack, imageWithin } from '#shared/scenes/image-pack.ts';

const SIZE = { x: 0, y: 0, width: 2, height: 2 };
const picture = (text: string) => ({ bytes: Buffer.from(text), mediaType: 'image/webp' });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test('each picture is found again in the bytes of all of them, and one that comes twice is there once', () => {
  // Arrange
  const pack = new ImagePack();
  const layers: Layer[] = ['ground', 'title', 'ground'].map((name) => ({
    ...SIZE,
    image: pack.add(picture(name)),
  }));
  // Act
  const bytes = pack.bytes();
  const kept = { hash: sha256(bytes), mediaType: 'application/octet-stream', bytes: bytes.byteLength };
  const placed = layers.map((layer) => pack.place(layer, kept));
  // Assert
  expect(text(bytes)).toBe('groundtitle');
  expect(placed.map((layer) => text(imageWithin(bytes, layer)))).toEqual(['ground', 'title', 'ground']);
  for (const { image } of placed) expect(image).toEqual(kept);
});

test('an asset of one picture is that picture', () => {
  expect(text(imageWithin(Buffer.from('alone'), {}))).toBe('alone');
});

test('a picture that was not put in has no place', () => {
  const [pack, other] = [new ImagePack(), new ImagePack()];
  const image = other.add(picture('stranger'));
  expect(() => pack.place({ ...SIZE, image }, image)).toThrow(RangeError);
});
