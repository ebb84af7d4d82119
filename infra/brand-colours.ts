// A shop's brand colour, made readable: as text and edge on light and on dark, and with letters on it.
import { BRAND_SURFACES } from '../shared/web/tokens.ts';

/** WCAG 2.2, 1.4.3 asks 4.5 for text; a little more keeps it above that on tinted surfaces. */
const ENOUGH = 5.2;

type Channels = readonly [red: number, green: number, blue: number];

/**
 * The tokens of a brand as CSS. A colour too pale for light surfaces is darkened until it can be read, and brightened for dark ones.
 * @param colour `#rrggbb`
 * @example brandCss(':root', '#2c5d4b')
 */
export const brandCss = (selector: string, colour: string): string => {
  const light = readable(colour, BRAND_SURFACES.light, 0);
  const dark = readable(colour, BRAND_SURFACES.dark, 1);
  const pair = (one: string, other: string): string => `light-dark(${one},${other})`;
  const tokens = (brand: string, onBrand: string): string =>
    `${selector}{--touchpoint-brand:${brand};--touchpoint-on-brand:${onBrand}}`;
  return `${tokens(light, lettersOn(light))}
@supports (color:light-dark(#000,#fff)){${tokens(pair(light, dark), pair(lettersOn(light), lettersOn(dark)))}}
`;
};

/** The nearest lightness of the same hue that can be read on a surface. */
const readable = (colour: string, surface: string, towards: 0 | 1): string => {
  const [hue, saturation, lightness] = toHsl(channels(colour));
  const steps = Array.from({ length: 101 }, (_, step) => lightness + ((towards - lightness) * step) / 100);
  const found = steps.map((light) => fromHsl(hue, saturation, light)).find((one) => contrast(one, surface) >= ENOUGH);
  return found ?? (towards === 0 ? '#000000' : '#ffffff');
};

const lettersOn = (colour: string): string =>
  contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';

/** https://www.w3.org/TR/css-color-4/#rgb-to-hsl: hue in degrees, the others from 0 to 1. */
const toHsl = (given: Channels): readonly [hue: number, saturation: number, lightness: number] => {
  const [red, green, blue] = given.map((channel) => channel / 255) as [number, number, number];
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const lightness = (most + least) / 2;
  const spread = most - least;
  if (spread === 0) return [0, 0, lightness];
  const sixths =
    most === red
      ? (green - blue) / spread + 6
      : most === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  return [(sixths % 6) * 60, (most - lightness) / Math.min(lightness, 1 - lightness), lightness];
};

/** https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
const fromHsl = (hue: number, saturation: number, lightness: number): string => {
  const channel = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  };
  return hex([channel(0), channel(8), channel(4)].map((value) => Math.round(value * 255)));
};

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export const contrast = (one: string, other: string): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

const luminance = (colour: string): number => {
  const linear = (channel: number): number => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const [red, green, blue] = channels(colour);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
};

const channels = (colour: string): Channels => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const hex = (given: readonly number[]): string =>
  `#${given.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
