// Passes as tokens: JWTs (RFC 7519) signed with ES256. The key's own place (KMS) stays behind two small functions.
import { calculateJwkThumbprint, exportJWK, importSPKI, errors as joseErrors, jwtVerify } from 'jose';
import {
  PASS_AUDIENCE,
  PASS_ISSUER,
  type Pass,
  type PassFault,
  type PassSigner,
  type PassVerifier,
  passClaims,
} from './pass.ts';

/** Public keys as SPKI in DER, newest first: while keys rotate there are two. */
export type ReadPublicKeys = () => Promise<readonly Uint8Array[]>;
/** The raw signature (r‖s, 64 bytes) of a signing input by the newest key. */
export type SignWithNewestKey = (signingInput: Uint8Array) => Promise<Uint8Array>;

type KeysByKid = ReadonlyMap<string, CryptoKey>;

/** Verifies by keys that are read once and kept: a request costs no call. Nothing is ever keyed by the token's text. */
export const passVerifier = (readPublicKeys: ReadPublicKeys): PassVerifier => {
  let keys: Promise<KeysByKid> | undefined;
  const loadKeys = async (): Promise<KeysByKid> => {
    keys ??= importKeys(readPublicKeys);
    try {
      return await keys;
    } catch (error) {
      keys = undefined;
      throw error;
    }
  };
  return { verify: async (token, { now }) => verify(token, await loadKeys(), now) };
};

const verify = async (token: string, keys: KeysByKid, now: Date): Promise<Pass | PassFault> => {
  if (!isCanonical(token)) return 'invalid';
  try {
    const { payload } = await jwtVerify(
      token,
      ({ kid }) => keys.get(kid ?? '') ?? Promise.reject(new joseErrors.JWKSNoMatchingKey()),
      {
        algorithms: ['ES256'],
        typ: 'JWT',
        issuer: PASS_ISSUER,
        audience: PASS_AUDIENCE,
        currentDate: now,
      },
    );
    const claims = passClaims.safeParse(payload);
    return claims.success ? claims.data : 'invalid';
  } catch (error) {
    if (error instanceof joseErrors.JWTExpired) return 'ended';
    if (error instanceof joseErrors.JOSEError) return 'invalid';
    throw error;
  }
};

/** Base64url has several spellings of the same bytes; only the one an encoder gives is a token of ours. */
const isCanonical = (token: string): boolean => {
  const parts = token.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
};

const importKeys = async (readPublicKeys: ReadPublicKeys): Promise<KeysByKid> =>
  new Map(
    await Promise.all((await readPublicKeys()).map(async (der) => [await kidOf(der), await importKey(der)] as const)),
  );

const importKey = (der: Uint8Array): Promise<CryptoKey> =>
  importSPKI(`-----BEGIN PUBLIC KEY-----\n${Buffer.from(der).toString('base64')}\n-----END PUBLIC KEY-----`, 'ES256', {
    extractable: true,
  });

/** The key's thumbprint (RFC 7638): says which key signed without naming where it is. */
const kidOf = async (der: Uint8Array): Promise<string> => calculateJwkThumbprint(await exportJWK(await importKey(der)));

/** Signs with the newest of the keys. */
export const passSigner = (keys: { read: ReadPublicKeys; sign: SignWithNewestKey }): PassSigner => ({
  sign: async (claims) => {
    const [newest] = await keys.read();
    if (!newest) throw new Error('There is no key to sign passes with.');
    const header = { alg: 'ES256', typ: 'JWT', kid: await kidOf(newest) };
    const signingInput = [header, passClaims.parse(claims)].map(encode).join('.');
    const signature = await keys.sign(Buffer.from(signingInput));
    return `${signingInput}.${Buffer.from(signature).toString('base64url')}`;
  },
});

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
