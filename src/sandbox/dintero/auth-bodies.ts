/** What the operations of tokens and codes take. */
import * as z from 'zod';

const Text = z.string().min(1);

/** Told apart by `grant_type`, in the discriminator's own words. */
export const Grant = z.discriminatedUnion('grant_type', [
  z.strictObject({ grant_type: z.literal('client_credentials'), audience: Text }),
  z.strictObject({
    grant_type: z.literal('authorization_code'),
    ident_type: z.enum(['email', 'user_id']),
    ident: Text,
    verification_code: Text,
    audience: Text,
  }),
  z.strictObject({
    grant_type: z.literal('mfa_oob'),
    oob_code: Text,
    binding_code: Text,
    mfa_token: Text,
  }),
  z.strictObject({ grant_type: z.literal('account_user') }),
  z.strictObject({ grant_type: z.literal('refresh_token'), refresh_token: Text }),
]);
export type Grant = z.infer<typeof Grant>;

export const Exchange = z.strictObject({ account_id: z.string().regex(/^[PT]\d{8}$/) });

export const Revoke = z.strictObject({ token: Text });

export const Passwordless = z.strictObject({
  client_id: Text,
  audience: Text,
  connection: z.enum(['email', 'sms']),
  email: z.email(),
  type: z.enum(['company', 'customer']).default('customer'),
  send: z.literal('code').default('code'),
  login_session_id: z.uuid().optional(),
});

export const Challenge = z.strictObject({
  challenge_type: z.literal('oob'),
  mfa_token: Text,
  oob_channel: z.enum(['sms', 'email']).default('sms'),
});
