// Who may deliver what to whom: rules and schedules to queues and functions, each permission checked once, at the start.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html

import { asyncInvocation } from './async-invocations.ts';
import type { Clock } from './clock.ts';
import type { LocalFunction } from './functions.ts';
import type { RawStatement } from './policy.ts';
import type { Queue, Queues } from './queues.ts';
import type { Templates } from './templates.ts';

export interface Target {
  readonly Arn: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

export interface DeliveryParts {
  readonly templates: Templates;
  readonly functions: readonly LocalFunction[];
  readonly queues: Queues;
  readonly clock: Clock;
}

export interface QueuePolicyProperties {
  readonly Queues: readonly string[];
  readonly PolicyDocument: {
    readonly Statement: readonly (RawStatement & { readonly Principal?: { readonly Service?: string | string[] } })[];
  };
}

export interface PermissionProperties {
  readonly FunctionName: string;
  readonly Principal: string;
  readonly SourceArn?: string;
}

/** @throws Error where a queue's policy does not let the rule send to it */
function assertMaySend({ templates }: DeliveryParts, queue: Queue, sourceArn: string): void {
  const allowed = templates
    .all<QueuePolicyProperties>('AWS::SQS::QueuePolicy')
    .filter(({ properties }) => properties.Queues.includes(queue.url))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .some(({ Effect, Action, Principal, Condition }) => {
      const source = Condition?.ArnEquals?.['aws:SourceArn'] ?? Condition?.ArnLike?.['aws:SourceArn'] ?? sourceArn;
      const sends = [Action].flat().some((action) => action === 'sqs:SendMessage' || action === 'sqs:*');
      return (
        Effect === 'Allow' &&
        sends &&
        [Principal?.Service].flat().includes('events.amazonaws.com') &&
        [source].flat().includes(sourceArn)
      );
    });
  if (!allowed)
    throw new Error(
      `${sourceArn} may not send to ${queue.name}: its queue policy does not allow events.amazonaws.com sqs:SendMessage.`,
    );
}

/** @throws Error where the function's resource policy does not let the service invoke it */
export function assertMayInvoke(
  templates: Templates,
  { name, arn }: LocalFunction,
  principal: string,
  sourceArn: string,
): void {
  const allowed = templates
    .all<PermissionProperties>('AWS::Lambda::Permission')
    .some(({ properties: { FunctionName, Principal, SourceArn } }) => {
      const isThis = FunctionName === arn || FunctionName === name;
      return (
        isThis &&
        Principal === principal &&
        (!SourceArn || sourceArn === SourceArn || (SourceArn.includes('*') && startsAlike(SourceArn, sourceArn)))
      );
    });
  if (!allowed)
    throw new Error(`${sourceArn} may not invoke ${name}: no AWS::Lambda::Permission lets ${principal} do so.`);
}

function startsAlike(pattern: string, arn: string): boolean {
  return arn.startsWith(pattern.slice(0, pattern.indexOf('*')));
}

/** @returns what takes one event (JSON text) from the rule to its target */
export function deliveryTo(parts: DeliveryParts, target: Target, sourceArn: string): (event: string) => void {
  const deadLetters = parts.queues.find(target.DeadLetterConfig?.Arn ?? '');
  if (deadLetters) assertMaySend(parts, deadLetters, sourceArn);
  const queue = parts.queues.find(target.Arn);
  if (queue) {
    assertMaySend(parts, queue, sourceArn);
    return (event) => void parts.queues.send(queue, { body: event });
  }
  const invoked = parts.functions.find(({ arn }) => arn === target.Arn);
  if (!invoked) throw new Error(`${sourceArn} has the target ${target.Arn}, which has no behaviour on this machine.`);
  assertMayInvoke(parts.templates, invoked, 'events.amazonaws.com', sourceArn);
  return asyncInvocation(parts, invoked);
}
