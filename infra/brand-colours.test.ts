// Any brand colour can be read on every page.
import { describe, expect, test } from '@jest/globals';
import { BRAND_SURFACES } from '../shared/web/tokens.ts';
import { brandCss, contrast } from './brand-colours.ts';

const tokensOf = (colour: string) => {
  const css = brandCss(':root', colour);
  const [, light = '', dark = ''] = /brand:light-dark\((#\w+),(#\w+)\)/.exec(css) ?? [];
  const [, onLight = '', onDark = ''] = /on-brand:light-dark\((#\w+),(#\w+)\)/.exec(css) ?? [];
  return { light, dark, onLight, onDark };
};

describe('a brand colour', () => {
  test.each(['#000000', '#ffffff', '#2c5d4b', '#ffe600', '#0b57d0', '#7f7f7f', '#ff0033', '#001133'])(
    '%s can be read on light and on dark, and letters on it',
    (colour) => {
      const { light, dark, onLight, onDark } = tokensOf(colour);
      expect(contrast(light, BRAND_SURFACES.light)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark, BRAND_SURFACES.dark)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onLight, light)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(onDark, dark)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('stays as the shop gave it where it can be read', () => {
    expect(tokensOf('#2c5d4b').light).toBe('#2c5d4b');
  });

  test('keeps its hue where it has to be brighter', () => {
    expect(tokensOf('#0b57d0').dark).toMatch(/^#[0-9a-f]{6}$/);
    expect(Number.parseInt(tokensOf('#0b57d0').dark.slice(5), 16)).toBeGreaterThan(0xe0);
  });
});
