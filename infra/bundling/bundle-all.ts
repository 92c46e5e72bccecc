import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FunctionName, manifest } from '#functions/manifest.ts';
import { bundleFunction, ROOT } from '#infra/bundling/bundle-function.ts';
import { fillMediaLayer } from '#infra/bundling/media-layer.ts';

/** Folders of what is deployed. */
export interface Bundles {
  functionFolder: (name: FunctionName) => string;
  mediaFolder: string;
}

/**
 * Bundles every function and fills the media layer in a folder of its own, does the work with it, and removes it: CDK has
 * copied what it needs by then.
 */
export async function withBundles<T>(work: (bundles: Bundles) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'reelwright-bundles-'));
  const functionFolder = (name: FunctionName) => join(folder, 'functions', name);
  const mediaFolder = join(folder, 'media-layer');
  try {
    const names = Object.keys(manifest) as FunctionName[];
    await Promise.all(names.map((name) => bundleFunction(name, functionFolder(name))));
    fillMediaLayer(ROOT, mediaFolder);
    return await work({ functionFolder, mediaFolder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
