/**
 * What plain `node:http` can do on this machine: `floor.ts <port>`. `/held` is answered at the next `POST /ring`,
 * `/count` says how many are held, `PUT /answer` says which JSON all else is answered with.
 */
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

let answer = '{}';
let held: ServerResponse[] = [];

const say = (response: ServerResponse, body: string): void => {
  response
    .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
    .end(body);
};

const server = createServer(async (request, response) => {
  if (request.url === '/held') {
    held.push(response);
    return;
  }
  if (request.url === '/count') return say(response, String(held.length));
  const body = await text(request);
  if (request.url === '/answer' && request.method === 'PUT') answer = body;
  if (request.url === '/ring') {
    const awake = held;
    held = [];
    for (const one of awake) say(one, answer);
  }
  say(response, answer);
});
server.keepAliveTimeout = 75_000;
server.listen(Number(process.argv[2]), '127.0.0.1');
