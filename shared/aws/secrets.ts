// Secrets of a function: fetched at first use, and again when they have become old, so that a rotation needs no deploy.
import type { GetSecretValueCommandOutput, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOptions } from './clients.ts';

const MOST_AGE_MS = 5 * 60 * 1000;

interface Source {
  readonly client?: Pick<SecretsManagerClient, 'send'>;
  readonly now?: () => number;
}

/**
 * Reads secrets by id and keeps them for five minutes. Where fetching again fails, the old value still serves.
 * @throws what the service answers, where there is no old value
 */
export const secretReader = ({ client, now = Date.now }: Source = {}) => {
  const kept = new Map<string, { readonly text: string; readonly since: number }>();
  return async (id: string): Promise<string> => {
    const known = kept.get(id);
    if (known && now() - known.since < MOST_AGE_MS) return known.text;
    try {
      const { SecretString } = await fetchSecret(id, client);
      if (SecretString === undefined) throw new Error('The secret holds no text.');
      kept.set(id, { text: SecretString, since: now() });
      return SecretString;
    } catch (error) {
      if (known) return known.text;
      throw error;
    }
  };
};

// The client is loaded when a secret is first asked for: a start that has none to read yet does without it.
const fetchSecret = async (
  SecretId: string,
  given: Pick<SecretsManagerClient, 'send'> | undefined,
): Promise<GetSecretValueCommandOutput> => {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  own ??= new SecretsManagerClient(clientOptions);
  return (given ?? own).send(new GetSecretValueCommand({ SecretId }));
};
let own: SecretsManagerClient | undefined;

/** @example await readSecret(variable('EVENTS_SECRET_ID')) */
export const readSecret = secretReader();
