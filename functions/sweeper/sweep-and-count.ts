// One sweep, and its figures. Zeros are counted too: an alarm tells "none" from "nobody looked".
import { sweep } from '../../shared/journey/sweep.ts';

interface Sweeper extends Omit<Parameters<typeof sweep>[0], 'now'> {
  readonly now: () => Date;
  readonly count: (name: 'OutboxMarksOld' | 'FactsWaitingTooLong', value: number) => void;
}

export const sweepAndCount =
  ({ now, count, ...ports }: Sweeper) =>
  async (): Promise<void> => {
    const { outboxMarksOld, factsWaitingTooLong } = await sweep({ ...ports, now: now() });
    count('OutboxMarksOld', outboxMarksOld);
    count('FactsWaitingTooLong', factsWaitingTooLong);
  };
