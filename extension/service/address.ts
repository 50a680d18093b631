/** Where the service may be: this computer and nowhere else. Pure. */

export const DEFAULT_ADDRESS = 'http://127.0.0.1:8765';

export type AddressProblem = 'not_an_address' | 'not_http' | 'not_this_computer' | 'more_than_an_address';

export type ParsedAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly problem: AddressProblem };

/**
 * Reads what a person typed as the service's address, in the one form that is kept: scheme, host, port.
 *
 * `localhost` is read as 127.0.0.1: the service listens there, the extension's host permission names it,
 * and `localhost` may resolve to ::1, where nothing of ours listens.
 */
export function parseServiceAddress(typed: string): ParsedAddress {
  const trimmed = typed.trim();
  const written_out = trimmed.includes('://') ? trimmed : `http://${trimmed}`;
  if (!URL.canParse(written_out)) return { ok: false, problem: 'not_an_address' };
  const url = new URL(written_out);
  if (url.protocol !== 'http:') return { ok: false, problem: 'not_http' };
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  if (url.hostname !== '127.0.0.1') return { ok: false, problem: 'not_this_computer' };
  const has_more = url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '';
  return has_more ? { ok: false, problem: 'more_than_an_address' } : { ok: true, address: url.origin };
}
