import type * as z from 'zod';

const MOST = 5;
const LONGEST = 500;

/** Says what is wrong with a value, for whoever wrote it: each field and what is the matter, five at most. */
export function describeIssues({ issues }: z.ZodError): string {
  const said = issues.slice(0, MOST).map(({ path, message }) => {
    const field = path.map(String).join('.');
    return field ? `${field}: ${message}` : message;
  });
  if (issues.length > MOST) said.push(`and ${issues.length - MOST} more`);
  return said.join('; ').replace(/\.$/, '').slice(0, LONGEST);
}
