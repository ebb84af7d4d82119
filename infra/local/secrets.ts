// Secrets, generated once as the template says and kept in the data folder.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html
import { randomInt } from 'node:crypto';
import { type Input, type JsonService, ServiceError, unknownOperation } from './aws-service.ts';
import type { State } from './state.ts';

export interface SecretProperties {
  readonly SecretString?: string;
  readonly GenerateSecretString?: {
    readonly SecretStringTemplate?: string;
    readonly GenerateStringKey?: string;
    readonly PasswordLength?: number;
    readonly ExcludeCharacters?: string;
    readonly ExcludePunctuation?: boolean;
    readonly IncludeSpace?: boolean;
  };
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly value: string;
}

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** @returns the secret's value: the same in every start on one data folder */
export function secretValue(state: State, name: string, properties: SecretProperties): string {
  const { SecretString, GenerateSecretString: wanted } = properties;
  if (!wanted) return state.remember(`secret/${name}`, () => SecretString ?? '');
  return state.remember(`secret/${name}`, () => {
    const excluded = wanted.ExcludeCharacters ?? '';
    const all = LETTERS_AND_DIGITS + (wanted.ExcludePunctuation ? '' : PUNCTUATION) + (wanted.IncludeSpace ? ' ' : '');
    const allowed = [...all].filter((character) => !excluded.includes(character));
    const password = Array.from({ length: wanted.PasswordLength ?? 32 }, () => allowed[randomInt(allowed.length)]).join(
      '',
    );
    if (!wanted.GenerateStringKey) return password;
    const template = JSON.parse(wanted.SecretStringTemplate ?? '{}') as object;
    return JSON.stringify({ ...template, [wanted.GenerateStringKey]: password });
  });
}

/** The value of `{{resolve:secretsmanager:<arn>:SecretString:<json key>:<stage>:<version>}}`, given what stands after the service. */
export function dynamicReference(secrets: readonly Secret[], key: string): string {
  const secret = secrets.find(
    ({ arn, name }) => key.startsWith(`${arn}:SecretString`) || key.startsWith(`${name}:SecretString`),
  );
  if (!secret) throw new Error(`No stack holds the secret that {{resolve:secretsmanager:${key}}} names.`);
  const [jsonKey] = key.slice(key.indexOf(':SecretString') + ':SecretString'.length + 1).split(':');
  return jsonKey ? String((JSON.parse(secret.value) as Record<string, unknown>)[jsonKey]) : secret.value;
}

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export function secretService(secrets: readonly Secret[]): JsonService {
  function find({ SecretId }: Input): Secret {
    const secret = secrets.find(({ arn, name }) => arn === SecretId || name === SecretId);
    if (!secret)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return secret;
  }
  return {
    target: 'secretsmanager.',
    version: '1.1',
    checks: (operation, input) => [{ action: `secretsmanager:${operation}`, resource: find(input).arn, context: {} }],
    handle(operation, input) {
      if (operation !== 'GetSecretValue') return unknownOperation('secretsmanager.', operation);
      const { arn, name, value } = find(input);
      return { ARN: arn, Name: name, SecretString: value, VersionId: 'local', VersionStages: ['AWSCURRENT'] };
    },
  };
}
