// Runs the default client, compiled for JavaScript engines, against servers on this machine. `.ci/wasm` makes and calls it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const client = createRequire(import.meta.url)(process.env.CLIENT);

// Starts a server, hands its address to `call`, and returns the result with what arrived.
async function serve(answer, call) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    await answer(response, requests.length, request);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const result = await call(`http://127.0.0.1:${server.address().port}`);
    return { result, requests };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function json(response, result, status = 200) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ success: status === 200, errors: [], messages: [], result }));
}

test('a GET is sent with its credentials, and its JSON is read', async () => {
  const captions = [{ language: 'en', label: 'English' }, { language: 'de' }];
  const { result, requests } = await serve((response) => json(response, captions), client.list);
  assert.equal(result, 'en de');
  assert.equal(requests.length, 1);
  assert.equal(requests[0].method, 'GET');
  assert.equal(requests[0].url, '/accounts/account/stream/video/captions');
  assert.equal(requests[0].headers.authorization, 'Bearer secret');
});

test('a walk ends with the only page', async () => {
  const { result, requests } = await serve((response) => json(response, [{}, {}, {}]), client.walk);
  assert.equal(result, 3);
  assert.equal(requests.length, 1);
});

test('a PUT sends a multipart body', async () => {
  const text = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHallo ☃\n';
  const { result, requests } = await serve(
    (response) => json(response, { language: 'en' }),
    (base) => client.upload(base, text),
  );
  assert.equal(result, 'en');
  const [{ method, headers, body }] = requests;
  assert.equal(method, 'PUT');
  const boundary = /^multipart\/form-data; boundary="?([^"]+)"?$/.exec(headers['content-type'])[1];
  assert.ok(body.startsWith(`--${boundary}\r\n`) && body.endsWith(`\r\n--${boundary}--\r\n`), body);
  assert.ok(body.includes('filename="en.vtt"') && body.includes(`\r\n\r\n${text}\r\n`), body);
});

test('a body that is a stream is refused before anything is sent', async () => {
  const { result, requests } = await serve((response) => json(response, null), client.upload_reader);
  assert.match(result, /browsers send no body that is a stream/);
  assert.equal(requests.length, 0);
});

test('a GET is tried again after a wait', async () => {
  const { result, requests } = await serve(
    (response, count) => json(response, {}, count < 3 ? 503 : 200),
    client.attempts,
  );
  assert.equal(result, 3);
  assert.equal(requests.length, 3);
});

test('a GET is tried again as the server asks', async () => {
  const answer = (response, count) => {
    response.setHeader('retry-after', new Date(Date.now() + 1000).toUTCString());
    json(response, {}, count < 2 ? 429 : 200);
  };
  const { result } = await serve(answer, client.attempts);
  assert.equal(result, 2);
});

test('a POST that may have been executed is not sent again', async () => {
  const { result, requests } = await serve((response) => json(response, {}, 500), client.post);
  assert.equal(result, 500);
  assert.equal(requests.length, 1);
});

test('a POST whose connection breaks is not sent again', async () => {
  const { result, requests } = await serve((response) => response.destroy(), client.post);
  assert.equal(result, 0);
  assert.equal(requests.length, 1);
});

test('a body is read while it comes in', async () => {
  let end;
  const ended = new Promise((resolve) => (end = resolve));
  const answer = async (response) => {
    response.writeHead(200, { 'content-type': 'text/vtt' });
    response.write('WEBVTT');
    await ended;
    response.end('\n');
  };
  const { result } = await serve(answer, async (base) => {
    const download = await client.open(base);
    const first = await download.chunk();
    // Only now does the server go on.
    end();
    const rest = [];
    for (let chunk; (chunk = await download.chunk()); ) rest.push(...chunk);
    download.free();
    return [first, rest];
  });
  const text = (bytes) => Buffer.from(bytes).toString();
  assert.deepEqual(result.map(text), ['WEBVTT', '\n']);
});

test('a server that says nothing meets a time limit, and its connection is given up', async () => {
  let closed;
  const gone = new Promise((resolve) => (closed = resolve));
  const { result } = await serve(
    (response) => void response.on('close', closed),
    async (base) => {
      const result = await client.times_out(base);
      await gone;
      return result;
    },
  );
  assert.equal(result, true);
});

test('an answer from another server is refused', async () => {
  const elsewhere = await serve(
    (response) => json(response, []),
    async (other) => {
      const redirect = (response) => response.writeHead(307, { location: `${other}/captured` }).end();
      return (await serve(redirect, client.failure)).result;
    },
  );
  assert.match(elsewhere.result, /followed a redirect to another server/);
  assert.equal(elsewhere.requests[0].headers.authorization, undefined);
});

test('what no server answers is a connection error', async () => {
  const { result: base } = await serve(() => {}, async (base) => base);
  assert.match(await client.failure(base), /^the connection /);
});
