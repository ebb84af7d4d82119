// Every HTTP route of the suite, in memory: for the tests that run over all of them.
import { ulid } from 'ulid';
import { reportLook } from '../../functions/looks/report-look.ts';
import { unknownPath } from '../../functions/unknown-path/unknown-path.ts';
import * as register from '../../micro-apps/index.ts';
import type { AnyMicroApp } from '../../shared/contract/micro-app.ts';
import { type HttpReply, type HttpRequest, httpHandler, MICRO_APP_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { type MicroAppDependencies, runMicroApp } from '../../shared/lambda/micro-app.ts';
import { originCheck } from '../../shared/lambda/origin.ts';
import { shopRules } from '../../shared/profile/shop.ts';
import { aCustomer, aProfile, SHOP } from '../builders/customer.ts';
import { ORIGIN_SECRET } from '../builders/http-event.ts';
import { at } from '../builders/instants.ts';
import { anOrder } from '../builders/order.ts';
import { aParcel } from '../builders/parcel.ts';
import { aPass } from '../builders/pass.ts';
import { inMemoryProfile } from '../fakes/in-memory-profile.ts';
import { inMemoryPassKeys } from '../fakes/pass-keys.ts';

type Work = (request: HttpRequest) => Promise<HttpReply>;

export interface Route {
  readonly path: string;
  readonly handler: ReturnType<typeof httpHandler>;
}

const NOW = new Date(at('2026-08-03T12:00'));

const route = (path: string, work: Work, bodyLimit = MICRO_APP_BODY_LIMIT): Route => ({
  path,
  handler: httpHandler({
    origin: originCheck(async () => JSON.stringify({ current: ORIGIN_SECRET })),
    bodyLimit,
    work,
  }),
});

/** The routes over one profile that holds Ada's order 1001, and a pass that opens all of them. */
export const openRoutes = async (): Promise<{ routes: readonly Route[]; token: string }> => {
  const keys = inMemoryPassKeys();
  const profile = inMemoryProfile({ clock: () => NOW });
  await profile.commit({
    customer: aCustomer(),
    profile: aProfile(),
    order: anOrder({ parcels: [aParcel()] }),
    events: [],
  });
  const with_: MicroAppDependencies = {
    profile,
    passes: keys.verifier,
    shop: shopRules.parse({ shop: SHOP, name: 'Northwind', timeZone: 'Europe/London', tracking: {} }),
    now: () => NOW,
    newId: () => ulid(),
  };
  const apps: readonly AnyMicroApp[] = Object.values(register);
  const token = await keys.signer.sign(
    aPass({ apps: apps.map(({ id }) => id), assurance: 'code', iat: NOW.getTime() / 1000 }),
  );
  const routes = [
    ...apps.map((app) => route(`/api/micro-apps/${app.id}`, runMicroApp(app, with_))),
    route('/api/looks', reportLook(with_)),
    route('$default', unknownPath),
  ];
  return { routes, token };
};
