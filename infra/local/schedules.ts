// Scheduled rules: invoke their targets at their rate, or at once when somebody asks (tests do not wait).
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
import { randomUUID } from 'node:crypto';

export interface Schedule {
  readonly logicalId: string;
  readonly arn: string;
  readonly expression: string;
  readonly deliver: readonly ((event: string) => void)[];
}

export interface Schedules {
  /** Every schedule's targets, now. */
  runAll(): void;
  stop(): void;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

export function startSchedules(schedules: readonly Schedule[]): Schedules {
  const timers = schedules.map((schedule) =>
    setInterval(() => deliver(schedule), rateSeconds(schedule) * 1000).unref(),
  );
  return {
    runAll() {
      for (const schedule of schedules) deliver(schedule);
    },
    stop() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function deliver({ arn, deliver: targets }: Schedule): void {
  const [, , , region, account] = arn.split(':');
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account,
    time,
    region,
    resources: [arn],
    detail: {},
  };
  for (const target of targets) target(JSON.stringify(event));
}

function rateSeconds({ logicalId, expression }: Schedule): number {
  const { count, unit } = /^rate\((?<count>\d+) (?<unit>minute|hour|day)s?\)$/.exec(expression)?.groups ?? {};
  const seconds = Number(count) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN);
  if (Number.isNaN(seconds))
    throw new Error(`${logicalId} runs at ${expression}: only rate(...) has behaviour on this machine.`);
  return seconds;
}
