import { type UploadKind, uploadBytes, uploadTypes } from '../../protocol/onboarding-words.ts';
import type { MerchantOnboardingProvider } from '../../providers/merchant-onboarding.ts';
import { Refusal } from '../edge/problem.ts';
import type { Asked } from './code-entry.ts';

/** How a file of each type begins: what it says it is, it must look like. */
const begins: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'image/png': (bytes) => [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte),
  'image/jpeg': (bytes) => [0xff, 0xd8, 0xff].every((byte, at) => bytes[at] === byte),
  'application/pdf': (bytes) => new TextDecoder().decode(bytes.slice(0, 5)) === '%PDF-',
  'image/svg+xml': (bytes) => /<svg[\s>]/i.test(new TextDecoder().decode(bytes.slice(0, 2000))),
};

/** Takes a file to the provider. Where it is public, where: a statement of an account is for the provider alone. */
export const createUpload =
  (provider: MerchantOnboardingProvider) =>
  async (asked: Asked, account: string, kind: UploadKind, request: Request): Promise<string> => {
    const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!uploadTypes[kind].includes(type)) throw new Refusal('content_type_unsupported');
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > uploadBytes) throw new Refusal('body_too_large');
    if (begins[type]?.(bytes) !== true) {
      throw new Refusal('body_invalid', {
        errors: [{ pointer: '', code: bytes.length === 0 ? 'missing' : 'format' }],
      });
    }
    const access = kind === 'logo' ? 'public' : 'private';
    const upload = { type, access, bytes: new Blob([bytes], { type }) } as const;
    const { url } = await asked((signal) => provider.account.upload(account, upload, signal));
    return url ?? 'private';
  };
