// Where a replay plays: on the deployed stack, on the one that runs on this machine, or on one of its own that goes with it.
import { readShopConfig, type ShopConfig } from '../../shop-config.ts';
import { localShopConfig, startTemporarySuite } from '../suite.ts';
import { openTarget, type Target } from '../target.ts';

export interface Stage {
  readonly target: Target;
  readonly shop: ShopConfig;
  readonly aws: boolean;
  /** Waits until what was sent has been worked off, where this process can see that. */
  settle(): Promise<void>;
  /** How long a check may still wait for what is under way. */
  readonly patienceMs: number;
  stop(): Promise<void>;
}

/** Long enough for a stack that works off what others send too. */
const PATIENCE_MS = 60_000;

const SETTLE_SECONDS = 300;

/** @throws Error with a sentence where the deployed stack's outputs are missing */
export const openStage = async ({ aws }: { aws: boolean }): Promise<Stage> => {
  const running = aws ? openTarget({ aws }) : await findRunning();
  if (running) {
    const shop = aws ? readShopConfig(process.env.SHOP_FILE) : localShopConfig();
    const nothing = async (): Promise<void> => undefined;
    return { target: running, shop, aws, settle: nothing, patienceMs: PATIENCE_MS, stop: nothing };
  }
  const { stack, shop, target, stop } = await startTemporarySuite();
  const settle = () => stack.untilQuiet({ seconds: SETTLE_SECONDS });
  return { target, shop, aws, settle, patienceMs: 0, stop };
};

/** A stack that was ended by force may still be announced: only one that answers is there. */
const findRunning = async (): Promise<Target | undefined> => {
  try {
    const target = openTarget({ aws: false });
    await fetch(target.output('Url'), { signal: AbortSignal.timeout(2000) });
    return target;
  } catch {
    return undefined;
  }
};
