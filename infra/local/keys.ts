// KMS keys that sign: P-256 pairs whose private half stays in the data folder.
// https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type Input, type JsonService, ServiceError, unknownOperation } from './aws-service.ts';
import type { State } from './state.ts';

export interface SigningKey {
  readonly id: string;
  readonly arn: string;
  readonly privateKey: KeyObject;
}

const ALGORITHM = 'ECDSA_SHA_256';

/** @returns the key of this id: the same in every start on one data folder */
export function signingKey(state: State, { id, arn }: { id: string; arn: string }): SigningKey {
  const text = state.remember(`key/${id}`, () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  );
  return { id, arn, privateKey: createPrivateKey(text) };
}

export function keyService(keys: readonly SigningKey[]): JsonService {
  function find({ KeyId }: Input): SigningKey {
    const key = keys.find(({ id, arn }) => id === KeyId || arn === KeyId);
    if (!key) throw new ServiceError('NotFoundException', `Key '${String(KeyId)}' does not exist.`);
    return key;
  }

  function signed({ arn, privateKey }: SigningKey, { MessageType = 'RAW', SigningAlgorithm, Message }: Input): object {
    if (MessageType !== 'RAW' || SigningAlgorithm !== ALGORITHM) {
      throw new ServiceError(
        'ValidationException',
        `Only MessageType RAW with ${ALGORITHM} is signed on this machine.`,
      );
    }
    const signature = sign('sha256', Buffer.from(String(Message), 'base64'), privateKey);
    return { KeyId: arn, Signature: signature.toString('base64'), SigningAlgorithm };
  }

  return {
    target: 'TrentService.',
    version: '1.1',
    checks: (operation, input) => [{ action: `kms:${operation}`, resource: find(input).arn, context: {} }],
    handle(operation, input) {
      const key = find(input);
      if (operation === 'Sign') return signed(key, input);
      if (operation !== 'GetPublicKey') return unknownOperation('TrentService.', operation);
      const PublicKey = createPublicKey(key.privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
      return {
        KeyId: key.arn,
        PublicKey,
        KeySpec: 'ECC_NIST_P256',
        KeyUsage: 'SIGN_VERIFY',
        SigningAlgorithms: [ALGORITHM],
      };
    },
  };
}
