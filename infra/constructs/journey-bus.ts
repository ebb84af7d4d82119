// The one bus: inbound facts come in, journey events go out. Archives let an operator send either again.
import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { INBOUND_SOURCE } from '../../shared/journey/inbound-fact.ts';
import { JOURNEY_SOURCE } from '../../shared/journey/journey-event.ts';

export class JourneyBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { name }: { readonly name: string }) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { eventBusName: name });
    // Facts say what was bought, by whom: they stay only as long as a mistake takes to be seen and mended.
    this.bus.archive('InboundArchive', {
      description: 'Inbound facts, for folding them again',
      eventPattern: { source: [INBOUND_SOURCE] },
      retention: Duration.days(14),
    });
    this.bus.archive('JourneyArchive', {
      description: 'Journey events, for new subscribers',
      eventPattern: { source: [JOURNEY_SOURCE] },
      retention: Duration.days(365),
    });
  }
}
