import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSeller, openSession, optionOf, type Seller, stateOf } from '../support/seller.ts';
import { startRealMarket } from './real/market.ts';

test('killed at each kind of write to the provider, before it has an effect and after: nothing is made twice, nothing is lost', async () => {
  const deaths = new Set<string>();
  const market = await startRealMarket((write, when) => {
    const death = `${when} ${write}`;
    // Each is died of once; the one after it has had its effect.
    if (deaths.has(death) || (when === 'after' && !deaths.has(`before ${write}`))) return false;
    deaths.add(death);
    return true;
  });
  const { rig, service } = market;

  const open = async (seller: Seller): Promise<void> => {
    await seller.signUp();
    const typed = { purpose: 'verify', code: await seller.code() };
    // Whoever hears that a right code is wrong has an account all the same.
    await seller.call('POST', '/code', typed).then((answer) => answer.text());
    const isOpen = (one: Awaited<ReturnType<Seller['read']>>) => one.account.state !== 'none';
    for (let one = await seller.read(); !isOpen(one); one = await seller.read()) {
      await rig.pass(500);
      if (one.code === null || isOpen(await seller.read())) continue;
      const answer = await seller.call('POST', '/code', typed);
      assert.ok([200, 409, 422, 429].includes(answer.status), await answer.text());
    }
    await seller.until((one) => stateOf(one, 'company') === 'done');
  };

  const seller = await openSeller(rig);
  await open(seller);
  const answer = await rig.fetch(`${rig.backend}/v1/onboarding/uploads/logo`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seller.token}`, 'content-type': 'image/png' },
    body: new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47])]),
  });
  assert.equal(answer.status, 200);
  await seller.approve();
  await seller.write('POST', '/options/swish', {});
  await seller.until((one) => optionOf(one, 'swish')?.status === 'pending');
  await seller.write('POST', '/applications', { kind: 'payout', reference: 'Torvet' });
  await seller.until((one) => one.applications.length === 2);
  await seller.write('PUT', '/features/split_payment', { wanted: true });
  await seller.until((one) =>
    one.features.some(({ id, status }) => id === 'split_payment' && status !== 'off'),
  );
  const cases: { kind: string }[] = await seller.sandbox('signing');
  assert.deepEqual(cases.map(({ kind }) => kind).toSorted(), ['payments', 'payout']);
  const gateways: { connection: string }[] = await seller.sandbox('gateways');
  assert.deepEqual(
    gateways.map(({ connection }) => connection),
    ['swish'],
  );
  const { applications } = await seller.read();
  const payout = applications.find(({ kind }) => kind === 'payout');
  await seller.write('POST', `/applications/${payout?.id}/withdrawal`, {});
  await seller.until((one) => one.applications.length === 1);

  const list = await openSession(rig, { country: 'NO', view: 'list' });
  const { company, address } = (await openSeller(rig, { country: 'NO' })).facts;
  const invited = await rig.fetch(`${rig.backend}/v1/merchants`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${list}`,
      'content-type': 'application/json',
      'idempotency-key': 'invite',
    },
    body: JSON.stringify({
      reference: 'invited',
      country: 'NO',
      applicant: { email: 'kari@fjordull.example' },
      company,
      address,
      billing: { name: company.name },
    }),
  });
  assert.equal(invited.status, 202);

  // By now every kind of write has killed twice, so this one goes as it should: it tells how many accounts there are.
  const third = await openSeller(rig, { country: 'NO', reference: 'third' });
  await open(third);
  const server = await openSession(rig, { country: 'NO', view: 'list' });
  const all = await rig.fetch(`${rig.backend}/v1/merchants`, {
    headers: { authorization: `Bearer ${server}` },
  });
  const { items } = await all.json();
  const accounts = items.map((one: { account: { id: string | null } }) => one.account.id);
  assert.deepEqual(accounts.toSorted(), ['T11200002', 'T11200003']);
  console.log(`killed ${deaths.size} times: ${[...deaths].join(', ')}`);
  assert.ok(deaths.size >= 16, 'it was killed at each');
  assert.ok(service.starts > 10);
});
