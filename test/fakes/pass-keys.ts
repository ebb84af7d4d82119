// Pass keys in memory: what KMS holds, on the same curve, with DER answers as KMS gives them.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { rawSignature } from '../../shared/aws/pass-keys.ts';
import { passSigner, passVerifier } from '../../shared/pass/pass-token.ts';

/** `count`: two while keys rotate; the first is the newest and signs. */
export const inMemoryPassKeys = ({ count = 1 } = {}) => {
  const pairs = Array.from({ length: count }, () => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const read = async () => pairs.map(({ publicKey }) => derOf(publicKey));
  const signWith = (index: number) => async (input: Uint8Array) => {
    const key = pairs[index]?.privateKey;
    if (!key) throw new Error(`There is no key ${index}.`);
    return rawSignature(sign('sha256', input, key));
  };
  return {
    verifier: passVerifier(read),
    signer: passSigner({ read, sign: signWith(0) }),
    /** Signs as it was done before the newest key came. */
    olderSigner: passSigner({ read: async () => (await read()).slice(1), sign: signWith(1) }),
  };
};

const derOf = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'spki' });
