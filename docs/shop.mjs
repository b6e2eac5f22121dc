// A whole shop that takes one payment. Start Handslag (npm start), then: node docs/shop.mjs
import { createServer } from 'node:http';

const handslag = 'http://127.0.0.1:4173';

// 1. The server asks for a token: for itself, or for one browser and one payment.

const askToken = async (more = {}) => {
  const answer = await fetch(`${handslag}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo-shop:demo-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...more }),
  });
  const { access_token, error_description } = await answer.json();
  if (!answer.ok) throw new Error(error_description);
  return access_token;
};

const openPayment = (order) => {
  const payment = {
    type: 'collection_request',
    provider: 'betalingsservice',
    surface: 'web',
    amount: { value: order.price, currency: 'DKK' }, // in øre
    text: order.text,
    reference: order.id,
    // Signs the customer up to direct debit too. Leave it out to be paid once.
    mandate: { debtorGroup: '00001', customerNumber: order.customer },
  };
  return askToken({ authorization_details: JSON.stringify([payment]) });
};

// 2. The page has a script tag and an element.

const checkout = (order, token) => `<!doctype html>
<html lang="en">
  <title>Checkout</title>
  <script type="module" src="${handslag}/handslag.js"></script>
  <handslag-payment backend="${handslag}" token="${token}"></handslag-payment>
  <a href="/order/${order.id}">What does the server say?</a>
</html>`;

// 3. Whether it is paid, the server asks the backend. It never believes the browser.

const isPaid = async (order) => {
  const answer = await fetch(`${handslag}/v1/collection-requests?reference=${order.id}`, {
    headers: { authorization: `Bearer ${await askToken()}` },
  });
  const { items } = await answer.json();
  return items.some(
    ({ status, payment }) => status === 'approved' && ['authorised', 'settled'].includes(payment.status),
  );
};

// The rest is any shop. The order stands in the address, so that a reload goes on with the same payment.

const orders = new Map();

const newOrder = () => {
  const number = String(Date.now()).slice(-9);
  const order = { id: `order-${number}`, customer: number, price: 249900, text: 'Phone + first month' };
  orders.set(order.id, order);
  return order;
};

const pages = {
  '': async () => ({ location: `/checkout/${newOrder().id}` }),
  checkout: async (order) => ({ body: checkout(order, await openPayment(order)) }),
  order: async (order) => ({ body: `${order.id}: ${(await isPaid(order)) ? 'paid' : 'not paid yet'}` }),
};

const server = createServer(async ({ url }, response) => {
  const [, name, id] = url.split('/');
  try {
    const { location, body } = await pages[name](orders.get(id));
    if (location) response.writeHead(303, { location }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  } catch (error) {
    response.writeHead(500).end(`It does not work: ${error.message}`);
  }
});

server.listen(3000, 'localhost', () => console.log('The shop is at http://localhost:3000'));
