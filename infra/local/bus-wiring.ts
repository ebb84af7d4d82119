// The event buses of the templates with their rules: patterns compiled, targets found, schedules told apart.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
import { type DeliveryParts, deliveryTo, type Target } from './deliveries.ts';
import type { Bus, BusRule } from './event-bus.ts';
import { compilePattern } from './event-pattern.ts';
import type { Schedule } from './schedules.ts';

interface RuleProperties {
  readonly EventBusName?: string;
  readonly EventPattern?: object;
  readonly ScheduleExpression?: string;
  readonly State?: 'ENABLED' | 'DISABLED';
  readonly Targets?: readonly (Target & { readonly InputTransformer?: object })[];
}

export function wireBuses(parts: DeliveryParts): { buses: Bus[]; rules: BusRule[]; scheduled: Schedule[] } {
  const buses = parts.templates.all('AWS::Events::EventBus').map(({ name, arn }) => ({ name, arn }));
  const rules: BusRule[] = [];
  const scheduled: Schedule[] = [];
  for (const { logicalId, name, arn, properties } of parts.templates.all<RuleProperties>('AWS::Events::Rule')) {
    const { EventBusName = 'default', EventPattern, ScheduleExpression, State = 'ENABLED', Targets = [] } = properties;
    if (State === 'DISABLED') continue;
    if (Targets.some(({ InputTransformer }) => InputTransformer))
      throw new Error(`${name} transforms its input, which has no behaviour on this machine.`);
    const bus = buses.find((one) => one.name === EventBusName || one.arn === EventBusName);
    const deliver = Targets.map((target) => deliveryTo(parts, target, arn));
    if (ScheduleExpression) scheduled.push({ logicalId, arn, expression: ScheduleExpression, deliver });
    if (EventPattern)
      rules.push({
        busName: bus?.name ?? EventBusName,
        matches: compilePattern(JSON.stringify(EventPattern)),
        deliver,
      });
  }
  return { buses, rules, scheduled };
}
