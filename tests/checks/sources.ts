import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A text file of the project; `path` is from the root. */
export interface SourceFile {
  path: string;
  text: string;
  lines: number;
}

/** Files that git knows or would add, by folder and ending. */
export function projectFiles(folders: readonly string[], endings: readonly string[]): SourceFile[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders],
    {
      encoding: 'utf8',
    },
  );
  return listed
    .split('\n')
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && existsSync(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, lines: text.split('\n').length - 1 };
    });
}

/** All code that is shipped. */
export function productCode(): SourceFile[] {
  return projectFiles(['cli', 'functions', 'local', 'shared', 'infra', 'containers', 'web'], ['.ts', '.tsx']);
}

/** Names imported by a file, as they are written. */
export function importsOf({ text }: SourceFile): string[] {
  const froms = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...froms].map(([, name = '']) => name);
}

/** Code without comments and strings, so that a rule does not trip over words. */
export function bareCode({ text }: SourceFile): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}
