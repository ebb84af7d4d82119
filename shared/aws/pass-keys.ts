// The pass keys in KMS: public halves for verifying, a signature for the operator's command.
import type { KMSClient } from '@aws-sdk/client-kms';
import type { ReadPublicKeys, SignWithNewestKey } from '../pass/pass-token.ts';
import { clientOptions } from './clients.ts';

interface PassKeys {
  readonly read: ReadPublicKeys;
  readonly sign: SignWithNewestKey;
}

// Loaded when keys are asked for, which a function does once: every start would pay for it, and few requests would need it.
const openKms = async () => {
  const sdk = await import('@aws-sdk/client-kms');
  own ??= new sdk.KMSClient(clientOptions);
  return { kms: own, ...sdk };
};
let own: KMSClient | undefined;

/** `keyIds`: newest first. */
export const kmsPassKeys = (keyIds: readonly string[]): PassKeys => ({
  read: async () => {
    const { kms, GetPublicKeyCommand } = await openKms();
    const keyOf = async (KeyId: string): Promise<Uint8Array> => {
      const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
      if (!PublicKey) throw new Error('KMS answered without a public key.');
      return PublicKey;
    };
    return Promise.all(keyIds.map(keyOf));
  },
  sign: async (Message) => {
    const { kms, SignCommand } = await openKms();
    const { Signature } = await kms.send(
      new SignCommand({ KeyId: keyIds[0], Message, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' }),
    );
    if (!Signature) throw new Error('KMS answered without a signature.');
    return rawSignature(Signature);
  },
});

/**
 * KMS answers an ASN.1 DER sequence of two integers (RFC 3279, 2.2.3); a JWS wants both as 32 bytes each (RFC 7518, 3.4).
 * A DER integer drops leading zeros and adds one where the first bit is set.
 */
export const rawSignature = (der: Uint8Array): Uint8Array => {
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const integer = der.subarray(at + 2, at + 2 + length);
    const value = integer[0] === 0 ? integer.subarray(1) : integer;
    raw.set(value, end - value.length);
    at += 2 + length;
  }
  return raw;
};
