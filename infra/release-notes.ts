/** Prints the section of CHANGELOG.md that belongs to a tag: `node infra/release-notes.ts v1.2.3`. */
import { readFileSync } from 'node:fs';
import { releaseNotes } from '#infra/changelog.ts';
import { AppError } from '#shared/errors.ts';

const [tag] = process.argv.slice(2);
if (!tag) throw new AppError('OPTION_INVALID', 'Name the tag: node infra/release-notes.ts v1.2.3');
process.stdout.write(releaseNotes(readFileSync('CHANGELOG.md', 'utf8'), tag));
