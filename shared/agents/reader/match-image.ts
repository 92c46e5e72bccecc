function baseName(target: string): string {
  const path = target.split(/[?#]/)[0] ?? '';
  const name = path.replaceAll('\\', '/').split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name).normalize('NFC').toLowerCase();
  } catch {
    return name.normalize('NFC').toLowerCase();
  }
}

/** The given picture that a source points to (by file name, whatever the folder or the case), or undefined. */
export function matchImage<T extends { name: string }>(target: string, images: readonly T[]): T | undefined {
  const wanted = baseName(target);
  if (wanted === '') return undefined;
  return (
    images.find((image) => image.name === target) ?? images.find((image) => baseName(image.name) === wanted)
  );
}
