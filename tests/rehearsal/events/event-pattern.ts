/** Whether an event has what a pattern of EventBridge, or a filter of an event source mapping, asks for. */
export function hasPattern(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(event) ? event : [event];
    return values.some((value) => pattern.some((wanted) => isWanted(wanted, value)));
  }
  if (typeof pattern !== 'object' || pattern === null) throw new Error('A pattern holds lists and objects.');
  const fields = (event ?? {}) as Record<string, unknown>;
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return (wanted as unknown[]).some((one) => hasPattern(one, event));
    return hasPattern(wanted, typeof event === 'object' ? fields[key] : undefined);
  });
}

function isWanted(wanted: unknown, value: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return wanted === value;
  const [[operator = '', argument] = []] = Object.entries(wanted) as [string, unknown][];
  switch (operator) {
    case 'exists':
      return argument === (value !== undefined);
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(argument));
    case 'suffix':
      return typeof value === 'string' && value.endsWith(String(argument));
    case 'anything-but':
      return value !== undefined && ![argument].flat().includes(value);
    default:
      throw new Error(`The operator ${operator} of a pattern is not evaluated here.`);
  }
}
