import { readdir, readFile } from 'node:fs/promises';
import { manifest } from '#functions/manifest.ts';

const FOLDER = new URL('../../statemachines/', import.meta.url);
const ENDING = '.asl.json';

/** The workflows of `statemachines/` by name, as their files say. */
export async function readDefinitions(): Promise<Record<string, unknown>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(ENDING));
  const entries = files.map(async (name) => {
    const text = await readFile(new URL(name, FOLDER), 'utf8');
    return [name.slice(0, -ENDING.length), JSON.parse(text)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What stands for `${function:NAME}` on this machine: the name itself. */
export function functionSubstitutions(): Record<string, string> {
  return Object.fromEntries(Object.keys(manifest).map((name) => [`function:${name}`, name]));
}
