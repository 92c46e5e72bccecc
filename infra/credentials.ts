import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Where AWS's tools say that a machine is theirs, and so may have a role of its own. */
const VENDOR = '/sys/class/dmi/id/sys_vendor';

/**
 * Throws `CONFIG_INVALID` where nothing on this machine can be credentials for AWS, or the profile that is named is not there. It
 * looks at variables and files only and asks nobody: whether the credentials are good, AWS says.
 */
export function requireCredentials(variables: Variables, vendorFile: string = VENDOR): void {
  const known = profiles(variables);
  const profile = variables.AWS_PROFILE;
  if (profile) {
    if (known.has(profile)) return;
    const others = [...known].join(', ');
    throw new AppError('CONFIG_INVALID', `AWS_PROFILE names the profile ${profile}, which is not there.`, {
      hint: others ? `There are: ${others}.` : 'There are none. Make one with `aws configure sso`.',
    });
  }
  const given = ['AWS_ACCESS_KEY_ID', 'AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  if ([...given, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'].some((name) => variables[name])) return;
  if (known.has('default')) return;
  if (existsSync(vendorFile) && readFileSync(vendorFile, 'utf8').startsWith('Amazon EC2')) return;
  throw new AppError('CONFIG_INVALID', 'There are no credentials for AWS on this machine.', {
    hint: 'Sign in (`aws configure sso`, then `aws sso login`), set AWS_PROFILE to that profile, and try again.',
  });
}

/** Names of the profiles in the two files of AWS's tools: `[profile x]` in the one, `[x]` in the other. */
function profiles(variables: Variables): Set<string> {
  const folder = join(variables.HOME ?? homedir(), '.aws');
  const files = [
    variables.AWS_CONFIG_FILE ?? join(folder, 'config'),
    variables.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
  const names = files.flatMap((file) => {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return [...text.matchAll(/^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/gm)].map(([, name = '']) => name);
  });
  return new Set(names.filter((name) => !/^(sso-session|services)\s/.test(name)));
}
