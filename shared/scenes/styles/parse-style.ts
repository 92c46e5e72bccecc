import { describeIssues } from '#shared/brief/describe-issues.ts';
import { AppError } from '#shared/errors.ts';
import { contrastFindings } from '#shared/scenes/styles/contrast-problems.ts';
import { FAMILIES, StyleSheet, type Type } from '#shared/scenes/styles/style-sheet.ts';

/** Problems that are told of at once; more help nobody. */
const MOST = 6;

/** A style that was read, and everything that is wrong with it; no sheet where its fields are not as they must be. */
export interface ReadStyle {
  sheet?: StyleSheet;
  problems: string[];
}

/** Looks at a style as its file gives it: its fields, then its fonts and whether all that it shows can be read. */
export function readStyle(value: unknown): ReadStyle {
  const parsed = StyleSheet.safeParse(value);
  if (!parsed.success) return { problems: [describeIssues(parsed.error)] };
  const sheet = parsed.data;
  return {
    sheet,
    problems: [...fontProblems(sheet), ...contrastFindings(sheet).map(({ problem }) => problem)],
  };
}

/**
 * The style in a value, checked. Throws `STYLE_INVALID`, with `where` it stands (say `my-style.yaml`), each field that is wrong,
 * its value, and what would do.
 */
export function parseStyle(value: unknown, where: string): StyleSheet {
  const { sheet, problems } = readStyle(value);
  if (sheet && problems.length === 0) return sheet;
  const more = problems.length > MOST ? `; and ${problems.length - MOST} more` : '';
  throw new AppError('STYLE_INVALID', `The style ${where}: ${problems.slice(0, MOST).join('; ')}${more}.`, {
    hint: 'npm run styles -- check <file> tells all that is wrong with a style; docs/guides/styles.md what each field means.',
  });
}

function fontProblems(sheet: StyleSheet): string[] {
  const families: readonly string[] = [...FAMILIES, ...(sheet.fonts ?? []).map(({ family }) => family)];
  const types: Record<string, Type> = {
    display: sheet.display,
    heading: sheet.heading,
    body: sheet.body,
    label: sheet.label,
    code: sheet.code,
  };
  return Object.entries(types).flatMap(([role, { family }]) =>
    family === undefined || families.includes(family)
      ? []
      : [`${role}.family ${family} is not there; choose one of ${FAMILIES.join(', ')}`],
  );
}
