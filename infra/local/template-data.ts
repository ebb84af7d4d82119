// Queues, keys and secrets of the templates, as the local services want them.
import { type SigningKey, signingKey } from './keys.ts';
import type { Queue } from './queues.ts';
import type { Secret, SecretProperties } from './secrets.ts';
import { secretValue } from './secrets.ts';
import type { State } from './state.ts';
import type { Found, Templates } from './templates.ts';

export function secretsOf(templates: Templates, state: State): Secret[] {
  return templates.all<SecretProperties>('AWS::SecretsManager::Secret').map(({ name, arn, properties }) => ({
    name,
    arn,
    value: secretValue(state, name, properties),
  }));
}

interface QueueProperties {
  readonly VisibilityTimeout?: number;
  readonly FifoQueue?: boolean;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

export function queuesOf(templates: Templates, endpoint: string): Queue[] {
  return templates
    .all<QueueProperties>('AWS::SQS::Queue')
    .map(({ name, arn, stack, properties }: Found<QueueProperties>) => {
      const { VisibilityTimeout = 30, RedrivePolicy, FifoQueue } = properties;
      if (FifoQueue) throw new Error(`${name} is a FIFO queue, which has no behaviour on this machine.`);
      const redrive = RedrivePolicy && {
        deadLetterArn: RedrivePolicy.deadLetterTargetArn,
        maxReceiveCount: Number(RedrivePolicy.maxReceiveCount),
      };
      return { name, arn, url: `${endpoint}/${stack.account}/${name}`, visibilitySeconds: VisibilityTimeout, redrive };
    });
}

export function keysOf(templates: Templates, state: State): SigningKey[] {
  return templates.all<{ KeySpec?: string }>('AWS::KMS::Key').map(({ name, arn, properties: { KeySpec } }) => {
    if (KeySpec !== 'ECC_NIST_P256')
      throw new Error(`${name} is a ${KeySpec} key, which has no behaviour on this machine.`);
    return signingKey(state, { id: name, arn });
  });
}
