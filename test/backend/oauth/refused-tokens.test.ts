import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { suite, test } from 'node:test';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { createSigningKeys } from '../../../src/backend/oauth/keys.ts';
import { bearer, detail, issuer, type Running, startBackend } from '../edge/backend.ts';

const forServers = '/v1/collection-requests?reference=order-4711';
const forSessions = '/v1/session';

/** What a server token says, so that each case below differs from a good one in a single point. */
const goodClaims = (running: Running): JWTPayload => {
  const now = Math.floor(running.clock.now() / 1000);
  return {
    iss: issuer,
    aud: `${issuer}/v1`,
    sub: 'demo-shop',
    client_id: 'demo-shop',
    jti: 'jti-1',
    iat: now,
    exp: now + 600,
  };
};

/** Signs with the backend's own key, so that the signature is never what a case is refused for. */
const sign = async (running: Running, claims: JWTPayload, header: Record<string, unknown> = {}) => {
  const { kid, key } = await createSigningKeys(running).signing();
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
    .sign(key, { crit: { ours: true } });
};

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const publicKeyOf = async (running: Running) => {
  const [jwk] = (await createSigningKeys(running).jwks()).keys;
  assert(jwk?.kid !== undefined);
  return { jwk, kid: jwk.kid };
};

const forged = async (running: Running, header: Record<string, unknown>) => {
  const { privateKey } = await generateKeyPair('ES256');
  const { kid } = await publicKeyOf(running);
  return new SignJWT(goodClaims(running))
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
    .sign(privateKey);
};

const hs256WithPublicKey = async (running: Running, secret: 'jwk' | 'pem') => {
  const { jwk, kid } = await publicKeyOf(running);
  const key = await importJWK(jwk, 'ES256', { extractable: true });
  assert(!(key instanceof Uint8Array));
  const material = secret === 'jwk' ? JSON.stringify(jwk) : await exportSPKI(key);
  const text = `${encode({ alg: 'HS256', typ: 'at+jwt', kid })}.${encode(goodClaims(running))}`;
  return `${text}.${createHmac('sha256', material).update(text).digest('base64url')}`;
};

const without = (claims: JWTPayload, name: string) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

const changed = (token: string, part: number) => {
  const parts = token.split('.');
  const text = parts[part] ?? '';
  parts[part] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
  return parts.join('.');
};

type Make = (running: Running) => string | Promise<string>;

const refused: Readonly<Record<string, Make>> = {
  'signed with another key': (running) => forged(running, {}),
  'signed with a key that it carries itself': async (running) => {
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    return forged(running, { jwk: await exportJWK(publicKey) });
  },
  'signed with a key we do not know': (running) => forged(running, { kid: 'unknown' }),
  'changed in its claims': async (running) => changed(await running.token('demo-shop'), 1),
  'changed in its signature': async (running) => changed(await running.token('demo-shop'), 2),
  'alg none': async (running) => {
    const { kid } = await publicKeyOf(running);
    return `${encode({ alg: 'none', typ: 'at+jwt', kid })}.${encode(goodClaims(running))}.`;
  },
  'HS256 with our public key as the secret': (running) => hs256WithPublicKey(running, 'jwk'),
  'HS256 with our public key in PEM as the secret': (running) => hs256WithPublicKey(running, 'pem'),
  'of no type': (running) => sign(running, goodClaims(running), { typ: undefined }),
  'of another type': (running) => sign(running, goodClaims(running), { typ: 'JWT' }),
  'with a critical header that we do not know': (running) =>
    sign(running, goodClaims(running), { crit: ['ours'], ours: 1 }),
  'without a key id': (running) => sign(running, goodClaims(running), { kid: undefined }),
  'from another issuer': (running) => sign(running, { ...goodClaims(running), iss: 'https://evil.example' }),
  'for another audience': (running) => sign(running, { ...goodClaims(running), aud: issuer }),
  'for an unknown client': (running) => sign(running, { ...goodClaims(running), client_id: 'nobody' }),
  "for a merchant that is not the client's": (running) =>
    sign(running, { ...goodClaims(running), merchant: 'other' }),
  'without an expiry': (running) => sign(running, without(goodClaims(running), 'exp')),
  'without an id': (running) => sign(running, without(goodClaims(running), 'jti')),
  'without a subject': (running) => sign(running, without(goodClaims(running), 'sub')),
  'without a client': (running) => sign(running, without(goodClaims(running), 'client_id')),
  'no token at all': () => 'hello',
  'three empty parts': () => '..',
};

