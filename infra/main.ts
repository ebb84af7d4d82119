// Where the CDK CLI comes in (cdk.json): the shop's file in, templates and assets out.
import { touchpointApp } from './app.ts';
import { readShopConfig } from './shop-config.ts';

touchpointApp({
  shop: readShopConfig(process.env.SHOP_FILE),
  outdir: process.env.CDK_OUTDIR ?? 'cdk.out',
  checked: true,
}).synth();
