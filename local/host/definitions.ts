import { readdir, readFile } from 'node:fs/promises';
import { JOB_QUEUES, jobs } from '#functions/jobs.ts';
import { manifest } from '#functions/manifest.ts';
import { type Definition, loadDefinition } from '#local/asl/definition/definition.ts';

const FOLDER = new URL('../../statemachines/', import.meta.url);
const ENDING = '.asl.json';

/**
 * The workflows of `statemachines/` by name, checked. On this machine `${function:NAME}`, `${job:NAME}` and
 * `${job-queue:NAME}` stand for the name itself.
 */
export async function loadDefinitions(): Promise<Map<string, Definition>> {
  const names = Object.fromEntries([
    ...Object.keys(manifest).map((name) => [`function:${name}`, name]),
    ...Object.keys(jobs).map((name) => [`job:${name}`, name]),
    ...JOB_QUEUES.map((name) => [`job-queue:${name}`, name]),
  ]);
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith(ENDING));
  const definitions = files.map(async (file) => {
    const name = file.slice(0, -ENDING.length);
    const definition = loadDefinition(name, await readFile(new URL(file, FOLDER), 'utf8'), names);
    return [name, definition] as const;
  });
  return new Map(await Promise.all(definitions));
}