suite('a bearer token is refused', () => {
  for (const [name, make] of Object.entries(refused)) {
    test(name, async () => {
      const running = await startBackend();
      const answer = await running.get(forServers, bearer(await make(running)));
      assert.equal(answer.status, 401);
      assert.equal((await answer.json()).code, 'token_invalid');
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
    });
  }

  test('but not one that is like these in nothing', async () => {
    const running = await startBackend();
    const answer = await running.get(forServers, bearer(await sign(running, goodClaims(running))));
    assert.equal(answer.status, 200);
  });

  test('when it has expired, but for a few seconds of clocks that differ', async () => {
    const running = await startBackend();
    const token = await running.token('demo-shop');
    await running.clock.advance(3603_000);
    assert.equal((await running.get(forServers, bearer(token))).status, 200);
    await running.clock.advance(3_000);
    const answer = await running.get(forServers, bearer(token));
    assert.equal(answer.status, 401);
    assert.equal((await answer.json()).code, 'token_expired');
  });

  test('when it was revoked; revoking again, or revoking nonsense, says yes too', async () => {
    const running = await startBackend();
    const token = await running.token('demo-shop');
    for (const one of [token, token, 'nonsense']) assert.equal((await revoke(running, one)).status, 200);
    const answer = await running.get(forServers, bearer(token));
    assert.equal((await answer.json()).code, 'token_invalid');
  });

  test('when it is missing, and then the challenge names no error', async () => {
    const running = await startBackend();
    const answer = await running.get(forServers);
    assert.equal(answer.status, 401);
    assert.equal((await answer.json()).code, 'token_missing');
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="handslag"');
  });

  test('when it comes by another scheme', async () => {
    const running = await startBackend();
    const authorization = `Token ${await running.token('demo-shop')}`;
    assert.equal((await running.get(forServers, { authorization })).status, 401);
  });
});

test("a session token is refused where a server's is needed, and the other way round", async () => {
  const running = await startBackend();
  const session = await running.token('demo-shop', [detail]);
  const server = await running.token('demo-shop');
  const cases = [
    { path: forServers, token: session, status: 403 },
    { path: forSessions, token: server, status: 403 },
    { path: forServers, token: server, status: 200 },
    { path: forSessions, token: session, status: 200 },
  ];
  for (const { path, token, status } of cases) {
    const answer = await running.get(path, bearer(token));
    assert.equal(answer.status, status, path);
    if (status !== 403) continue;
    assert.equal((await answer.json()).code, 'token_insufficient');
    assert.match(answer.headers.get('www-authenticate') ?? '', /error="insufficient_scope"/);
  }
});

test("a client cannot revoke another client's token", async () => {
  const running = await startBackend();
  const token = await running.token('other-shop');
  const answer = await revoke(running, token);
  assert.equal(answer.status, 400);
  assert.equal((await answer.json()).error, 'unauthorized_client');
  assert.equal((await running.get(forServers, bearer(token))).status, 200);
});

test('a revoked token is remembered until it would have expired, and not for ever', async () => {
  const running = await startBackend();
  const kept = () => running.store.due('revoked_tokens', Number.MAX_SAFE_INTEGER, 100);
  await revoke(running, await running.token('demo-shop'));
  await running.clock.advance(3590_000);
  await revoke(running, await running.token('demo-shop'));
  assert.equal((await kept()).length, 2);
  await running.clock.advance(60_000);
  await revoke(running, await running.token('demo-shop'));
  assert.equal((await kept()).length, 2);
});

const revoke = ({ fetch }: Running, token: string) =>
  fetch(`${issuer}/oauth/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo-shop:demo-secret')}` },
    body: new URLSearchParams({ token }),
  });
