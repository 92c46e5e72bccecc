const patterns = new Map<string, RegExp>();

/** Whether a text matches a pattern of `*` (any text) and `?` (one letter). Letters' case counts unless told otherwise. */
export function matches(pattern: string, text: string, options: { ignoreCase?: boolean } = {}): boolean {
  const id = `${options.ignoreCase ? 'i' : 's'}${pattern}`;
  let compiled = patterns.get(id);
  if (compiled === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    compiled = new RegExp(`^${source}$`, options.ignoreCase ? 'is' : 's');
    patterns.set(id, compiled);
  }
  return compiled.test(text);
}

/** Whether an action matches a pattern: services and actions are written in any case. */
export function matchesAction(pattern: string, action: string): boolean {
  return matches(pattern, action, { ignoreCase: true });
}

/** Whether an ARN matches a pattern part by part, as `ArnLike` does: a wildcard does not reach over the first five colons. */
export function matchesArn(pattern: string, arn: string): boolean {
  const wanted = arnParts(pattern);
  const given = arnParts(arn);
  return wanted.length === given.length && wanted.every((part, index) => matches(part, given[index] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
