function baseName(target: string): string {
  const path = target.split(/[?#]/)[0] ?? '';
  const name = path.replaceAll('\\', '/').split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name).normalize('NFC').toLowerCase();
  } catch {
    return name.normalize('NFC').toLowerCase();
  }
}

/** The name of own footage that a source points to, in lower case; undefined where it is no film. */
export function footageName(target: string): string | undefined {
  const name = baseName(target);
  return /\.(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|ogv)$/u.test(name) ? name : undefined;
}

/** The given picture that a source points to (by file name, whatever the folder or the case), or undefined. */
export function matchImage<T extends { name: string }>(target: string, images: readonly T[]): T | undefined {
  const wanted = baseName(target);
  if (wanted === '') return undefined;
  return (
    images.find((image) => image.name === target) ?? images.find((image) => baseName(image.name) === wanted)
  );
}
