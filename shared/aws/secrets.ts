// Secrets of a function: fetched at first use, and again when they have become old, so that a rotation needs no deploy.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOptions } from './clients.ts';

const MOST_AGE_MS = 5 * 60 * 1000;

interface Source {
  readonly client?: () => Pick<SecretsManagerClient, 'send'>;
  readonly now?: () => number;
}

/**
 * Reads secrets by id and keeps them for five minutes. Where fetching again fails, the old value still serves.
 * @throws what the service answers, where there is no old value
 */
export const secretReader = ({ client = ownClient, now = Date.now }: Source = {}) => {
  const kept = new Map<string, { readonly text: string; readonly since: number }>();
  return async (id: string): Promise<string> => {
    const known = kept.get(id);
    if (known && now() - known.since < MOST_AGE_MS) return known.text;
    try {
      const { SecretString } = await client().send(new GetSecretValueCommand({ SecretId: id }));
      if (SecretString === undefined) throw new Error('The secret holds no text.');
      kept.set(id, { text: SecretString, since: now() });
      return SecretString;
    } catch (error) {
      if (known) return known.text;
      throw error;
    }
  };
};

let own: SecretsManagerClient | undefined;
const ownClient = (): SecretsManagerClient => {
  own ??= new SecretsManagerClient(clientOptions);
  return own;
};

/** @example await readSecret(variable('EVENTS_SECRET_ID')) */
export const readSecret = secretReader();
