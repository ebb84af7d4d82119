// Keeps an answer fresh: calls while the page is visible, and at once when it becomes visible or connected again.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class VisibleTimer implements ReactiveController {
  private readonly call: () => void;
  private readonly everyMs: number;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @example new VisibleTimer(this, { everyMs: 60_000, call: () => this.refresh() }) */
  constructor(
    host: ReactiveControllerHost,
    { everyMs, call }: { readonly everyMs: number; readonly call: () => void },
  ) {
    this.call = call;
    this.everyMs = everyMs;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.becameVisible);
    window.addEventListener('online', this.call);
    this.timer = setInterval(this.tick, this.everyMs);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.becameVisible);
    window.removeEventListener('online', this.call);
    clearInterval(this.timer);
  }

  private readonly tick = (): void => {
    if (document.visibilityState === 'visible') this.call();
  };

  /** The next tick counts from here, so that two never follow closely. */
  private readonly becameVisible = (): void => {
    if (document.visibilityState !== 'visible') return;
    clearInterval(this.timer);
    this.timer = setInterval(this.tick, this.everyMs);
    this.call();
  };
}
