const FORMS = [/^(?<s>\d+(\.\d+)?)s?$/, /^(?<m>\d+)m(in)?((?<s>\d+)s?)?$/, /^(?<m>\d+):(?<s>[0-5]\d)$/];

/** Reads `45`, `45s`, `2m`, `1m30s` or `1:30` as seconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  for (const form of FORMS) {
    const groups = form.exec(text.trim())?.groups;
    if (groups) return Number(groups.m ?? 0) * 60 + Number(groups.s ?? 0);
  }
  return undefined;
}
