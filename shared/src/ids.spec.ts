import { isClientId, uuidV7 } from './ids.js';

describe('ids', () => {
  it('writes time, version and variant where RFC 9562 says', () => {
    const id = uuidV7(0x019a_8c3e_5f21, new Uint8Array(10).fill(0xff));
    expect(id).toBe('019a8c3e-5f21-7fff-bfff-ffffffffffff');
    expect(isClientId(id)).toBe(true);
  });
  it.each(['', '019A8C3E-5F21-7FFF-BFFF-FFFFFFFFFFFF', '019a8c3e-5f21-1fff-bfff-ffffffffffff', '019a8c3e5f217fffbfffffffffffffff'])(
    'refuses %s',
    (id) => expect(isClientId(id)).toBe(false),
  );
});
