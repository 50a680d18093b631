import { describe, expect, it, vi } from 'vitest';
import { askContext, type Service, testService } from '../../extension/service/client';
import { exampleAnswer, readExamples } from './examples';

const ADDRESS = 'http://127.0.0.1:8765';
const REQUEST = {
  sentences: [
    { id: 's1', text: 'One.' },
    { id: 's2', text: 'Two.' },
  ],
  page: { language: 'en' },
};
const NEVER = new AbortController().signal;

function service(answer: typeof fetch, timeout_ms = 1000): Service {
  return { address: ADDRESS, token: '', fetch: answer, timeout_ms };
}

function answering(body: unknown, status = 200): typeof fetch {
  return () =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
}

/** As a real fetch: silent until its signal aborts, then it rejects with the signal's reason. */
const silent: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

describe('asking for context', () => {
  it('brings the token of a service that has one, and nothing where it has none', async () => {
    const fetching = vi.fn(answering(exampleAnswer()));
    await askContext({ ...service(fetching), token: 'a-secret' }, REQUEST, NEVER);
    expect(fetching).toHaveBeenCalledExactlyOnceWith(
      `${ADDRESS}/v1/context`,
      expect.objectContaining({
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer a-secret' },
      }),
    );
  });

  it('posts the request as JSON, without cookies, referrer, cache or redirects', async () => {
    const fetching = vi.fn(answering(exampleAnswer()));
    await askContext(service(fetching), REQUEST, NEVER);
    expect(fetching).toHaveBeenCalledExactlyOnceWith(
      `${ADDRESS}/v1/context`,
      expect.objectContaining({
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(REQUEST),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'error',
      }),
    );
  });

  it('returns the answer as the contract types it', async () => {
    expect(await askContext(service(answering(exampleAnswer())), REQUEST, NEVER)).toEqual({
      ok: true,
      value: exampleAnswer(),
    });
  });

  it('says that the service is not running if nothing listens there', async () => {
    const refusing: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    expect(await askContext(service(refusing), REQUEST, NEVER)).toEqual({
      ok: false,
      failure: { kind: 'not_running', address: ADDRESS },
    });
  });

  it('gives up after the time it was given', async () => {
    expect(await askContext(service(silent, 20), REQUEST, NEVER)).toEqual({
      ok: false,
      failure: { kind: 'timeout', address: ADDRESS, waited_s: 0 },
    });
  });

  it('says that it was cancelled if its caller cancelled it', async () => {
    const caller = new AbortController();
    const asking = askContext(service(silent), REQUEST, caller.signal);
    caller.abort();
    expect(await asking).toEqual({ ok: false, failure: { kind: 'cancelled' } });
  });

  it.each(readExamples().filter(({ status }) => status >= 400))(
    'names the problem of "$name"',
    async (example) => {
      const problem = example.response as { status: number; code: string; title: string; detail?: string };
      expect(await askContext(service(answering(problem, example.status)), REQUEST, NEVER)).toEqual({
        ok: false,
        failure: {
          kind: 'problem',
          status: problem.status,
          code: problem.code,
          title: problem.title,
          detail: problem.detail ?? null,
        },
      });
    },
  );

  it.each([
    ['a page of HTML', '<!doctype html>', 200, 'it is not JSON'],
    ['an error page of another program', '<h1>Not found</h1>', 404, 'it is not JSON'],
    ['JSON of another shape', { hello: 1 }, 200, '/index: expected an object, found nothing'],
    ['an error of another shape', { error: 'no' }, 500, '/type: expected a string, found nothing'],
    [
      'results of other sentences',
      { ...exampleAnswer(), results: [] },
      200,
      'the results are not those of the sentences asked about',
    ],
  ])('says that it could not read %s', async (_what, body, status, reason) => {
    expect(await askContext(service(answering(body, status)), REQUEST, NEVER)).toEqual({
      ok: false,
      failure: { kind: 'bad_answer', address: ADDRESS, reason },
    });
  });
});

describe('testing the connection', () => {
  const index = readExamples().find(({ path }) => path === '/v1/index')?.response;

  it('asks whether the service is ready, and then what it holds', async () => {
    const fetching = vi.fn<typeof fetch>((input) =>
      answering(String(input).endsWith('/readyz') ? { status: 'ready' } : index)(input),
    );
    expect(await testService(service(fetching), NEVER)).toEqual({ ok: true, value: index });
    expect(fetching.mock.calls.map(([input]) => input)).toEqual([`${ADDRESS}/readyz`, `${ADDRESS}/v1/index`]);
  });

  it('stops at the first failure', async () => {
    const problem = {
      type: 'about:blank',
      title: 'No index has been built yet.',
      status: 503,
      code: 'index_not_ready',
    };
    const fetching = vi.fn(answering(problem, 503));
    expect(await testService(service(fetching), NEVER)).toMatchObject({
      failure: { code: 'index_not_ready' },
    });
    expect(fetching).toHaveBeenCalledOnce();
  });
});
