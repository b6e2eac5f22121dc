import type { TokenAnswer } from '../../protocol/oauth.ts';
import type { ClientConfig } from '../config.ts';
import type { Form } from './form.ts';

/** One way to a token. The client is already authenticated. Throws `OAuthRefusal`. */
export type GrantType = (client: ClientConfig, form: Form) => Promise<TokenAnswer>;
