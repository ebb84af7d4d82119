// The file that an operator writes: what is wrong in it is said by name, before anything is deployed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readShopConfig, rulesOf } from '../../infra/shop-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchpoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (change: object): string => {
  const file = join(folder, 'shop.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync('infra/shop.json', 'utf8')), ...change }));
  return file;
};

test("the project's own file can be deployed as it is", () => {
  const shop = readShopConfig();
  expect(shop.shopifyEventSource).toBeUndefined();
  expect(rulesOf(shop)).toEqual({
    shop: shop.shop,
    name: shop.name,
    timeZone: shop.timeZone,
    language: shop.language,
    tracking: shop.tracking,
  });
});

test.each([
  [{ timeZone: 'Mars/Olympus' }, /timeZone: must be an IANA time zone/],
  [{ region: 'Ireland' }, /region: must be an AWS region such as eu-west-1/],
  [{ embedOrigins: ['https://www.shop.example/cart'] }, /embedOrigins.0: must be an origin/],
  [{ contact: 'help@shop.example' }, /contact: must be an https: or mailto: address/],
  [{ passKeys: [] }, /passKeys/],
  [{ shopifyEventSource: 'shopify' }, /shopifyEventSource: must be a name such as/],
  [{ alarmMail: 'a@shop.example' }, /alarmMail/],
  [{ shop: 'x'.repeat(40) }, /shop: must have at most 32 characters/],
])('%j is refused by name', (change, sentence) => {
  expect(() => readShopConfig(written(change))).toThrow(sentence);
});

test('what is not JSON is refused with the name of the file', () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{ "shop": ');
  expect(() => readShopConfig(file)).toThrow(`${file} cannot be used: it is not valid JSON.`);
});
