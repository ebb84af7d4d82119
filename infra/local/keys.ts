// KMS keys whose material stays in the data folder: P-256 keys that sign, and HMAC keys.
// https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  timingSafeEqual,
} from 'node:crypto';
import { type Input, type JsonService, ServiceError, unknownOperation } from './aws-service.ts';
import type { State } from './state.ts';

export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly spec: string;
  readonly aliases: readonly string[];
}

export function keyService(keys: readonly Key[], state: State): JsonService {
  function find({ KeyId }: Input): Key {
    const name = String(KeyId);
    const alias = name.slice(name.indexOf('alias/'));
    const key = keys.find(({ id, arn, aliases }) => id === name || arn === name || aliases.includes(alias));
    if (!key) throw new ServiceError('NotFoundException', `Key '${name}' does not exist.`);
    return key;
  }

  const material = ({ id, spec }: Key) =>
    Buffer.from(
      state.remember(`key/${id}`, () => newMaterial(spec).toString('base64')),
      'base64',
    );
  const privateKey = (key: Key) => createPrivateKey({ key: material(key), format: 'der', type: 'pkcs8' });
  const mac = (key: Key, input: Input) => createHmac('sha256', material(key)).update(bytes(input.Message)).digest();

  function signed(key: Key, { MessageType = 'RAW', SigningAlgorithm, Message }: Input): object {
    if (MessageType !== 'RAW' || SigningAlgorithm !== 'ECDSA_SHA_256') {
      throw new ServiceError(
        'ValidationException',
        'Only MessageType RAW with ECDSA_SHA_256 is signed on this machine.',
      );
    }
    return {
      KeyId: key.arn,
      Signature: sign('sha256', bytes(Message), privateKey(key)).toString('base64'),
      SigningAlgorithm,
    };
  }

  return {
    target: 'TrentService.',
    version: '1.1',
    checks: (operation, input) => [
      { action: `kms:${operation}`, resource: find(input).arn, context: contextOf(input) },
    ],
    handle(operation, input) {
      const key = find(input);
      switch (operation) {
        case 'GetPublicKey': {
          const PublicKey = createPublicKey(privateKey(key)).export({ format: 'der', type: 'spki' }).toString('base64');
          return {
            KeyId: key.arn,
            PublicKey,
            KeySpec: key.spec,
            KeyUsage: 'SIGN_VERIFY',
            SigningAlgorithms: ['ECDSA_SHA_256'],
          };
        }
        case 'Sign':
          return signed(key, input);
        case 'GenerateMac':
          return { KeyId: key.arn, Mac: mac(key, input).toString('base64'), MacAlgorithm: 'HMAC_SHA_256' };
        case 'VerifyMac': {
          const [expected, given] = [mac(key, input), bytes(input.Mac)];
          if (expected.length !== given.length || !timingSafeEqual(expected, given))
            throw new ServiceError('KMSInvalidMacException', 'The MAC is not valid.');
          return { KeyId: key.arn, MacValid: true, MacAlgorithm: 'HMAC_SHA_256' };
        }
        default:
          return unknownOperation('TrentService.', operation);
      }
    },
  };
}

function newMaterial(spec: string): Buffer {
  if (spec === 'ECC_NIST_P256') {
    return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' });
  }
  return randomBytes(32);
}

function bytes(value: unknown): Buffer {
  return Buffer.from(String(value), 'base64');
}

function contextOf({ SigningAlgorithm, MessageType }: Input): Record<string, string[]> {
  return {
    ...(SigningAlgorithm ? { 'kms:SigningAlgorithm': [String(SigningAlgorithm)] } : {}),
    ...(MessageType ? { 'kms:MessageType': [String(MessageType)] } : {}),
  };
}
