import { expect, test } from 'vitest';
import { releaseNotes } from '#infra/changelog.ts';

const CHANGELOG = `# Changelog

## Unreleased

### Added

- Something to come.

## 1.2.0 – 2027-01-02

### Fixed

- A thing.

## 1.1.0

- An older thing.
`;

test('the notes of a release are its own section, without the heading', () => {
  expect(releaseNotes(CHANGELOG, 'v1.2.0')).toBe('### Fixed\n\n- A thing.\n');
  expect(releaseNotes(CHANGELOG, 'v1.1.0')).toBe('- An older thing.\n');
});

test.each(['v1.2', 'v9.9.9', 'v1.2.0-rc.1'])('a release %s that nobody wrote about is refused', (tag) => {
  expect(() => releaseNotes(CHANGELOG, tag)).toThrow(/has nothing about/);
});
