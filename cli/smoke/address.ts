import { AppError } from '#shared/errors.ts';

const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * An address that a token may be sent to: over TLS, or on this machine. Throws `OPTION_INVALID`, with the name of the option.
 * `scheme` is what it begins with under TLS; without TLS it lacks the `s`.
 */
export function readAddress(text: string, option: string, scheme: 'https' | 'wss'): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = `${scheme.slice(0, -1)}:`;
  if (!url || (url.protocol !== `${scheme}:` && url.protocol !== plain) || url.username || url.password) {
    throw new AppError('OPTION_INVALID', `${option} must be an address such as ${scheme}://….`);
  }
  if (url.protocol === plain && !THIS_MACHINE.test(url.hostname)) {
    throw new AppError(
      'OPTION_INVALID',
      `${option} would send your token unprotected; it must be ${scheme}://….`,
    );
  }
  return text;
}
