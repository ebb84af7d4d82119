// Visits to the tracking page, by a link or without one: what the tests of the page around tracking do again and again.
import { beforeEach, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { NOW } from '../../micro-apps/track-order/example-orders.ts';
import type { Viewer, Watched } from './browser.ts';
import { type Stage, useStage } from './stage.ts';
import { trackedOf } from './states.ts';
import type { ApiReply, ApiRequest } from './stub-site.ts';

export const PASS = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';
export const TRACK = '/api/micro-apps/track-order';
export const LOOKS = '/api/looks';

export interface Visits {
  readonly stage: Stage;
  /** What tracking answers from now on; before each test a parcel is on its way. */
  answers(reply: ApiReply | Promise<ApiReply>): void;
  /** Opens the page as a link with this fragment does. With `frozen` its clock moves only when a test moves it. */
  visit(fragment: string, viewer?: Partial<Viewer> & { frozen?: boolean }): Promise<Page>;
  /** What was asked under a path, oldest first. */
  asked(path: string): readonly ApiRequest[];
  requests(): Watched['requests'];
  /** Waits until as much was asked under a path. */
  untilAsked(path: string, count: number): Promise<void>;
}

/** @example const { visit } = useVisits(); test('...', async () => { const page = await visit(`#pass=${PASS}`); ... }); */
export const useVisits = (): Visits => {
  const stage = useStage();
  let opened: Watched;
  const answers: Visits['answers'] = (reply) =>
    stage.site.reply(({ path }) => (path === LOOKS ? { status: 202, body: {} } : reply));
  const asked: Visits['asked'] = (path) => stage.site.asked.filter((request) => request.path === path);
  beforeEach(() => {
    stage.site.asked.splice(0);
    answers({ status: 200, body: trackedOf('My parcel is on its way') });
  });
  return {
    stage,
    answers,
    asked,
    requests: () => opened.requests,
    visit: async (fragment, { frozen, ...viewer } = {}) => {
      opened = await stage.open({ width: 360, ...viewer });
      if (frozen) await opened.page.clock.install({ time: NOW });
      await opened.page.goto(`${stage.site.url}/track-order/${fragment}`);
      return opened.page;
    },
    // Each try is a round trip to the browser; Jest's own time limit is the bound.
    untilAsked: async (path, count) => {
      for (let tries = 0; asked(path).length !== count && tries < 200; tries += 1)
        await opened.page.evaluate(() => undefined);
      expect(asked(path)).toHaveLength(count);
    },
  };
};

export const seen = (page: Page, title: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name: title }).waitFor();

/** Another link is opened in the same tab: only the fragment changes. */
export const openAnotherLink = (page: Page, pass: string): Promise<void> =>
  page.evaluate((fragment) => {
    location.hash = fragment;
  }, `pass=${pass}`);
