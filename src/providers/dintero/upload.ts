import { ProviderError } from '../error.ts';
import type { Given } from '../given.ts';
import { OnboardingRefused } from '../merchant-onboarding.ts';
import type { Upload } from '../onboarding-readings.ts';
import { nonsense } from './answers.ts';
import { asked, type Call, type LineSettings } from './line.ts';
import { ask, type Room } from './room.ts';
import { Asset } from './wire.ts';

/** Published: at most so many bytes, of these types. */
const mostBytes = 2_000_000;
const types: readonly string[] = ['image/png', 'image/jpeg', 'image/svg+xml', 'application/pdf'];

/**
 * Files, in two steps: an address is asked for, and the file goes there. With no token: the address itself is the right
 * to. Type and length must be what was said beforehand, to the byte: a `Blob` sends its own.
 */
export const createUpload = (room: Room, { fetch, clock }: Given, settings: LineSettings) => {
  const isSafe = (address: string): boolean => {
    const { protocol, origin } = new URL(address);
    return protocol === 'https:' || origin === new URL(settings.baseUrl).origin;
  };

  const put = async (url: string, { bytes, type }: Upload, signal: AbortSignal): Promise<void> => {
    const response = await fetch(
      new Request(url, {
        method: 'PUT',
        headers: { 'content-type': type },
        body: bytes,
        redirect: 'manual',
        credentials: 'omit',
        signal,
      }),
    );
    await response.body?.cancel();
    const { status } = response;
    if (response.ok) return;
    const isRefused = status >= 400 && status < 500;
    throw new ProviderError(isRefused ? 'refused' : 'unanswered', `file: answered ${status}`, { status });
  };

  return async (account: string, upload: Upload, signal: AbortSignal) => {
    const { type, access, bytes } = upload;
    if (!types.includes(type) || bytes.size < 1 || bytes.size > mostBytes) {
      throw new OnboardingRefused('not_allowed', 'file: of a type or size that is not taken');
    }
    const call: Call = {
      name: 'asset',
      method: 'POST',
      path: `/accounts/${account}/management/assets`,
      body: { size_bytes: bytes.size, mime_type: type, access },
    };
    const told = await ask(room, room.access.asMerchant(account), call, Asset, signal);
    if (!isSafe(told.upload_url)) throw nonsense(call, 'an address that is not safe', 200);
    await asked('file', { clock, ms: settings.timeoutMs }, signal, (cut) =>
      put(told.upload_url, upload, cut),
    );
    return { url: access === 'public' ? (told.public_url ?? null) : null };
  };
};
