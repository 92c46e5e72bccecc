import { AppError } from '#shared/errors.ts';

/** The text below the heading `## X.Y.Z` of a changelog, for the tag `vX.Y.Z`; throws `NOT_FOUND` when there is none. */
export function releaseNotes(changelog: string, tag: string): string {
  const version = tag.replace(/^v/, '');
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.split(/[\s\n]/, 1)[0] === version);
  const body = section?.slice(section.indexOf('\n') + 1).trim();
  if (body) return `${body}\n`;
  throw new AppError('NOT_FOUND', `CHANGELOG.md has nothing about ${version}.`, {
    hint: `Add a section "## ${version}" before the tag.`,
  });
}
