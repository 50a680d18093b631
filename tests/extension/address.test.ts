import { describe, expect, it } from 'vitest';
import { parseServiceAddress } from '../../extension/service/address';

describe('the service address', () => {
  it.each([
    ['http://127.0.0.1:8765', 'http://127.0.0.1:8765'],
    [' 127.0.0.1:9000/ ', 'http://127.0.0.1:9000'],
    ['http://localhost:8765', 'http://127.0.0.1:8765'],
    ['http://127.1:8765', 'http://127.0.0.1:8765'],
  ])('reads %j as %s', (typed, address) => {
    expect(parseServiceAddress(typed)).toEqual({ ok: true, address });
  });

  it.each([
    ['', 'not_an_address'],
    ['http://', 'not_an_address'],
    ['https://127.0.0.1:8765', 'not_http'],
    ['file:///etc/passwd', 'not_http'],
    ['http://example.org', 'not_this_computer'],
    ['http://127.0.0.1.example.org', 'not_this_computer'],
    ['http://[::1]:8765', 'not_this_computer'],
    ['http://192.168.0.7:8765', 'not_this_computer'],
    ['http://127.0.0.1:8765/v1', 'more_than_an_address'],
    ['http://me:secret@127.0.0.1:8765', 'more_than_an_address'],
    ['http://127.0.0.1:8765?x=1', 'more_than_an_address'],
  ])('refuses %j as %s', (typed, problem) => {
    expect(parseServiceAddress(typed)).toEqual({ ok: false, problem });
  });
});
