import type { Secrets } from '#shared/ports/secrets.ts';

/** Secrets that the environment gives, by their names; they win over those of the file. */
export type GivenSecrets = Readonly<Record<string, string>>;

/** Secrets of which some are given by the environment; those can be read, and are not kept. */
export function withGivenSecrets(
  secrets: Secrets,
  given: GivenSecrets,
  onReveal: (value: string) => void,
): Secrets {
  return {
    async get(tenant, name) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (value === undefined) return await secrets.get(tenant, name);
      onReveal(value);
      return value;
    },
    set: (tenant, name, value) => secrets.set(tenant, name, value),
    remove: (tenant, name) => secrets.remove(tenant, name),
    list: (tenant) => secrets.list(tenant),
  };
}
