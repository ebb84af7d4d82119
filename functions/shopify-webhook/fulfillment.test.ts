// Shopify's fulfillments and fulfillment events as parcels and scans.
import { describe, expect, test } from '@jest/globals';
import { contactHasher } from '../../shared/journey/contact-hash.ts';
import { inboundFact } from '../../shared/journey/inbound-fact.ts';
import { aShop } from '../../test/fakes/door.ts';
import { parseKeepingDigits } from './digits.ts';
import { understandShopify } from './understand.ts';

const context = { shop: aShop, hasher: contactHasher({ key: 'a-key', shop: aShop.shop }) };

const factsOf = (topic: string, body: object) => {
  const understood = understandShopify({ topic, body: parseKeepingDigits(JSON.stringify(body)) }, context);
  return 'facts' in understood ? understood.facts : [];
};

const fulfillment = {
  id: 31,
  order_id: 1001,
  status: 'success',
  created_at: '2026-08-02T10:00:00Z',
  updated_at: '2026-08-02T10:05:00Z',
  tracking_company: 'DHL',
  tracking_numbers: ['A1'],
  tracking_urls: ['https://track.example.com/A1'],
  line_items: [{ id: 11, quantity: 2 }],
};

describe('a parcel', () => {
  test('is a fulfillment', () => {
    expect(factsOf('fulfillments/create', fulfillment)).toMatchObject([
      {
        data: {
          orderId: '1001',
          parcelId: '31',
          carrier: 'DHL',
          trackingNumber: 'A1',
          lines: [{ lineId: '11', quantity: 2 }],
          canceled: false,
        },
      },
    ]);
  });

  test('is each of several tracking numbers, and no unit counts twice', () => {
    const facts = factsOf('fulfillments/update', { ...fulfillment, tracking_numbers: ['A1', 'A2'] });
    expect(facts).toMatchObject([
      { data: { parcelId: '31', trackingNumber: 'A1', lines: [{ quantity: 2 }] } },
      { data: { parcelId: '31-2', trackingNumber: 'A2', lines: [] } },
    ]);
  });

  test('that was canceled will not go', () => {
    expect(factsOf('fulfillments/update', { ...fulfillment, status: 'cancelled' })).toMatchObject([
      { data: { canceled: true } },
    ]);
  });

  test('of nothing but a gift card is none', () => {
    const digital = { ...fulfillment, line_items: [{ id: 12, quantity: 1, requires_shipping: false }] };
    expect(factsOf('fulfillments/create', digital)).toEqual([]);
  });

  const event = {
    id: 61,
    fulfillment_id: 31,
    order_id: 1001,
    created_at: '2026-08-03T10:00:00Z',
    address1: '12 Dorset St',
  };
  test.each([
    ['attempted_delivery', 'failed_attempt'],
    ['ready_for_pickup', 'available_for_pickup'],
    ['delivered', 'delivered'],
    ['beamed_up', undefined],
  ])('scanned as %s is %s', (status, expected) => {
    const facts = factsOf('fulfillment_events/create', { ...event, status, city: 'Leeds' });
    expect(facts[0]?.data).toEqual({
      parcel: { orderId: '1001', parcelId: '31' },
      scan: {
        time: '2026-08-03T10:00:00.000Z',
        rawCode: status,
        place: 'Leeds',
        ...(expected && { status: expected }),
      },
    });
  });

  test('keeps what the carrier says on the way, and nothing of what it says at the door', () => {
    const said = (status: string, message: string) =>
      factsOf('fulfillment_events/create', { ...event, status, message })[0]?.data;
    expect(said('in_transit', 'Arrived at facility')).toMatchObject({ scan: { rawText: 'Arrived at facility' } });
    expect(said('delivered', 'Left with A. Byron at number 12')).toMatchObject({ scan: { rawCode: 'delivered' } });
    expect(said('delivered', 'Left with A. Byron at number 12')).not.toHaveProperty('scan.rawText');
  });

  test.each([
    'not a link',
    'https://localhost/x',
    'ftp://track.example.com/A1',
    'https://track_it.example.com/A1',
    'http://192.0.2.1/A1',
  ])('loses nothing but a bad link: %s', async (url) => {
    const [fact] = factsOf('fulfillments/create', { ...fulfillment, tracking_urls: [url] });
    expect(fact?.data).toMatchObject({ trackingNumber: 'A1' });
    expect(inboundFact.safeParse(fact).success).toBe(true);
    expect(fact?.data).not.toHaveProperty('trackingUrl');
  });

  test('told again as delivered with every later edit is no scan', () => {
    const [, told] = factsOf('fulfillments/update', { ...fulfillment, shipment_status: 'delivered' });
    expect(told?.data).toMatchObject({ statusOnly: true, scan: { status: 'delivered' } });
  });

  test('is promised for the day of the shop’s time zone', () => {
    const facts = factsOf('fulfillment_events/create', {
      ...event,
      status: 'in_transit',
      estimated_delivery_at: '2026-08-04T23:30:00Z',
    });
    expect(facts[1]?.data).toMatchObject({ promise: { by: '2026-08-05', at: '2026-08-03T10:00:00.000Z' } });
  });
});
